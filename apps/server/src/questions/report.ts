/** A report by its name, and as JSON in the very form the command line prints. */
import { type Answer, jsonOf, serviceHealth } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Asked, House, HouseError } from '../House.js'
import { decodeAsked } from '../inputs.js'

const Row = t.UnknownRecord
const ReportJson = t.intersection([
  t.type({ report: t.string, agency: t.string, asOf: t.string, position: t.number }),
  t.partial({ rows: t.array(Row), totals: Row, base: Row }),
])
export type ReportJson = t.TypeOf<typeof ReportJson> & Readonly<Record<string, unknown>>

/** A report by its name and the query of a request; that of the service takes no arguments. */
export const answerNamed = async (house: House, name: string, query: unknown): Promise<E.Either<HouseError, Answer>> => {
  if (name === serviceHealth.name) return house.serviceHealth()
  const asked = decodeAsked(query)
  return E.isLeft(asked) ? asked : house.answer(name, asked.right)()
}

/** The answer with its numbers rounded as they are printed, so that a page shows the very numbers a file holds. */
export const reportJson = async (house: House, report: string, asked: Asked): Promise<E.Either<HouseError, ReportJson>> => {
  const answer = await house.answer(report, asked)()
  if (E.isLeft(answer)) return answer
  const decoded = ReportJson.decode(jsonOf(answer.right))
  return E.isRight(decoded) ? decoded : E.left({ tag: 'NotReady', reason: `the report ${report} has not the form of a report` })
}
