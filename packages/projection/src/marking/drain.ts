/** Draining all partitions. Any process may, also several at once: each commit is made once, on its document's condition. */
import { type AgencyCode, type CareerId, type LogPosition, PARTITIONS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { backOff, MOST_MISSES, stuck } from '../generation/Standstill.js'
import { positionOf } from '../store/ReadingStore.js'
import { BATCH, commitMarks } from './commitMarks.js'
import type { MarkingOptions } from './MarkingOptions.js'

export interface Drained {
  readonly agencies: ReadonlySet<AgencyCode>
  readonly committed: number
}

/** How often, in batches, a drain that has an end looks whether it is reached: looking counts all marks. */
const LOOK_EVERY = 16

export interface DrainLimits {
  /** Enough when all up to here is in, whatever others mark meanwhile. */
  readonly until?: LogPosition
  /** Hears how many documents were committed so far. */
  readonly onCommit?: (committed: number) => void
}

/** Drains until nothing is marked but what cannot be seen yet, or all up to a position is in. */
export const drain = async (options: MarkingOptions, live: GenerationView, { until, onCommit }: DrainLimits = {}): Outcome<Drained> => {
  const { views } = options
  const generation = live.generation.number
  const agencies = new Set<AgencyCode>()
  const skipped = new Set<CareerId>()
  let committed = 0
  let misses = 0
  let batches = 0
  // Processes that drain at once begin at different partitions.
  let from = Math.floor(Math.random() * PARTITIONS)
  for (;;) {
    // 1. Some marks, and what they lead to.
    const found = await views.marks(generation, from, BATCH + skipped.size)()
    if (E.isLeft(found)) return found
    const marks = found.right.filter(({ career }) => !skipped.has(career)).slice(0, BATCH)
    if (marks.length === 0) return E.right({ agencies, committed })
    const batch = await commitMarks(options, live, marks, null)
    if (E.isLeft(batch)) return batch
    for (const career of batch.right.waiting) skipped.add(career)
    for (const agency of batch.right.agencies) agencies.add(agency)
    committed += batch.right.committed
    onCommit?.(committed)
    from = ((marks.at(-1)?.partition ?? from) + (marks.length < BATCH ? 1 : 0)) % PARTITIONS
    // 2. Far enough, though others go on marking?
    batches++
    if (until !== undefined && batches % LOOK_EVERY === 0) {
      const status = await views.status(generation)()
      if (E.isLeft(status)) return status
      if (positionOf(status.right) >= until) return E.right({ agencies, committed })
    }
    // 3. The next.
    misses = batch.right.missed > 0 && batch.right.committed === 0 ? misses + 1 : 0
    if (misses > MOST_MISSES) return stuck(`${batch.right.missed} documents cannot be brought up to date`)
    await backOff(misses)
  }
}
