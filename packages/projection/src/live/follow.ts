/**
 * Keeping up with the log: woken by appends of any process, with a slow look
 * besides for wake-ups that were lost and for the next day.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { EngineError, Fault, Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { Calendar } from './Calendar.js'
import { catchUpOnce, type LastNotified } from './catchUpOnce.js'
import type { Change } from './Following.js'
import { WakeSignal } from './WakeSignal.js'

/** Longest sleep without a wake-up, and time from one thorough look to the next, in milliseconds. */
const LOOK_EVERY_MS = 500

/** Follows the log until the signal aborts; a fault ends it and is the answer. */
export const follow = async (
  options: Options,
  look: () => Outcome<GenerationView | null>,
  ensured: () => Outcome<GenerationView>,
  signal: AbortSignal,
  onChange: (change: Change) => void,
): Promise<E.Either<EngineError, void>> => {
  const wakeSignal = new WakeSignal()
  const stopListening = options.events.onAppend(wakeSignal.wake)
  signal.addEventListener('abort', wakeSignal.wake)
  const calendar = new Calendar(options, look, wakeSignal.wake)
  let last: LastNotified | null = null
  let thoroughAt = Number.NEGATIVE_INFINITY
  try {
    while (!signal.aborted) {
      const live = await ensured()
      if (E.isRight(live)) await calendar.turnTo(live.right)
      const isThorough = performance.now() - thoroughAt >= LOOK_EVERY_MS
      const done: E.Either<Fault, LastNotified> = E.isLeft(live) ? live : await catchUpOnce(options, live.right, last, isThorough, onChange)
      if (isThorough) thoroughAt = performance.now()
      if (E.isRight(done)) last = done.right
      else if (done.left.tag !== 'GenerationGone') return E.left(done.left)
      if (calendar.failed !== null) return E.left(calendar.failed)
      if (!signal.aborted && E.isRight(done)) await wakeSignal.sleep(LOOK_EVERY_MS)
    }
    return E.right(undefined)
  } finally {
    stopListening()
    signal.removeEventListener('abort', wakeSignal.wake)
    await calendar.end()
  }
}
