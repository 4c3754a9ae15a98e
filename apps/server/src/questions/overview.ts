/** The figures of the first page in one response: hours, predicates, participation and ratings of a year. */
import type { LocalDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Asked, type House, type HouseError, notReady } from '../House.js'
import type { Lookups } from '../Lookups.js'
import { type ReportJson, reportJson } from './report.js'

/** Reports of the first page, by the name they have in the response. */
const PARTS = {
  trainingHours: 'training-hours',
  predicates: 'appraisal-distribution',
  participation: 'participation',
  ratings: 'program-ratings',
} as const
type Part = keyof typeof PARTS

interface CohortOfProgram {
  readonly code: string
  readonly program: string
  readonly starts: LocalDate
  readonly ends: LocalDate
}

export interface Overview {
  readonly agency: string
  readonly year: number
  readonly asOf: string
  /** The lowest of its reports: all up to it is in each of them. */
  readonly position: number
  readonly base: Readonly<Record<Part, unknown>>
  readonly units: ReadonlyArray<{ readonly id: string; readonly name: string | null }>
  readonly programs: ReadonlyArray<{ readonly code: string; readonly name: string; readonly kind: string }>
  readonly cohorts: ReadonlyArray<CohortOfProgram>
  readonly reports: Readonly<Record<Part, ReportJson>>
}

/** Ids of units that have a row in one of the reports. */
const unitsIn = (reports: ReadonlyArray<ReportJson>): ReadonlyArray<string> =>
  [...new Set(reports.flatMap(({ rows }) => (rows ?? []).flatMap(({ unitId }) => (typeof unitId === 'string' ? [unitId] : []))))].sort()

export const overview = async (house: House, lookups: Lookups, asked: Asked, year: number): Promise<E.Either<HouseError, Overview>> => {
  const { agency } = asked
  const ask = (part: Part): Promise<E.Either<HouseError, ReportJson>> => reportJson(house, PARTS[part], { ...asked, year })
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
  if (E.isLeft(catalogue)) return E.left(notReady(catalogue.left))
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
  return E.right({
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
