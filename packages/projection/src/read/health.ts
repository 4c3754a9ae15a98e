/** How the live generation is. */
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { positionOf } from '../store/ReadingStore.js'
import type { Health } from './Figures.js'
import type { ReadingOptions } from './ReadingOptions.js'

export const healthOf = async ({ events, views }: ReadingOptions, { generation }: GenerationView): Outcome<Health> => {
  const status = await views.status(generation.number)()
  if (E.isLeft(status)) return status
  const parked = await views.parked(generation.number)()
  if (E.isLeft(parked)) return parked
  const head = await events.head()()
  if (E.isLeft(head)) return head
  return E.right({
    generation: generation.number,
    day: generation.day,
    position: positionOf(status.right),
    head: head.right,
    dirty: status.right.dirty,
    parked: parked.right,
    definitions: generation.definitions,
    builtAt: generation.builtAt,
  })
}
