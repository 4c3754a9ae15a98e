/** A report as JSON in the very form the command line prints. */

import { type Answer, jsonOf } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { type Fault, unavailable } from '../fault/Fault.js'

const Row = t.UnknownRecord
const ReportJson = t.intersection([
  t.type({ report: t.string, agency: t.string, asOf: t.string, position: t.number }),
  t.partial({ rows: t.array(Row), totals: Row, base: Row }),
])
export type ReportJson = t.TypeOf<typeof ReportJson> & Readonly<Record<string, unknown>>

/** The answer with its numbers rounded as they are printed, so that a page shows the very numbers a file holds. */
export const reportJson = (answer: Answer): E.Either<Fault, ReportJson> =>
  pipe(
    ReportJson.decode(jsonOf(answer)),
    E.mapLeft(() => unavailable('store', `the report ${answer.report} has not the form of a report`)),
  )
