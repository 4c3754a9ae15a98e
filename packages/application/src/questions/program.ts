/** A program: its cohorts of a year and the two before with their ratings and turnout, and the versions of its curriculum. */

import { Code, lastDayOfYear } from '@jejak/core'
import { ownerOf, programStream } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { type Fault, noSuch } from '../fault/Fault.js'
import { ofCatalogueMissing, ofStore } from '../fault/faultOf.js'
import { ProgramPage } from '../wire/ProgramPage.js'
import type { ProgramRequest } from '../wire/requests.js'
import { agencyThere } from './agencies.js'
import type { Lookups } from './Lookups.js'
import { ofForm } from './ofForm.js'
import { reportJson } from './report.js'
import type { Source } from './Source.js'
import { timelineOf } from './timeline.js'

/** Ratings are compared over this many years, the one asked for included. */
const YEARS = 3

export const programPage = async (
  house: Source,
  lookups: Lookups,
  { code, ...asked }: ProgramRequest,
  year: number,
): Promise<E.Either<Fault, ProgramPage>> => {
  const { agency } = asked
  const there = await agencyThere(house, agency)
  if (E.isLeft(there)) return there
  const catalogue = await house.readModels.catalogue(agency)()
  if (E.isLeft(catalogue)) return E.left(ofStore(catalogue.left))
  const program = Code.is(code) ? catalogue.right.programs.get(code) : undefined
  if (program === undefined) return E.left(noSuch('program'))

  const years = Array.from({ length: YEARS }, (_, i) => year - i)
  const [events, keys, turnout, ...reports] = await Promise.all([
    house.events.read(programStream(agency, program.code))(),
    house.vault.load([ownerOf(programStream(agency, program.code), agency)])(),
    lookups.turnout(agency),
    ...years.map((each) => reportJson(house, 'program-ratings', { ...asked, year: each })),
  ])
  if (E.isLeft(events)) return E.left(ofStore(events.left))
  if (E.isLeft(keys)) return E.left(ofStore(keys.left))
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
  const timeline = timelineOf(events.right, { vault: house.vault, catalogues: new Map([[agency, catalogue.right]]) })
  if (E.isLeft(timeline)) return E.left(ofCatalogueMissing(timeline.left))
  return ofForm(ProgramPage, {
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
    curriculum: timeline.right.filter(({ type }) => type === 'CurriculumChanged'),
  })
}
