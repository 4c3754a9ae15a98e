/** A program: its cohorts of a year and the two before with their ratings and turnout, and the versions of its curriculum. */
import { Code, lastDayOfYear } from '@jejak/core'
import { ownerOf, programStream } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { type Asked, type House, type HouseError, notReady } from '../House.js'
import type { Lookups, Turnout } from '../Lookups.js'
import { type TimelineEntry, timelineOf } from '../timeline.js'
import { agencyThere } from './agencies.js'
import { reportJson } from './report.js'

/** Ratings are compared over this many years, the one asked for included. */
const YEARS = 3

export interface ProgramPage {
  readonly agency: string
  readonly year: number
  readonly asOf: string
  readonly position: number
  readonly base: Readonly<Record<string, unknown>>
  readonly program: Readonly<Record<string, unknown>>
  readonly cohorts: ReadonlyArray<{
    readonly code: string
    readonly starts: string
    readonly ends: string
    readonly quota: number | null
    readonly curriculumVersion: string | null
    readonly turnout: Turnout | null
    /** The row of `program-ratings`; `null` for a cohort outside the years compared. */
    readonly ratings: Readonly<Record<string, unknown>> | null
  }>
  /** All that was recorded about the curriculum, in order. */
  readonly curriculum: ReadonlyArray<TimelineEntry>
}

export const programPage = async (
  house: House,
  lookups: Lookups,
  code: string,
  asked: Asked,
  year: number,
): Promise<E.Either<HouseError, ProgramPage>> => {
  const { agency } = asked
  const there = await agencyThere(house, agency)
  if (E.isLeft(there)) return there
  const catalogue = await house.readModels.catalogue(agency)()
  if (E.isLeft(catalogue)) return E.left(notReady(catalogue.left))
  const program = Code.is(code) ? catalogue.right.programs.get(code) : undefined
  if (program === undefined) return E.left({ tag: 'NotFound', what: 'program' })

  const years = Array.from({ length: YEARS }, (_, i) => year - i)
  const [events, keys, turnout, ...reports] = await Promise.all([
    house.events.read(programStream(agency, program.code))(),
    house.vault.load([ownerOf(programStream(agency, program.code), agency)])(),
    lookups.turnout(agency),
    ...years.map((each) => reportJson(house, 'program-ratings', { ...asked, year: each })),
  ])
  if (E.isLeft(events)) return E.left(notReady(events.left))
  if (E.isLeft(keys)) return E.left(notReady(keys.left))
  if (E.isLeft(turnout)) return turnout
  const ratings = new Map<unknown, Readonly<Record<string, unknown>>>()
  let position = Number.POSITIVE_INFINITY
  let asOf = ''
  for (const report of reports) {
    if (E.isLeft(report)) return report
    position = Math.min(position, report.right.position)
    if (asOf === '') asOf = report.right.asOf
    for (const row of report.right.rows ?? []) ratings.set(row['cohortId'], row)
  }
  const last = lastDayOfYear(year)
  return E.right({
    agency,
    year,
    asOf,
    position,
    base: {},
    program,
    cohorts: [...catalogue.right.cohorts.values()]
      .filter((cohort) => cohort.program === program.code && cohort.ends <= last && ratings.has(cohort.code))
      .sort((a, b) => (a.ends === b.ends ? (a.code < b.code ? -1 : 1) : a.ends < b.ends ? -1 : 1))
      .map(({ code: cohort, starts, ends, quota, curriculumVersion }) => ({
        code: cohort,
        starts,
        ends,
        quota,
        curriculumVersion,
        turnout: turnout.right.get(cohort) ?? null,
        ratings: ratings.get(cohort) ?? null,
      })),
    curriculum: timelineOf(events.right, { vault: house.vault, catalogueOf: () => catalogue.right }).filter(
      ({ type }) => type === 'CurriculumChanged',
    ),
  })
}
