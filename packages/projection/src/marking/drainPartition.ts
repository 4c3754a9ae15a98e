/**
 * Draining one partition that is taken over first: whoever held it before can commit
 * nothing any more. A wake-up for a partition may come twice or too late; each time
 * all that is marked by then is drained.
 */
import type { CareerId } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { backOff, MOST_MISSES, stuck } from '../generation/Standstill.js'
import { BATCH, commitMarks } from './commitMarks.js'
import type { DrainPartition, PartitionDrained } from './Dispatching.js'
import type { MarkingOptions } from './MarkingOptions.js'

export const drainPartition = async (
  options: MarkingOptions,
  live: GenerationView,
  partition: number,
  { signal, onCommit }: DrainPartition,
): Outcome<PartitionDrained> => {
  const { views } = options
  const generation = live.generation.number
  // 1. From here on it is this worker's.
  const epoch = await views.claim(generation, partition)()
  if (E.isLeft(epoch)) return epoch
  const waiting = new Set<CareerId>()
  let done = 0
  let misses = 0
  // 2. Batch by batch.
  while (signal?.aborted !== true) {
    const found = await views.marksIn(generation, partition, BATCH + waiting.size)()
    if (E.isLeft(found)) return found
    const marks = found.right.filter(({ career }) => !waiting.has(career)).slice(0, BATCH)
    if (marks.length === 0) break
    const batch = await commitMarks(options, live, marks, epoch.right)
    if (E.isLeft(batch)) return batch
    for (const career of batch.right.waiting) waiting.add(career)
    done += batch.right.committed
    if (batch.right.committed > 0) onCommit?.(done)
    if (batch.right.takenOver) return E.right({ tag: 'LeaseLost', done })
    misses = batch.right.missed > 0 && batch.right.committed === 0 ? misses + 1 : 0
    if (misses > MOST_MISSES) return stuck(`${batch.right.missed} documents of partition ${partition} cannot be brought up to date`)
    await backOff(misses)
  }
  // 3. What is left for the next time.
  const dirty = await views.dirty(generation)()
  if (E.isLeft(dirty)) return dirty
  return E.right({ tag: 'Drained', done, left: dirty.right.find((each) => each.partition === partition)?.marks ?? 0 })
}
