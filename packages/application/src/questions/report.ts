/** A report as JSON in the very form the command line prints. */

import { jsonOf } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Fault, unavailable } from '../fault/Fault.js'
import type { OverviewRequest } from '../wire/requests.js'
import type { Source } from './Source.js'

const Row = t.UnknownRecord
const ReportJson = t.intersection([
  t.type({ report: t.string, agency: t.string, asOf: t.string, position: t.number }),
  t.partial({ rows: t.array(Row), totals: Row, base: Row }),
])
export type ReportJson = t.TypeOf<typeof ReportJson> & Readonly<Record<string, unknown>>

/** The answer with its numbers rounded as they are printed, so that a page shows the very numbers a file holds. */
export const reportJson = async (house: Source, report: string, asked: OverviewRequest): Promise<E.Either<Fault, ReportJson>> => {
  const answer = await house.answer(report, asked)()
  if (E.isLeft(answer)) return answer
  const decoded = ReportJson.decode(jsonOf(answer.right))
  return E.isRight(decoded) ? decoded : E.left(unavailable('store', `the report ${report} has not the form of a report`))
}
