/** A report by its name and the query of a request. */
import { decodeRequest, type Fault, type PageAsked, PageRequest, PeopleRequest, pageAsked, pageOf, ReportRequest } from '@jejak/application'
import { type Answer, serviceHealth } from '@jejak/reports'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import type { Served } from './Served.js'

/** Figures, or the people behind a cell where one is named. */
const whole = (
  { report, peopleBehind }: Pick<Served, 'report' | 'peopleBehind'>,
  given: Readonly<Record<string, unknown>>,
): TE.TaskEither<Fault, Answer> =>
  'who' in given
    ? pipe(
        TE.fromEither(decodeRequest(PeopleRequest, given)),
        TE.chain(({ who, ...request }) => peopleBehind(request, who)),
      )
    : pipe(
        TE.fromEither(decodeRequest(ReportRequest, given)),
        TE.chain((request) => report(request)),
      )

/** A report by its name and the query of a request: whole, or one page of its rows where a page is asked for. That of the service takes no arguments. */
export const answerNamed = (
  served: Pick<Served, 'report' | 'peopleBehind'>,
  name: string,
  query: unknown,
): TE.TaskEither<Fault, Answer> => {
  if (name === serviceHealth.name) return served.report({ report: name })
  const given = t.UnknownRecord.is(query) ? query : {}
  return pipe(
    TE.fromEither(decodeRequest(PageRequest, given)),
    TE.chain((page) =>
      pipe(
        whole(served, { ...given, report: name }),
        TE.map((answer) => ('limit' in given || 'cursor' in given ? pageOfAnswer(answer, pageAsked(page)) : answer)),
      ),
    ),
  )
}

/** One page of the rows, and where it stands beside them. */
const pageOfAnswer = (answer: Answer, asked: PageAsked): Answer => {
  const { rows, page } = pageOf(answer.rows ?? [], asked)
  return { ...answer, rows, more: { ...answer.more, page: { ...page } } }
}
