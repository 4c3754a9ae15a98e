/** A report by its name and the query of a request. */
import { type Fault, type PageAsked, pageOf, type Source } from '@jejak/application'
import { type Answer, serviceHealth } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decodeAsked, decodePage } from './inputs.js'

/** A report by its name and the query of a request: whole, or one page of its rows where a page is asked for. That of the service takes no arguments. */
export const answerNamed = async (house: Source, name: string, query: unknown): Promise<E.Either<Fault, Answer>> => {
  if (name === serviceHealth.name) return house.serviceHealth()
  const asked = decodeAsked(query)
  if (E.isLeft(asked)) return asked
  const page = decodePage(query)
  if (E.isLeft(page)) return page
  const answer = await house.answer(name, asked.right)()
  return E.isLeft(answer) || !asksForPage(query) ? answer : E.right(pageOfAnswer(answer.right, page.right))
}

const asksForPage = (query: unknown): boolean => t.UnknownRecord.is(query) && ('limit' in query || 'cursor' in query)

/** One page of the rows, and where it stands beside them. */
const pageOfAnswer = (answer: Answer, asked: PageAsked): Answer => {
  const { rows, page } = pageOf(answer.rows ?? [], asked)
  return { ...answer, rows, more: { ...answer.more, page: { ...page } } }
}
