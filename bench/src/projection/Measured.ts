/** What the process of a subject tells, as a line of JSON. */
import * as t from 'io-ts'
import { Totals } from './Subject.js'

/** What a process is asked to do, in this order: fill the log, make the read model anew so many times, append to new streams. */
export interface Work {
  readonly fill: boolean
  readonly rebuilds: number
  readonly append: boolean
}

export const Measured = t.readonly(
  t.strict({
    /** Seconds; `null` where it was not asked for. */
    fill: t.union([t.number, t.null]),
    /** Seconds of each, by the clock and of all processors. */
    rebuilds: t.readonlyArray(t.readonly(t.strict({ wall: t.number, processor: t.number }))),
    totals: t.union([Totals, t.null]),
    /** Events a second. */
    append: t.union([t.readonly(t.strict({ single: t.number, eights: t.number })), t.null]),
    /** Most memory the process had resident. */
    megabytes: t.number,
  }),
)
export type Measured = t.TypeOf<typeof Measured>
