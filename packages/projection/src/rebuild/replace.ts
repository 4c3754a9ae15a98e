/** How a generation is made beside the live one, by whoever needs it first. */
import type { LocalDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { definitionsOf } from '../generation/definitions.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options, Progress } from '../generation/Options.js'
import { sleep } from '../generation/pause.js'
import { stuck } from '../generation/Standstill.js'
import { buildParts } from './build.js'
import type { Rebuilt } from './Rebuilding.js'
import { joinOrBegin } from './rebuildParts.js'
import { type Allowed, finish } from './swapIn.js'
import { isDead } from './sweep.js'

export interface Replacing {
  readonly allowed: Allowed
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * Builds a generation for a day beside the live one and swaps it in. What an earlier
 * build of the same has left is gone on with; what this one has done is kept if it
 * is interrupted. One that may not be swapped in is taken away again.
 */
export const replace = async (
  options: Options,
  lookup: () => Outcome<GenerationView | null>,
  day: LocalDate,
  { allowed, onProgress }: Replacing,
): Outcome<Rebuilt> => {
  const joined = await joinOrBegin(options, day)
  if (E.isLeft(joined)) return joined
  const { building, missing, found } = joined.right
  const built = await buildParts(options, building, missing, onProgress)
  const finished = E.isLeft(built) ? built : await finish(options, lookup, building, allowed)
  if (E.isRight(finished)) return E.right({ ...finished.right, found })
  // Whether this succeeds or not, the first fault is the one to tell.
  if (finished.left.tag === 'Unreadable' || finished.left.tag === 'Unequal') await options.views.drop(building.generation.number)()
  return finished
}

/** Whether another process is building for these definitions and this day, and alive. */
export const isBeingBuilt = async ({ views, standing }: Options, day: LocalDate): Outcome<boolean> => {
  const all = await views.generations()()
  if (E.isLeft(all)) return all
  const definitions = definitionsOf(standing, day)
  return E.right(
    all.right.some((each) => each.state === 'building' && each.definitions === definitions && each.day === day && !isDead(each)),
  )
}

/** How often they are made before it is clear that they do not stay. */
const MOST_BUILDS = 5

/** The live generation of these definitions; built first where there is none, or awaited where another process builds it. */
export const ensure = async (
  options: Options,
  lookup: () => Outcome<GenerationView | null>,
  onProgress?: (progress: Progress) => void,
): Outcome<GenerationView> => {
  for (let builds = 0; builds < MOST_BUILDS; ) {
    const found = await lookup()
    if (E.isLeft(found)) return found
    if (found.right !== null) return E.right(found.right)
    const day = options.today()
    const building = await isBeingBuilt(options, day)
    if (E.isLeft(building)) return building
    if (building.right) {
      await sleep(100)
      continue
    }
    const made = await replace(options, lookup, day, { allowed: 'none', onProgress })
    if (E.isLeft(made)) return made
    builds++
  }
  return stuck('Read models that were made are not found again')
}
