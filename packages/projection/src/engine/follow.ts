/**
 * Keeping up with the log: woken by appends of any process, with a slow look
 * besides for wake-ups that were lost and for the next day.
 */
import type { AgencyCode, LocalDate, LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { positionOf } from '../store/ViewStore.js'
import { dispatch } from './dispatch.js'
import { drain } from './drain.js'
import { Alarm } from './Alarm.js'
import { isBeingBuilt, replace } from './generations.js'
import type { Fault, Live, Options, Outcome } from './Live.js'
import type { EngineError } from './ReadModels.js'

/** Longest sleep without a wake-up, in milliseconds. */
const LOOK_EVERY_MS = 500

/** Pause after a build of the next day that was given up, in milliseconds. */
const AGAIN_AFTER_MS = 60_000

/** The next day's sums may not be used: those of yesterday stay. A newer program on this home may read what this one cannot. */
const isRefused = ({ tag }: Fault): boolean => tag === 'Unreadable' || tag === 'Unequal'

export interface Change {
  readonly position: LogPosition
  readonly agencies: ReadonlyArray<AgencyCode>
}

/** What was last told to the listener. */
interface Told {
  readonly generation: number
  readonly position: LogPosition
  readonly checkpoint: LogPosition
}

/** `change` is `null` where nothing moved. */
interface Round extends Told {
  readonly change: Change | null
}

/** One round: mark and drain all there is; answers where that leads and whom it concerned. */
const round = async (options: Options, live: Live, told: Told | null): Outcome<Round> => {
  const dispatched = await dispatch(options, live, null)
  if (E.isLeft(dispatched)) return dispatched
  const drained = await drain(options, live)
  if (E.isLeft(drained)) return drained
  const status = await options.views.status(live.generation.number)()
  if (E.isLeft(status)) return status
  const position = positionOf(status.right)
  const generation = live.generation.number
  const { checkpoint } = status.right
  const moved = told === null || told.position !== position || told.generation !== generation
  const agencies = new Set([...dispatched.right.agencies, ...drained.right.agencies])
  if (!moved && agencies.size === 0) return E.right({ generation, position, checkpoint, change: null })
  // Where the position moved before the first look, or by the work of other processes, whom it concerned is not known here: all.
  if (moved && (agencies.size === 0 || dispatched.right.from !== told?.checkpoint)) {
    const all = await options.views.agencies(generation)()
    if (E.isLeft(all)) return all
    for (const agency of all.right) agencies.add(agency)
  }
  return E.right({ generation, position, checkpoint, change: { position, agencies: [...agencies].sort() } })
}

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
      const done: E.Either<Fault, Round> = E.isLeft(live) ? live : await round(options, live.right, told)
      if (E.isRight(done)) {
        const { change, ...now } = done.right
        told = now
        if (change !== null) onChange(change)
      } else if (done.left.tag !== 'GenerationGone') return E.left(done.left)
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
