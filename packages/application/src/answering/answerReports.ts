/** Questions to the reports of a home, answered from one reading: arguments, figures, names, headings. */
import { type AgencyCode, type CareerId, Catalogue, History, LOG_START, type LocalDate, LogPosition } from '@jejak/core'
import type { Figure, View } from '@jejak/core/measure'
import type { AsKnownAt, Figures } from '@jejak/projection'
import {
  type Answer,
  type Arguments,
  type Asked,
  cellsOf,
  cellsThere,
  type Person,
  peopleIn,
  peopleList,
  type Report,
  toAnswer,
  viewOf,
} from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import type { AnswerError } from './AnswerError.js'
import { behindBy } from './currentModels.js'
import { byKey, type Made, madeToday, todayOf, viewsOfToday } from './heldAgainstToday.js'
import { cutOf } from './knownAt.js'
import { knownUnits } from './knownUnits.js'
import { makeReady, type ReadyOptions } from './makeReady.js'
import { nearest } from './nearest.js'
import { type ClosedName, closedLine, peopleOf } from './people.js'

export interface AnswerOptions extends ReadyOptions {
  /** A moment with its zone, or `@POSITION`; left out: now. */
  readonly knownAt?: string | null
  /** Hears, in one line, that figures lag or were not made the usual way, and why. */
  readonly onNotice?: (line: string) => void
}

/** A report by its name, and what is asked of it. */
interface ReportQuestion {
  readonly report: string
  readonly asked: Omit<Asked, 'agency'>
  /** The people behind this cell, instead of the figures. */
  readonly cell?: string | null
}

/** Questions about one agency, answered from one reading. */
export interface Questions {
  readonly agency: AgencyCode
  readonly questions: ReadonlyArray<ReportQuestion>
  /** Views whose figures are read along with theirs. */
  readonly beside?: ReadonlyArray<View>
}

/** Answers with what they rest on, all of one position. */
export interface Answered {
  /** In the order of the questions. */
  readonly answers: ReadonlyArray<Answer>
  /** In the order of the views beside. */
  readonly beside: ReadonlyArray<Figure>
  readonly catalogue: Catalogue.Catalogue
  readonly position: LogPosition
}

/** A question whose report is there and whose arguments are in order. */
interface Checked {
  readonly name: string
  readonly report: Report
  readonly args: Arguments
  /** The cell whose people are asked for, and of which report; `report` is its list then. */
  readonly list: { readonly of: Report; readonly cell: string } | null
}

const check =
  (home: DeploymentStores, agency: AgencyCode) =>
  ({ report: name, asked, cell = null }: ReportQuestion): E.Either<AnswerError, Checked> => {
    const { all } = home.registry.reports
    const named = all.get(name)
    if (named === undefined) return E.left({ tag: 'UnknownReport', report: name, nearest: nearest(name, all.keys()) })
    const report = cell === null ? named : peopleList(named, cell)
    return pipe(
      named.check({ ...asked, agency }, home.today()),
      E.mapLeft((faults): AnswerError => ({ tag: 'BadArguments', faults })),
      E.chain((args) =>
        report === null
          ? E.left(unknownCell(named, cell ?? '', args, Catalogue.fromHistory(History.fromEntries([]))))
          : E.right({ name, report, args, list: cell === null ? null : { of: named, cell } }),
      ),
    )
  }

const unknownCell = (report: Report, cell: string, args: Arguments, catalogue: Catalogue.Catalogue): AnswerError => ({
  tag: 'UnknownCell',
  cell,
  known: cellsOf(report),
  there: cellsThere(report, args, catalogue),
})

/** Refuses a cell that has the form of one and is none: a post that the agency does not have on the day. */
const cellThere = ({ list, args }: Checked, { catalogue }: Reading): E.Either<AnswerError, void> =>
  list === null || cellsThere(list.of, args, catalogue).includes(list.cell)
    ? E.right(undefined)
    : E.left(unknownCell(list.of, list.cell, args, catalogue))

/** Where the names of a table's people are sealed, as far as the figure says. */
const appointmentsIn = (figure: Figure): ReadonlyMap<CareerId, number> =>
  new Map(
    figure.kind === 'table'
      ? figure.rows.flatMap(({ career, appointment }) => (appointment === undefined ? [] : [[career, appointment] as const]))
      : [],
  )

/** People of whom only the numbers tell which is the newest, with the other careers it may be. */
const tiedIn = (figure: Figure): ReadonlyArray<readonly [CareerId, ReadonlyArray<CareerId>]> =>
  figure.kind === 'table' ? figure.rows.flatMap(({ career, tied }) => (tied === undefined ? [] : [[career, tied] as const])) : []

/** Each person as the greatest number says it. */
const underNewest = (people: ReadonlyMap<CareerId, Person>, figure: Figure): ReadonlyMap<CareerId, Person> => {
  const named = new Map(people)
  for (const [career, tied] of tiedIn(figure))
    for (const other of tied) {
      const [present, may] = [named.get(career), people.get(other)]
      if (typeof present === 'object' && typeof may === 'object' && may.number > present.number) named.set(career, may)
    }
  return named
}

/** What was read for all questions at once. */
interface Reading extends Made {
  /** The agency's day, and what is there on it with all that is in: other days and positions are held against that. */
  readonly today: LocalDate
  readonly madeToday: Made
  readonly position: LogPosition
  readonly knownAt: string
  readonly known: AsKnownAt | undefined
  readonly behind: number
  readonly lost: number
}

const REPLACED: AnswerError = { tag: 'ViewsUnavailable', reason: 'the figure was replaced while it was read: ask again' }

/** Opens the names that a figure needs, and finishes it. */
const finish = async (
  home: DeploymentStores,
  { name, report, args }: Checked,
  reading: Reading,
  closed: ClosedName[],
): Promise<E.Either<AnswerError, Answer>> => {
  const { reports } = home.registry
  const figure = reading.figures.get(viewOf(report, args).key)
  const unknown = reading.figures.get(reports.unknownFacts(args.asOf).key)
  if (figure === undefined || unknown === undefined) return E.left(REPLACED)
  const { catalogue, agencyFacts, behind, lost, knownAt, known, position } = reading
  const today = todayOf({ report, args }, reading.madeToday, reading.today, known)
  // Without today's figure nothing says what it would tell next to this one.
  if (today === undefined) return E.left(REPLACED)
  const people = await peopleOf(home, [...peopleIn(figure, report), ...tiedIn(figure).flatMap(([, tied]) => tied)], {
    agency: args.agency,
    known,
    appointments: appointmentsIn(figure),
    onClosed: (each) => closed.push(each),
  })()
  if (E.isLeft(people)) return people
  const unknownFacts = reports.unknownFactsIn(unknown, agencyFacts, args.asOf)
  return pipe(
    toAnswer({
      report,
      args,
      figure,
      behind,
      lost,
      unknownFacts,
      catalogue,
      agencyFacts,
      people: underNewest(people.right, figure),
      knownAt,
      ...(today === null ? {} : { today }),
    }),
    E.bimap(
      // `people` has everyone whom the figure names, if only to say that the key is destroyed.
      ({ tag }): AnswerError => ({ tag: 'Unavailable', reason: `the report could not be finished (${tag})` }),
      (answer): Answer => ({ ...answer, report: name, position }),
    ),
  )
}

/** Refuses a unit that an answer has no row of and the agency does not have. */
const unitThere = async (
  models: Figures,
  { unit, agency }: Arguments,
  { rows = [] }: Answer,
  { known, position }: Reading,
): Promise<E.Either<AnswerError, void>> => {
  if (unit === null || rows.length > 0) return E.right(undefined)
  const behind = position + 1
  const units = await knownUnits(models, agency, known ?? (LogPosition.is(behind) ? { before: behind } : undefined))()
  if (E.isLeft(units)) return units
  return units.right.has(unit) ? E.right(undefined) : E.left({ tag: 'UnknownUnit', unit, known: units.right })
}

/**
 * Answers questions about one agency from a home.
 *
 * 1. Check the arguments. 2. Bring the read models up to date, or wait until they are
 * as far as the caller asks. 3. Find where the log is cut for `knownAt`. 4. Figures,
 * catalogue and agency facts of one position, at that cut. 5. Open the names `finish`
 * needs. 6. Finish and head the answers, held against today's where earlier ones would tell what few people said. 7. Where one has no row of the unit asked for, see
 * whether the agency has such a unit.
 *
 * Without a cut, all up to the `position` in the heading is in, and what others
 * append meanwhile may be. Where the figures lack events that were in the log when they
 * were asked for, `base.behind` counts them.
 */
export const answerReports =
  (home: DeploymentStores, { agency, questions, beside = [] }: Questions, options: AnswerOptions = {}): TaskEither<AnswerError, Answered> =>
  async () => {
    const checked = pipe(questions, RA.traverse(E.Applicative)(check(home, agency)))
    if (E.isLeft(checked)) return checked

    const ready = await makeReady(home, options)
    if (E.isLeft(ready)) return ready
    const { models, notice } = ready.right
    if (notice !== null) options.onNotice?.(notice)
    const agencies = await models.agencies()()
    if (E.isLeft(agencies)) return agencies
    if (!agencies.right.includes(agency)) return E.left({ tag: 'UnknownAgency', agency, known: agencies.right })

    const cut = await cutOf(home.events, options.knownAt ?? null)()
    if (E.isLeft(cut)) return cut
    const known = cut.right.tag === 'before' ? cut.right.known : undefined
    // Brought up to date, it lacks nothing; what comes meanwhile was not asked for.
    const isCurrent = notice === null && options.catchUp !== false
    const wanted = cut.right.tag === 'before' ? E.right(cut.right.position) : isCurrent ? E.right(LOG_START) : await home.events.head()()
    const today = home.today()
    const ofToday = viewsOfToday(checked.right, today, known)
    const views = new Map(
      [
        ...checked.right.flatMap(({ report, args }) => [viewOf(report, args), home.registry.reports.unknownFacts(args.asOf)]),
        ...beside,
        // Where the log is not cut, today's are read along.
        ...(known === undefined ? ofToday : []),
      ].map((view) => [view.key, view] as const),
    )
    const snapshot = await models.snapshot([...views.values()], agency, known)()
    if (E.isLeft(snapshot)) return snapshot
    const { catalogue, agencyFacts } = snapshot.right
    const made: Made = { catalogue, agencyFacts, figures: byKey([...views.values()], snapshot.right.figures) }
    const now = await madeToday(models, agency, ofToday, made, known)()
    if (E.isLeft(now)) return now
    // Where the log cannot be asked, figures are given as they are, and the notice says why.
    const lost = (await home.events.lost?.()()) ?? E.right(0)
    const heading = cut.right.tag === 'before' ? cut.right : { position: snapshot.right.position, knownAt: `@${snapshot.right.position}` }
    const reading: Reading = {
      ...heading,
      ...made,
      known,
      today,
      madeToday: now.right,
      behind: E.isLeft(wanted) || isCurrent ? 0 : await behindBy(home, snapshot.right.position, wanted.right),
      lost: E.isRight(lost) ? lost.right : 0,
    }

    const cells = pipe(
      checked.right,
      RA.traverse(E.Applicative)((question) => cellThere(question, reading)),
    )
    if (E.isLeft(cells)) return cells

    const answers: Answer[] = []
    const closed: ClosedName[] = []
    for (const question of checked.right) {
      const answer = await finish(home, question, reading, closed)
      if (E.isLeft(answer)) return answer
      answers.push(answer.right)
    }
    const line = closedLine(closed)
    if (line !== null) options.onNotice?.(line)
    for (const [i, { args }] of checked.right.entries()) {
      const answer = answers[i]
      const there = answer === undefined ? E.left(REPLACED) : await unitThere(models, args, answer, reading)
      if (E.isLeft(there)) return there
    }
    const figures = beside.flatMap(({ key }) => reading.figures.get(key) ?? [])
    return E.right({ answers, beside: figures, catalogue, position: heading.position })
  }
