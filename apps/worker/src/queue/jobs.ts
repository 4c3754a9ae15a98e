/** The queues and the jobs in them. Every job may be lost, late or done twice. */
import { LogPosition, StreamName } from '@jejak/core'
import type { JobsOptions } from 'bullmq'
import * as t from 'io-ts'

/** Marking of the log: one job for the whole log. */
export const LOG = 'log'
/** Draining: one job for a partition. */
export const PARTITIONS = 'partitions'
/** Rebuilds: a parent that finishes one, and children that build its parts. */
export const REBUILDS = 'rebuilds'
export const QUEUES = [LOG, PARTITIONS, REBUILDS] as const

/** Names of jobs. */
export const DISPATCH = 'dispatch'
export const SWEEP = 'sweep'
export const DAY = 'day'
export const DRAIN = 'drain'
export const PARTS = 'parts'
export const FINISH = 'finish'

export const DrainData = t.strict({ partition: t.number })
export const PartsData = t.strict({ generation: t.number, partitions: t.array(t.number) })
export const FinishData = t.strict({ generation: t.number, withParked: t.boolean })

/** How far a job of a rebuild is, in parts. */
export const PartsProgress = t.strict({ done: t.number, total: t.number })

const Parked = t.strict({ stream: StreamName, revision: t.number, position: LogPosition, reason: t.string })

/** What a rebuild came to, as the parent job tells it. */
export const Finished = t.union([
  t.strict({
    tag: t.literal('Swapped'),
    generation: t.number,
    events: t.number,
    documents: t.number,
    digest: t.string,
    found: t.number,
  }),
  t.strict({ tag: t.literal('Unreadable'), parked: t.array(Parked), reason: t.string }),
  t.strict({ tag: t.literal('Unequal'), partition: t.number, reason: t.string }),
  t.strict({ tag: t.literal('Gone') }),
])
export type Finished = t.TypeOf<typeof Finished>

const WEEK_S = 7 * 24 * 3600

/** Tried again with growing pauses, about half a minute in all; then the sweep finds what is left. The last finished ones stay to be looked at. */
export const KEPT = {
  attempts: 6,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { count: 200 },
  removeOnFail: { count: 500, age: WEEK_S },
} satisfies JobsOptions

/** One waiting job at most; a wake-up that comes while one is under way leads to another. */
export const once = (id: string): JobsOptions => ({ ...KEPT, deduplication: { id, keepLastIfActive: true } })
