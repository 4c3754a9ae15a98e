/** A program: its cohorts of a year and the two before with their ratings and turnout, and the versions of its curriculum. */

import { type AgencyCode, Code, lastDayOfYear } from '@jejak/core'
import { ownerOf, programStream } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type { Answered, Questions } from '../answering/answerReports.js'
import { type Fault, noSuch } from '../fault/Fault.js'
import { ofCatalogueMissing, ofStore } from '../fault/faultOf.js'
import { ProgramPage } from '../wire/ProgramPage.js'
import type { ProgramRequest } from '../wire/requests.js'
import type { Lookups, Turnout } from './Lookups.js'
import { ofForm } from './ofForm.js'
import { reportJson } from './report.js'
import type { Source } from './Source.js'
import { timelineOf } from './timeline.js'

/** Ratings are compared over this many years, the one asked for included. */
const YEARS = 3

/** Answers, and who came to each cohort, of one position. */
interface WithTurnout {
  readonly answered: Answered
  readonly turnout: ReadonlyMap<string, Turnout>
}

/** Turnout is kept as long as the read models stand; made anew, it is read along with the ratings. */
const withTurnout = async (
  house: Source,
  { turnout }: Lookups,
  questions: Questions,
  when: Pick<ProgramRequest, 'knownAt' | 'waitFor'>,
): Promise<E.Either<Fault, WithTurnout>> => {
  const { agency } = questions
  const isNow = (when.knownAt ?? null) === null
  if (isNow && turnout.at(agency) !== null) {
    const answered = await house.answers(questions, when)()
    if (E.isLeft(answered)) return answered
    const kept = turnout.at(agency, answered.right.position)
    if (kept !== null) return E.right({ answered: answered.right, turnout: kept })
  }
  const answered = await house.answers({ ...questions, beside: [turnout.view()] }, when)()
  if (E.isLeft(answered)) return answered
  const [figure] = answered.right.beside
  if (figure === undefined) return E.right({ answered: answered.right, turnout: new Map() })
  return E.right({ answered: answered.right, turnout: isNow ? turnout.take(agency, figure) : turnout.read(figure) })
}

/** All that was recorded about the curriculum up to a position. */
const curriculumOf = async (house: Source, agency: AgencyCode, code: Code, { catalogue, position }: Answered) => {
  const stream = programStream(agency, code)
  const [events, keys] = await Promise.all([house.events.read(stream)(), house.vault.load([ownerOf(stream, agency)])()])
  if (E.isLeft(events)) return E.left(ofStore(events.left))
  if (E.isLeft(keys)) return E.left(ofStore(keys.left))
  const known = events.right.filter((event) => event.position <= position)
  return pipe(
    timelineOf(known, { vault: house.vault, factOf: house.registry.factOf, catalogues: new Map([[agency, catalogue]]) }),
    E.bimap(
      ofCatalogueMissing,
      RA.filter(({ type }) => type === 'CurriculumChanged'),
    ),
  )
}

/** Ratings, turnout, catalogue and curriculum are of one position. */
export const programPage = async (
  house: Source,
  lookups: Lookups,
  { code, agency, knownAt, waitFor, ...asked }: ProgramRequest,
  year: number,
): Promise<E.Either<Fault, ProgramPage>> => {
  const questions = Array.from({ length: YEARS }, (_, i) => ({ report: 'program-ratings', asked: { ...asked, year: year - i } }))
  const found = await withTurnout(house, lookups, { agency, questions }, { knownAt: knownAt ?? null, waitFor: waitFor ?? null })
  if (E.isLeft(found)) return found
  const { answered, turnout } = found.right
  const { catalogue, position } = answered
  const program = Code.is(code) ? catalogue.programs.get(code) : undefined
  if (program === undefined) return E.left(noSuch('program'))
  const reports = pipe(answered.answers, RA.traverse(E.Applicative)(reportJson))
  if (E.isLeft(reports)) return reports
  const curriculum = await curriculumOf(house, agency, program.code, answered)
  if (E.isLeft(curriculum)) return curriculum
  const ratings = new Map(reports.right.flatMap(({ rows = [] }) => rows.map((row) => [row['cohortId'], row] as const)))
  const last = lastDayOfYear(year)
  return ofForm(ProgramPage, {
    agency,
    year,
    asOf: reports.right[0]?.asOf,
    position,
    base: {},
    program,
    cohorts: [...catalogue.cohorts.values()]
      .filter((cohort) => cohort.program === program.code && cohort.ends <= last && ratings.has(cohort.code))
      .sort((a, b) => (a.ends === b.ends ? (a.code < b.code ? -1 : 1) : a.ends < b.ends ? -1 : 1))
      .map(({ code: cohort, starts, ends, quota, curriculumVersion }) => ({
        code: cohort,
        starts,
        ends,
        quota,
        curriculumVersion,
        turnout: turnout.get(cohort) ?? null,
        ratings: ratings.get(cohort) ?? null,
      })),
    curriculum: curriculum.right,
  })
}
