/** A career as of a day, the one question everything else asks. */
import * as E from 'fp-ts/lib/Either.js'
import type { Catalogue } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { History } from '../history/History.js'
import type { AgencyCode } from '../identity/ids.js'
import { asOf, type Employment } from './Employment.js'
import { type CatalogueMissing, readEmployments } from './employments.js'
import { type Standing, standingOn } from './standing.js'

/** An employment as of a day, and what held of it then. */
export interface EmploymentOn {
  readonly employment: Employment
  /** `null` where the person was not yet appointed on that day. */
  readonly standing: Standing | null
}

/**
 * What held of a career on a day, agency by agency: a lookup in its dated facts.
 * `Left` where the catalogue of an agency was not handed in.
 *
 * @example
 * const held = on(sampleCareer, new Map([[AGENCY, sampleCatalogue]]), day('2014-12-31'))
 * E.isRight(held) && held.right[0]?.standing?.rank?.data.grade // => 'III/b'
 */
export const on = (
  career: History,
  catalogues: ReadonlyMap<AgencyCode, Catalogue>,
  day: LocalDate,
): E.Either<CatalogueMissing, ReadonlyArray<EmploymentOn>> =>
  E.map((all: ReadonlyArray<Employment>) =>
    all.map((whole): EmploymentOn => {
      const employment = asOf(whole, day)
      return { employment, standing: standingOn(employment, day) }
    }),
  )(readEmployments(career, catalogues))
