/** Putting back the read models before the last rebuild. */
import * as E from 'fp-ts/lib/Either.js'
import { definitionsOf } from '../generation/definitions.js'
import type { Outcome } from '../generation/EngineError.js'
import { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { backOff, Standstill, stuck } from '../generation/Standstill.js'
import { dispatch } from '../marking/dispatch.js'
import { drain } from '../marking/drain.js'
import type { Generation } from '../store/GenerationStore.js'
import { positionOf } from '../store/ReadingStore.js'
import type { RolledBack } from './Rebuilding.js'

/** The newest generation of these definitions and this day besides the live one that was ever live. */
const keptBeside = async ({ views, standing }: Options, live: Generation): Outcome<Generation | null> => {
  const all = await views.generations()()
  if (E.isLeft(all)) return all
  const kept = all.right.find(
    (each) =>
      each.number !== live.number &&
      each.state !== 'building' &&
      each.day === live.day &&
      each.definitions === definitionsOf(standing, each.day),
  )
  return E.right(kept ?? null)
}

export const rollBack = async (options: Options, { generation: live }: GenerationView): Outcome<RolledBack> => {
  const { views } = options
  const kept = await keptBeside(options, live)
  if (E.isLeft(kept)) return kept
  if (kept.right === null) return E.right({ tag: 'NothingKept' })
  const target = kept.right.number
  const former = new GenerationView(kept.right, options.standing(kept.right.day), views)
  const still = new Standstill()
  for (;;) {
    // 1. Up to date, by the same way as ever.
    const dispatched = await dispatch(options, former, null)
    if (E.isLeft(dispatched)) return dispatched
    const drained = await drain(options, former)
    if (E.isLeft(drained)) return drained
    // 2. The newest live one is read: a newer one is made live, an older one becomes the newest.
    const swapped = await (target > live.number
      ? views.publish(target, live.number, new Date().toISOString())
      : views.retire(live.number, target))()
    if (E.isLeft(swapped)) return swapped
    if (swapped.right) return E.right({ tag: 'Swapped', generation: target, instead: live.number })
    const status = await views.status(target)()
    if (E.isLeft(status)) return status
    const at = positionOf(status.right)
    if (still.isAt(`${at} ${status.right.dirty}`))
      return stuck(`The read models before the last rebuild stay at @${at}, behind those in use`)
    await backOff(still.times)
  }
}
