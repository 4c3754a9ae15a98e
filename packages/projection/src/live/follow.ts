/**
 * Keeping up with the log: woken by appends of any process, with a slow look
 * besides for wake-ups that were lost and for the next day.
 */
import type { LocalDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { Alarm } from './Alarm.js'
import { isBeingBuilt, replace } from './generations.js'
import type { Fault, Live, Options, Outcome } from './Live.js'
import type { EngineError } from './ReadModels.js'
import { type Change, round, type Told } from './round.js'

/** Longest sleep without a wake-up, and time from one thorough look to the next, in milliseconds. */
const LOOK_EVERY_MS = 500

/** Pause after a build of the next day that was given up, in milliseconds. */
const AGAIN_AFTER_MS = 60_000

/** The next day's sums may not be used: those of yesterday stay. A newer program on this home may read what this one cannot. */
const isRefused = ({ tag }: Fault): boolean => tag === 'Unreadable' || tag === 'Unequal'

/** Follows the log until the signal aborts; a fault ends it and is the answer. */
export const follow = async (
  options: Options,
  look: () => Outcome<Live | null>,
  ensured: () => Outcome<Live>,
  signal: AbortSignal,
  onChange: (change: Change) => void,
): Promise<E.Either<EngineError, void>> => {
  const alarm = new Alarm()
  const stopListening = options.events.onAppend(alarm.ring)
  signal.addEventListener('abort', alarm.ring)
  let told: Told | null = null
  let next: { readonly day: LocalDate; readonly made: Promise<void> } | null = null
  let failed: Fault | null = null
  let notBefore = 0
  let thoroughAt = Number.NEGATIVE_INFINITY
  try {
    while (!signal.aborted) {
      const live = await ensured()
      // The sums of a new day are built beside; until they are swapped in, reads say yesterday.
      const day = options.today()
      if (E.isRight(live) && live.right.generation.day < day && next === null && Date.now() >= notBefore) {
        const building = await isBeingBuilt(options, day)
        if (E.isRight(building) && !building.right)
          next = {
            day,
            made: replace(options, look, day, { allowed: 'as before' }).then((made) => {
              if (E.isLeft(made) && isRefused(made.left)) notBefore = Date.now() + AGAIN_AFTER_MS
              else if (E.isLeft(made) && made.left.tag !== 'GenerationGone') failed = made.left
              next = null
              alarm.ring()
            }),
          }
      }
      const isThorough = performance.now() - thoroughAt >= LOOK_EVERY_MS
      const done: E.Either<Fault, Told> = E.isLeft(live) ? live : await round(options, live.right, told, isThorough, onChange)
      if (isThorough) thoroughAt = performance.now()
      if (E.isRight(done)) told = done.right
      else if (done.left.tag !== 'GenerationGone') return E.left(done.left)
      if (failed !== null) return E.left(failed)
      if (!signal.aborted && E.isRight(done)) await alarm.sleep(LOOK_EVERY_MS)
    }
    return E.right(undefined)
  } finally {
    stopListening()
    signal.removeEventListener('abort', alarm.ring)
    await next?.made
  }
}
