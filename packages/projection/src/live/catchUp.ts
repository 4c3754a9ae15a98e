/** Bringing in what the log holds now. */
import type { LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options, Progress } from '../generation/Options.js'
import { dispatch } from '../marking/dispatch.js'
import { drain } from '../marking/drain.js'
import { positionOf } from '../store/ReadingStore.js'

/** Dispatches up to the head of the log as it is now and drains up to there. Returns the position up to which all is in. */
export const catchUp = async (options: Options, live: GenerationView, onProgress?: (progress: Progress) => void): Outcome<LogPosition> => {
  const { events, views } = options
  const head = await events.head()()
  if (E.isLeft(head)) return head
  const dispatched = await dispatch(options, live, head.right)
  if (E.isLeft(dispatched)) return dispatched
  const before = await views.status(live.generation.number)()
  if (E.isLeft(before)) return before
  const total = before.right.dirty
  const drained = await drain(options, live, {
    until: head.right,
    onCommit: (done) => onProgress?.({ done: Math.min(done, total), total }),
  })
  if (E.isLeft(drained)) return drained
  const after = await views.status(live.generation.number)()
  return E.isLeft(after) ? after : E.right(positionOf(after.right))
}
