/** A question to a report, as every door of a deployment takes it. */
import * as t from 'io-ts'
import { orNone } from './answers.js'
import { FIELDS } from './fields.js'

/** What may be asked of any figure; what is left out, or `null`, takes the default of the report. */
export const Asked = t.partial({
  year: orNone(FIELDS.year.codec),
  asOf: orNone(FIELDS.asOf.codec),
  from: orNone(FIELDS.from.codec),
  to: orNone(FIELDS.to.codec),
  /** `yyyy-mm` */
  period: orNone(FIELDS.period.codec),
  unit: orNone(FIELDS.unit.codec),
  /** A moment with its zone, or `@POSITION`. */
  knownAt: orNone(FIELDS.knownAt.codec),
  /** Answer only when all up to here is in: the position that an append answered. */
  waitFor: orNone(FIELDS.waitFor.codec),
})

/** Without an agency it is the only one there is. */
export const ReportRequest = t.intersection([
  t.type({ report: FIELDS.report.codec }),
  t.partial({ agency: orNone(FIELDS.agency.codec) }),
  Asked,
])
export type ReportRequest = Readonly<t.TypeOf<typeof ReportRequest>>

/** The people behind a cell of a report, instead of its figures. */
export const PeopleRequest = t.intersection([ReportRequest, t.type({ who: FIELDS.who.codec })])
export type PeopleRequest = Readonly<t.TypeOf<typeof PeopleRequest>>
