/**
 * A rebuild in pieces that different processes may do: one begins it, any build its
 * parts, also one part twice, and one finishes it. What is known of it stands in the
 * store alone.
 */
import type { LocalDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { begin, writeReferences } from './build.js'
import { ALL_PARTITIONS, type Allowed, finish } from './generations.js'
import { Live, type Options, type Outcome } from './Live.js'
import type { BegunRebuild, FinishedRebuild } from './ReadModels.js'

/** Begins a generation for a day: the facts of reference are in, its parts are not. */
export const beginRebuild = async (options: Options, day: LocalDate): Outcome<BegunRebuild> => {
  const begun = await begin(options, day)
  if (E.isLeft(begun)) return begun
  const written = await writeReferences(options, begun.right)
  if (E.isLeft(written)) return written
  const { number, upTo } = begun.right.generation
  return E.right({ generation: number, upTo, parts: ALL_PARTITIONS })
}

/** Finds a generation that is being built; keeps its reference facts in memory from part to part. */
export const lookupBuilding = ({ views, standing }: Options): ((number: number) => Outcome<Live>) => {
  let current: Live | null = null
  return async (number) => {
    const all = await views.generations()()
    if (E.isLeft(all)) return all
    const found = all.right.find((each) => each.number === number && each.state === 'building')
    if (found === undefined) return E.left({ tag: 'GenerationGone', generation: number })
    if (current?.generation.number !== number) current = new Live(found, standing(found.day), views)
    const refreshed = await current.refresh()
    return E.isLeft(refreshed) ? refreshed : E.right(current)
  }
}

/** Finishes a rebuild if all its parts are there. */
export const finishRebuild = async (
  options: Options,
  lookup: () => Outcome<Live | null>,
  live: Live,
  allowed: Allowed,
): Outcome<FinishedRebuild> => {
  const parts = await options.views.parts(live.generation.number)()
  if (E.isLeft(parts)) return parts
  const there = new Set(parts.right.map(({ partition }) => partition))
  const missing = ALL_PARTITIONS.filter((partition) => !there.has(partition))
  if (missing.length > 0) return E.right({ tag: 'Incomplete', missing })
  const finished = await finish(options, lookup, live, allowed)
  if (E.isLeft(finished) && finished.left.tag === 'Unreadable') await options.views.drop(live.generation.number)()
  return E.isLeft(finished) ? finished : E.right({ tag: 'Swapped', ...finished.right })
}
