/** A question to the reports of a home, answered: arguments, figure, names, heading. */
import { type AgencyCode, type CareerId, LOG_START, LogPosition } from '@jejak/core'
import type { Figure } from '@jejak/core/measure'
import type { EngineError } from '@jejak/projection'
import {
  type Answer,
  type ArgumentFault,
  type Asked,
  cellsOf,
  peopleIn,
  peopleList,
  REPORTS,
  toAnswer,
  unknownFactsIn,
  unknownFactsView,
  viewOf,
} from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Home } from '../home/Home.js'
import { behindBy, type CurrentModels, type CurrentOptions, currentModels } from './currentModels.js'
import { type BadKnownAt, cutOf } from './knownAt.js'
import { knownUnits } from './knownUnits.js'
import { nearest } from './nearest.js'
import { type ClosedName, closedLine, type PeopleError, peopleOf } from './people.js'

/** Why a question has no answer. */
export type AnswerError =
  | { readonly tag: 'UnknownReport'; readonly report: string; readonly nearest: string | null }
  | { readonly tag: 'BadArguments'; readonly faults: ReadonlyArray<ArgumentFault> }
  | { readonly tag: 'UnknownAgency'; readonly agency: AgencyCode; readonly known: ReadonlyArray<AgencyCode> }
  /** Nobody and nothing of the agency belongs to it, whatever the day. */
  | { readonly tag: 'UnknownUnit'; readonly unit: string; readonly known: ReadonlySet<string> }
  | BadKnownAt
  /** The report has no such cell, or nobody may be listed in it. */
  | { readonly tag: 'UnknownCell'; readonly cell: string; readonly known: ReadonlyArray<string> }
  /** What was waited for is not in yet; `position` is. */
  | { readonly tag: 'NotYet'; readonly position: LogPosition; readonly waitedFor: LogPosition }
  | EngineError
  | PeopleError

export interface AnswerOptions extends CurrentOptions {
  /** A moment with its zone, or `@POSITION`; left out: now. */
  readonly knownAt?: string | null
  /** Whether the read models are brought up to the end of the log first (default); not needed where a worker follows it. */
  readonly catchUp?: boolean
  /** Answer only when all up to here is in: the position that an append answered. */
  readonly waitFor?: LogPosition | null
  /** Longest wait for it, in milliseconds. */
  readonly waitMs?: number
  /** The people behind this cell, instead of the figures. */
  readonly cell?: string | null
  /** Hears, in one line, that figures lag or were not made the usual way, and why. */
  readonly onNotice?: (line: string) => void
}

/** Where the names of a table's people are sealed, as far as the figure says. */
const appointmentsIn = (figure: Figure): ReadonlyMap<CareerId, number> =>
  new Map(
    figure.kind === 'table'
      ? figure.rows.flatMap(({ career, appointment }) => (appointment === undefined ? [] : [[career, appointment] as const]))
      : [],
  )

/** Longest wait for a position where the caller names none, in milliseconds. */
const WAIT_MS = 10_000
/** Pause between two looks at a log that another process appends to. */
const LOOK_EVERY_MS = 100

/** Brings the read models up to date where nobody else does, and waits for the position asked for. */
const makeReady = async (home: Home, options: AnswerOptions): Promise<E.Either<AnswerError, CurrentModels>> => {
  const { catchUp = true, waitFor = null, waitMs = WAIT_MS } = options
  const end = performance.now() + waitMs
  for (;;) {
    const current = catchUp ? await currentModels(home, options)() : E.right({ models: home.readModels, notice: null })
    if (E.isLeft(current) || waitFor === null) return current
    const left = Math.max(0, end - performance.now())
    const waited = await current.right.models.waitFor(waitFor, catchUp ? Math.min(left, LOOK_EVERY_MS) : left)()
    if (E.isLeft(waited)) return waited
    if (waited.right.tag === 'Reached') return current
    if (performance.now() >= end) return E.left({ tag: 'NotYet', position: waited.right.position, waitedFor: waitFor })
  }
}

/**
 * Answers a report of one agency from a home.
 *
 * 1. Check the arguments. 2. Bring the read models up to date, or wait until they are
 * as far as the caller asks. 3. Find where the
 * log is cut for `knownAt`. 4. Figure, catalogue and agency facts of one position,
 * at that cut. 5. Open the names `finish` needs. 6. Finish and head the answer.
 * 7. Where it has no row of the unit asked for, see whether the agency has such a unit.
 *
 * Without a cut, all up to the `position` in the heading is in, and what others
 * append meanwhile may be. Where the figure lacks events that were in the log when it
 * was asked for, `base.behind` counts them.
 */
export const answerReport =
  (home: Home, name: string, asked: Asked, options: AnswerOptions = {}): TaskEither<AnswerError, Answer> =>
  async () => {
    const named = REPORTS.get(name)
    if (named === undefined) return E.left({ tag: 'UnknownReport', report: name, nearest: nearest(name, REPORTS.keys()) })
    const { cell = null } = options
    const report = cell === null ? named : peopleList(named, cell)
    if (report === null) return E.left({ tag: 'UnknownCell', cell: cell ?? '', known: cellsOf(named) })
    const checked = report.check(asked, home.today())
    if (E.isLeft(checked)) return E.left({ tag: 'BadArguments', faults: checked.left })
    const args = checked.right

    const ready = await makeReady(home, options)
    if (E.isLeft(ready)) return ready
    const { models: readModels, notice } = ready.right
    if (notice !== null) options.onNotice?.(notice)
    const agencies = await readModels.agencies()()
    if (E.isLeft(agencies)) return agencies
    if (!agencies.right.includes(args.agency)) return E.left({ tag: 'UnknownAgency', agency: args.agency, known: agencies.right })

    const cut = await cutOf(home.events, options.knownAt ?? null)()
    if (E.isLeft(cut)) return cut
    const known = cut.right.tag === 'before' ? cut.right.known : undefined
    // Brought up to date, it lacks nothing; what comes meanwhile was not asked for.
    const isCurrent = notice === null && options.catchUp !== false
    const wanted = cut.right.tag === 'before' ? E.right(cut.right.position) : isCurrent ? E.right(LOG_START) : await home.events.head()()
    const snapshot = await readModels.snapshot([viewOf(report, args), unknownFactsView(args.asOf)], args.agency, known)()
    if (E.isLeft(snapshot)) return snapshot
    const { catalogue, agencyFacts } = snapshot.right
    const [figure, unknown] = snapshot.right.figures
    if (figure === undefined || unknown === undefined)
      return E.left({ tag: 'ViewsUnavailable', reason: 'the figure was replaced while it was read: ask again' })
    const closed: ClosedName[] = []
    const people = await peopleOf(home, peopleIn(figure, report), {
      agency: args.agency,
      known,
      appointments: appointmentsIn(figure),
      onClosed: (each) => closed.push(each),
    })()
    if (E.isLeft(people)) return people
    const line = closedLine(closed)
    if (line !== null) options.onNotice?.(line)

    // Where the log cannot be asked, figures are given as they are, and the notice says why.
    const lost = (await home.events.lost?.()()) ?? E.right(0)

    const heading = cut.right.tag === 'before' ? cut.right : { position: figure.position, knownAt: `@${figure.position}` }
    const answer = toAnswer({
      report,
      args,
      figure: figure,
      behind: E.isLeft(wanted) || isCurrent ? 0 : await behindBy(home, figure.position, wanted.right),
      lost: E.isRight(lost) ? lost.right : 0,
      unknownFacts: unknownFactsIn(unknown, agencyFacts, args.asOf),
      catalogue,
      agencyFacts,
      people: people.right,
      knownAt: heading.knownAt,
    })
    // `people` has everyone whom the figure names, if only to say that the key is destroyed.
    if (E.isLeft(answer)) return E.left({ tag: 'Unavailable', reason: `the report could not be finished (${answer.left.tag})` })
    if (args.unit !== null && (answer.right.rows ?? []).length === 0) {
      const behind = figure.position + 1
      const units = await knownUnits(readModels, args.agency, known ?? (LogPosition.is(behind) ? { before: behind } : undefined))()
      if (E.isLeft(units)) return units
      if (!units.right.has(args.unit)) return E.left({ tag: 'UnknownUnit', unit: args.unit, known: units.right })
    }
    return E.right({ ...answer.right, report: named.name, position: heading.position })
  }
