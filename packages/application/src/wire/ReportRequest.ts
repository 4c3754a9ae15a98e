/** A question to a report, as every door of a deployment takes it. */
import { AgencyCode, LocalDate, LogPosition } from '@jejak/core'
import * as t from 'io-ts'

const orNone = <C extends t.Mixed>(codec: C) => t.union([codec, t.null])

/** What is left out, or `null`, takes the default of the report; without an agency it is the only one there is. */
export const ReportRequest = t.intersection([
  t.strict({ report: t.string }),
  t.partial({
    agency: orNone(AgencyCode),
    year: orNone(t.Int),
    asOf: orNone(LocalDate),
    from: orNone(LocalDate),
    to: orNone(LocalDate),
    /** `yyyy-mm` */
    period: orNone(t.string),
    unit: orNone(t.string),
    /** A moment with its zone, or `@POSITION`. */
    knownAt: orNone(t.string),
    /** Answer only when all up to here is in: the position that an append answered. */
    waitFor: orNone(LogPosition),
  }),
])
type Request = t.TypeOf<typeof ReportRequest>
export type ReportRequest = { readonly [K in keyof Request]: K extends 'year' ? number | null : Request[K] }
