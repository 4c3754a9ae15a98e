/**
 * A rebuild in pieces that different processes may do: one begins it, any build its
 * parts, also one part twice, and one finishes it. What is known of it stands in the
 * store alone, so a process that ends in the middle takes nothing with it.
 */
import { type LocalDate, PARTITIONS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { definitionsOf } from '../generation/definitions.js'
import type { Outcome } from '../generation/EngineError.js'
import { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import type { BuiltPart } from '../store/BuildingStore.js'
import type { Generation } from '../store/GenerationStore.js'
import { begin, writeReferences } from './build.js'
import { buildPartition } from './buildPartition.js'
import type { FinishedRebuild } from './Rebuilding.js'
import { type Allowed, finish } from './swapIn.js'

const ALL_PARTITIONS: ReadonlyArray<number> = Array.from({ length: PARTITIONS }, (_, partition) => partition)

/** A build of these definitions for a day that was begun, is ahead of all that is live, and holds nothing that could not be read. */
const begun = async ({ views, standing }: Options, day: LocalDate): Outcome<Generation | null> => {
  const all = await views.generations()()
  if (E.isLeft(all)) return all
  const definitions = definitionsOf(standing, day)
  const newest = all.right.find((each) => each.definitions === definitions && each.day === day)
  if (newest?.state !== 'building') return E.right(null)
  const parked = await views.parked(newest.number)()
  return E.isLeft(parked) ? parked : E.right(parked.right.length === 0 ? newest : null)
}

/** Parts that are not there whole and counted twice. */
const missingIn = (parts: ReadonlyArray<BuiltPart>): ReadonlyArray<number> => {
  const there = new Set(parts.flatMap(({ partition, digest }) => (digest === null ? [] : [partition])))
  return ALL_PARTITIONS.filter((partition) => !there.has(partition))
}

/** How many parts a build of these definitions for a day has left. */
export const foundParts = async (options: Options, day: LocalDate): Outcome<number> => {
  const left = await begun(options, day)
  if (E.isLeft(left) || left.right === null) return E.isLeft(left) ? left : E.right(0)
  const parts = await options.views.parts(left.right.number)()
  return E.isLeft(parts) ? parts : E.right(PARTITIONS - missingIn(parts.right).length)
}

export interface Joined {
  readonly building: GenerationView
  readonly missing: ReadonlyArray<number>
  /** How many parts were there already. */
  readonly found: number
}

/** Goes on with a build of these definitions for a day, or begins one. The facts of reference are in, some parts are not. */
export const joinOrBegin = async (options: Options, day: LocalDate): Outcome<Joined> => {
  const left = await begun(options, day)
  if (E.isLeft(left)) return left
  const building =
    left.right === null ? await begin(options, day) : E.right(new GenerationView(left.right, options.standing(day), options.views))
  if (E.isLeft(building)) return building
  const written = await writeReferences(options, building.right)
  if (E.isLeft(written)) return written
  const parts = await options.views.parts(building.right.generation.number)()
  if (E.isLeft(parts)) return parts
  const missing = missingIn(parts.right)
  return E.right({ building: building.right, missing, found: PARTITIONS - missing.length })
}

/** Finds a generation that is being built; keeps its reference facts in memory from part to part. */
export const lookupBuilding = ({ views, standing }: Options): ((number: number) => Outcome<GenerationView>) => {
  let current: GenerationView | null = null
  return async (number) => {
    const all = await views.generations()()
    if (E.isLeft(all)) return all
    const found = all.right.find((each) => each.number === number && each.state === 'building')
    if (found === undefined) return E.left({ tag: 'GenerationGone', generation: number })
    if (current?.generation.number !== number) current = new GenerationView(found, standing(found.day), views)
    const refreshed = await current.refresh()
    return E.isLeft(refreshed) ? refreshed : E.right(current)
  }
}

/** Builds a part that is not there yet. If it differs from a second count, the whole generation is taken away: none of it is trusted. */
export const buildPart = async (options: Options, building: GenerationView, partition: number): Outcome<BuiltPart> => {
  const parts = await options.views.parts(building.generation.number)()
  if (E.isLeft(parts)) return parts
  const present = parts.right.find((part) => part.partition === partition && part.digest !== null)
  if (present !== undefined) return E.right(present)
  const built = await buildPartition(options, building, partition)
  if (E.isLeft(built) && built.left.tag === 'Unequal') await options.views.drop(building.generation.number)()
  return built
}

/** Finishes a rebuild if all its parts are there; one that may not be swapped in is taken away. */
export const finishRebuild = async (
  options: Options,
  lookup: () => Outcome<GenerationView | null>,
  building: GenerationView,
  allowed: Allowed,
): Outcome<FinishedRebuild> => {
  const parts = await options.views.parts(building.generation.number)()
  if (E.isLeft(parts)) return parts
  const missing = missingIn(parts.right)
  if (missing.length > 0) return E.right({ tag: 'Incomplete', missing })
  const finished = await finish(options, lookup, building, allowed)
  if (E.isLeft(finished) && finished.left.tag === 'Unreadable') await options.views.drop(building.generation.number)()
  return E.isLeft(finished) ? finished : E.right({ tag: 'Swapped', ...finished.right, found: 0 })
}
