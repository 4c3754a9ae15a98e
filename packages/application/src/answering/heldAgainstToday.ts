/** Today's figures of questions that ask for an earlier position or another day, where a report is held against them. */
import type { AgencyCode, Catalogue, LocalDate } from '@jejak/core'
import type { AgencyFact, Figure, View } from '@jejak/core/measure'
import type { AsKnownAt, EngineError, Figures } from '@jejak/projection'
import { type Arguments, isHeldAgainstToday, type Report, type Today, viewOf } from '@jejak/reports'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

/** A question whose arguments are in order. */
interface Question {
  readonly report: Report
  readonly args: Arguments
}

/** Figures of one position with what they are finished with, by the keys of their views. */
export interface Made {
  readonly figures: ReadonlyMap<string, Figure>
  readonly catalogue: Catalogue.Catalogue
  readonly agencyFacts: ReadonlyArray<AgencyFact>
}

/** The question as it is asked on a day. */
const askedOn = (args: Arguments, today: LocalDate): Arguments => ({ ...args, asOf: today })

/** Whether the answer is held against that of today. */
const isHeld = ({ report, args }: Question, today: LocalDate, known: AsKnownAt | undefined): boolean =>
  isHeldAgainstToday(report) && (known !== undefined || args.asOf !== today)

/** Views of today that these questions are held against; none for most. */
export const viewsOfToday = (questions: ReadonlyArray<Question>, today: LocalDate, known: AsKnownAt | undefined): ReadonlyArray<View> =>
  questions.filter((question) => isHeld(question, today, known)).map(({ report, args }) => viewOf(report, askedOn(args, today)))

/** Figures by the keys of their views. */
export const byKey = (views: ReadonlyArray<View>, figures: ReadonlyArray<Figure>): ReadonlyMap<string, Figure> =>
  new Map(
    views.flatMap(({ key }, i) => {
      const figure = figures[i]
      return figure === undefined ? [] : [[key, figure] as const]
    }),
  )

/** What is there today: of the snapshot itself, or, where that is cut, of one that is not. */
export const madeToday = (
  models: Pick<Figures, 'snapshot'>,
  agency: AgencyCode,
  views: ReadonlyArray<View>,
  made: Made,
  known: AsKnownAt | undefined,
): TE.TaskEither<EngineError, Made> =>
  known === undefined || views.length === 0
    ? TE.right(made)
    : pipe(
        models.snapshot(views, agency),
        TE.map(({ figures, catalogue, agencyFacts }) => ({ figures: byKey(views, figures), catalogue, agencyFacts })),
      )

/**
 * What the answer of a question is held against: `null` where it is not, `undefined` where today's figure is not there.
 */
export const todayOf = (
  question: Question,
  { figures, ...made }: Made,
  today: LocalDate,
  known: AsKnownAt | undefined,
): Today | null | undefined => {
  if (!isHeld(question, today, known)) return null
  const args = askedOn(question.args, today)
  const figure = figures.get(viewOf(question.report, args).key)
  return figure === undefined ? undefined : { ...made, figure, args }
}
