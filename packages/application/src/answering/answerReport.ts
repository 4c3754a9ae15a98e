/** One question to a report of a home. */
import type { Answer, Asked } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import type { AnswerError } from './AnswerError.js'
import { type AnswerOptions, answerReports } from './answerReports.js'

/** `cell`: the people behind it, instead of the figures. */
export interface OneAnswerOptions extends AnswerOptions {
  readonly cell?: string | null
}

/** Answers a report of one agency: `answerReports` of a single question. */
export const answerReport = (
  home: DeploymentStores,
  report: string,
  { agency, ...asked }: Asked,
  { cell = null, ...options }: OneAnswerOptions = {},
): TE.TaskEither<AnswerError, Answer> =>
  pipe(
    answerReports(home, { agency, questions: [{ report, asked, cell }] }, options),
    TE.chain(({ answers: [answer] }) =>
      TE.fromEither(
        E.fromNullable<AnswerError>({ tag: 'ViewsUnavailable', reason: 'the figure was replaced while it was read: ask again' })(answer),
      ),
    ),
  )
