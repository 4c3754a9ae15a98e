/** A career as of a day, the one question everything else asks. */
import type { Catalogue } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { History } from '../history/History.js'
import type { AgencyCode } from '../identity/ids.js'
import { asOf, type Employment } from './Employment.js'
import { employments } from './employments.js'
import { type Standing, standingOn } from './standing.js'

/** An employment as of a day, and what held of it then. */
export interface EmploymentOn {
  readonly employment: Employment
  /** `null` where the person was not yet appointed on that day. */
  readonly standing: Standing | null
}

/**
 * What held of a career on a day, agency by agency: a lookup in its dated facts.
 *
 * @example
 * const [only] = on(sampleCareer, () => sampleCatalogue, day('2014-12-31'))
 * only?.standing?.rank?.data.grade // => 'III/b'
 */
export const on = (career: History, catalogueOf: (agency: AgencyCode) => Catalogue, day: LocalDate): ReadonlyArray<EmploymentOn> =>
  employments(career, catalogueOf).map((whole) => {
    const employment = asOf(whole, day)
    return { employment, standing: standingOn(employment, day) }
  })
