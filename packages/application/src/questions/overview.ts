/** The figures of the first page in one response: hours, predicates, participation and ratings of a year. */

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as R from 'fp-ts/lib/ReadonlyRecord.js'
import type { Fault } from '../fault/Fault.js'
import { Overview } from '../wire/Overview.js'
import type { OverviewRequest } from '../wire/requests.js'
import type { Lookups } from './Lookups.js'
import { ofForm } from './ofForm.js'
import { type ReportJson, reportJson } from './report.js'
import type { Source } from './Source.js'

/** Reports of the first page, by the name they have in the response. */
const PARTS = {
  trainingHours: 'training-hours',
  predicates: 'appraisal-distribution',
  participation: 'participation',
  ratings: 'program-ratings',
} as const

/** Ids of units that have a row in one of the reports. */
const unitsIn = (reports: ReadonlyArray<ReportJson>): ReadonlyArray<string> =>
  [...new Set(reports.flatMap(({ rows }) => (rows ?? []).flatMap(({ unitId }) => (typeof unitId === 'string' ? [unitId] : []))))].sort()

/** All figures are of one reading, and so are the names of programs and cohorts. */
export const overview = async (
  house: Source,
  lookups: Lookups,
  asked: OverviewRequest,
  year: number,
): Promise<E.Either<Fault, Overview>> => {
  const { agency, knownAt, waitFor, ...others } = asked
  const questions = Object.values(PARTS).map((report) => ({ report, asked: { ...others, year } }))
  const answered = await house.answers({ agency, questions }, { knownAt: knownAt ?? null, waitFor: waitFor ?? null })()
  if (E.isLeft(answered)) return answered
  const { answers, catalogue, position } = answered.right
  const read = pipe(answers, RA.traverse(E.Applicative)(reportJson))
  if (E.isLeft(read)) return read
  const byName = new Map(read.right.map((each) => [each.report, each]))
  const reports = pipe(
    PARTS,
    R.filterMap((name) => O.fromNullable(byName.get(name))),
  )
  const all = Object.values(reports)
  const units = unitsIn(all)
  const names = await lookups.unitNames(agency, units)
  if (E.isLeft(names)) return names
  const codes = new Set((byName.get(PARTS.ratings)?.rows ?? []).map(({ cohortId }) => cohortId))
  const cohorts = [...catalogue.cohorts.values()].filter(({ code }) => codes.has(code))
  const programs = new Set(cohorts.map(({ program }) => program))
  return ofForm(Overview, {
    agency,
    year,
    thresholds: answers.find(({ report }) => report === PARTS.trainingHours)?.thresholds,
    asOf: all[0]?.asOf,
    position,
    base: pipe(
      reports,
      R.map(({ base = {} }) => base),
    ),
    units: units.map((id) => ({ id, name: names.right.get(id) ?? null })),
    programs: [...catalogue.programs.values()]
      .filter(({ code }) => programs.has(code))
      .map(({ code, name, kind }) => ({ code, name, kind })),
    cohorts: cohorts.map(({ code, program, starts, ends }) => ({ code, program, starts, ends })),
    reports,
  })
}
