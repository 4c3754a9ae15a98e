/** The figures of the first page in one response: hours, predicates, participation and ratings of a year. */

import * as E from 'fp-ts/lib/Either.js'
import type { Fault } from '../fault/Fault.js'
import { ofStore } from '../fault/faultOf.js'
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
type Part = keyof typeof PARTS

/** Ids of units that have a row in one of the reports. */
const unitsIn = (reports: ReadonlyArray<ReportJson>): ReadonlyArray<string> =>
  [...new Set(reports.flatMap(({ rows }) => (rows ?? []).flatMap(({ unitId }) => (typeof unitId === 'string' ? [unitId] : []))))].sort()

export const overview = async (
  house: Source,
  lookups: Lookups,
  asked: OverviewRequest,
  year: number,
): Promise<E.Either<Fault, Overview>> => {
  const { agency } = asked
  const ask = (part: Part): Promise<E.Either<Fault, ReportJson>> => reportJson(house, PARTS[part], { ...asked, year })
  const [trainingHours, predicates, participation, ratings, catalogue] = await Promise.all([
    ask('trainingHours'),
    ask('predicates'),
    ask('participation'),
    ask('ratings'),
    house.readModels.catalogue(agency)(),
  ])
  if (E.isLeft(trainingHours)) return trainingHours
  if (E.isLeft(predicates)) return predicates
  if (E.isLeft(participation)) return participation
  if (E.isLeft(ratings)) return ratings
  if (E.isLeft(catalogue)) return E.left(ofStore(catalogue.left))
  const reports = {
    trainingHours: trainingHours.right,
    predicates: predicates.right,
    participation: participation.right,
    ratings: ratings.right,
  }
  const all = Object.values(reports)
  const units = unitsIn(all)
  const names = await lookups.unitNames(agency, units)
  if (E.isLeft(names)) return names
  const codes = new Set((reports.ratings.rows ?? []).map(({ cohortId }) => cohortId))
  const cohorts = [...catalogue.right.cohorts.values()].filter(({ code }) => codes.has(code))
  const programs = new Set(cohorts.map(({ program }) => program))
  return ofForm(Overview, {
    agency,
    year,
    asOf: reports.trainingHours.asOf,
    position: Math.min(...all.map(({ position }) => position)),
    base: {
      trainingHours: reports.trainingHours.base ?? {},
      predicates: reports.predicates.base ?? {},
      participation: reports.participation.base ?? {},
      ratings: reports.ratings.base ?? {},
    },
    units: units.map((id) => ({ id, name: names.right.get(id) ?? null })),
    programs: [...catalogue.right.programs.values()]
      .filter(({ code }) => programs.has(code))
      .map(({ code, name, kind }) => ({ code, name, kind })),
    cohorts: cohorts.map(({ code, program, starts, ends }) => ({ code, program, starts, ends })),
    reports,
  })
}
