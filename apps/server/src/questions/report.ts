/** A report by its name, and as JSON in the very form the command line prints. */
import { type Answer, jsonOf, serviceHealth } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Asked, House, HouseError } from '../House.js'
import { decodeAsked, decodePage } from '../inputs.js'
import { type PageAsked, pageOf } from '../pages.js'

const Row = t.UnknownRecord
const ReportJson = t.intersection([
  t.type({ report: t.string, agency: t.string, asOf: t.string, position: t.number }),
  t.partial({ rows: t.array(Row), totals: Row, base: Row }),
])
export type ReportJson = t.TypeOf<typeof ReportJson> & Readonly<Record<string, unknown>>

/** A report by its name and the query of a request: whole, or one page of its rows where a page is asked for. That of the service takes no arguments. */
export const answerNamed = async (house: House, name: string, query: unknown): Promise<E.Either<HouseError, Answer>> => {
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

/** The answer with its numbers rounded as they are printed, so that a page shows the very numbers a file holds. */
export const reportJson = async (house: House, report: string, asked: Asked): Promise<E.Either<HouseError, ReportJson>> => {
  const answer = await house.answer(report, asked)()
  if (E.isLeft(answer)) return answer
  const decoded = ReportJson.decode(jsonOf(answer.right))
  return E.isRight(decoded) ? decoded : E.left({ tag: 'NotReady', reason: `the report ${report} has not the form of a report` })
}
