/** Parked streams, read again: those that can be read now are released, by the same commit as ever. */
import { careerOf, isOfDeployment, LOG_START, partitionOf } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { readableOf } from '../document/readEntry.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options, Progress } from '../generation/Options.js'
import { backOff, MOST_MISSES, stuck } from '../generation/Standstill.js'
import { BATCH, commitMarks } from '../marking/commitMarks.js'
import { replace } from '../rebuild/replace.js'
import type { Mark } from '../store/MarkingStore.js'
import type { Parked } from '../store/ReadingStore.js'
import type { Retried } from './Upkeep.js'

/** A mark as the parked event would have set it. */
const markOf = ({ stream, revision, position }: Parked): ReadonlyArray<Mark> => {
  const career = careerOf(stream)
  return career === null ? [] : [{ partition: partitionOf(stream), career, revision, catalogue: LOG_START, first: position }]
}

/** Whether a parked stream of reference facts can be read a step further. */
const canBeRead = async ({ events }: Options, { stream, revision }: Parked): Outcome<boolean> => {
  // An older program may have parked what holds no facts.
  if (isOfDeployment(stream)) return E.right(true)
  const found = await events.read(stream, revision)()
  return E.isLeft(found) ? found : E.right(readableOf(found.right).entries.length > 0)
}

export const retryParked = async (
  options: Options,
  lookup: () => Outcome<GenerationView | null>,
  live: GenerationView,
  onProgress?: (progress: Progress) => void,
): Outcome<Retried> => {
  const { views } = options
  const before = await views.parked(live.generation.number)()
  if (E.isLeft(before)) return before
  // 1. Careers, each by a commit on its document's condition.
  const marks = before.right.flatMap(markOf)
  for (let start = 0, misses = 0; start < marks.length; ) {
    const batch = await commitMarks(options, live, marks.slice(start, start + BATCH), null)
    if (E.isLeft(batch)) return batch
    if (batch.right.missed === 0) {
      start += BATCH
      misses = 0
    } else await backOff(++misses)
    if (misses > MOST_MISSES) return stuck(`${batch.right.missed} parked streams cannot be released`)
    onProgress?.({ done: Math.min(start, marks.length), total: marks.length })
  }
  // 2. Facts of reference: what rests on them is not known one by one, so all is made again.
  for (const each of before.right) {
    if (careerOf(each.stream) !== null) continue
    const readable = await canBeRead(options, each)
    if (E.isLeft(readable)) return readable
    if (!readable.right) continue
    const made = await replace(options, lookup, live.generation.day, { allowed: 'any', onProgress })
    if (E.isLeft(made)) return made
    break
  }
  // 3. What is parked still.
  const now = await lookup()
  if (E.isLeft(now)) return now
  const after = await views.parked(now.right?.generation.number ?? live.generation.number)()
  if (E.isLeft(after)) return after
  const still = new Map(after.right.map((each) => [each.stream, each.revision]))
  return E.right({
    released: before.right.filter(({ stream, revision }) => still.get(stream) !== revision),
    parked: after.right,
  })
}
