/** A report by its name and the query of a request. */
import { decodeRequest, type Fault, OverviewRequest, type PageAsked, PageRequest, pageAsked, pageOf, type Source } from '@jejak/application'
import { PeopleRequest } from '@jejak/application/wire'
import { type Answer, serviceHealth } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'

/** A report by its name and the query of a request: whole, or one page of its rows where a page is asked for. That of the service takes no arguments. */
export const answerNamed = (house: Source, name: string, query: unknown): TE.TaskEither<Fault, Answer> => {
  if (name === serviceHealth.name) return house.serviceHealth
  const given = t.UnknownRecord.is(query) ? query : {}
  return pipe(
    E.Do,
    E.apS('asked', decodeRequest(OverviewRequest, given)),
    E.apS(
      'who',
      'who' in given
        ? pipe(
            decodeRequest(PeopleRequest, { ...given, report: name }),
            E.map(({ who }) => who),
          )
        : E.right(null),
    ),
    E.apS('page', decodeRequest(PageRequest, given)),
    TE.fromEither,
    TE.chain(({ asked, who, page }) =>
      pipe(
        house.answer(name, asked, who),
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
