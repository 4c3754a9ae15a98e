/** Taking away the generations that no process needs. */
import * as E from 'fp-ts/lib/Either.js'
import { definitionsOf } from '../generation/definitions.js'
import type { Outcome } from '../generation/EngineError.js'
import type { Options } from '../generation/Options.js'
import type { Generation } from '../store/GenerationStore.js'

/** A builder that shows no life for so long is taken for dead, in milliseconds. */
const DEAD_AFTER_MS = 10_000

/** Whether the builder of a generation is taken to have ended. */
export const isDead = ({ state, heartbeat }: Generation, now = Date.now()): boolean =>
  state === 'building' && now - heartbeat > DEAD_AFTER_MS

/**
 * Takes away what was before a generation that came to use: builds of dead processes,
 * generations of these definitions but for the one of the same day that was in use
 * before, which can be put back, and of other definitions all but the newest.
 */
export const sweep = async ({ views, standing }: Options, published: Generation): Outcome<void> => {
  const all = await views.generations()()
  if (E.isLeft(all)) return all
  const isMine = ({ definitions, day }: Generation): boolean => definitions === definitionsOf(standing, day)
  // A program of another version may be running on this home: it keeps one.
  const other = all.right.find((each) => each.state === 'live' && !isMine(each))
  const older = all.right.filter(({ number }) => number < published.number)
  const before = older.find((each) => each.state === 'live' && isMine(each) && each.day === published.day)
  for (const each of older) {
    if (each.number === other?.number || each.number === before?.number) continue
    if (each.state === 'building' && !isDead(each)) continue
    const dropped = await views.drop(each.number)()
    if (E.isLeft(dropped)) return dropped
  }
  return E.right(undefined)
}
