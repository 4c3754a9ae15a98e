/** Seeing what other processes bring in: nothing is marked, drained or built for the next day here. */
import type { LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { positionOf } from '../store/ViewStore.js'
import { Alarm } from './Alarm.js'
import type { Fault, Live, Options, Outcome } from './Live.js'
import type { EngineError, ReadModels } from './ReadModels.js'

/** Pauses between looks, in milliseconds: short after the log grew or the figures moved, longer where nothing does. */
const SHORTEST_MS = 5
const LONGEST_MS = 500

interface Seen {
  readonly generation: number
  readonly position: LogPosition
}

/** Where the live generation is. */
const lookAt = async ({ views }: Options, { generation }: Live): Outcome<Seen> => {
  const status = await views.status(generation.number)()
  return E.isLeft(status) ? status : E.right({ generation: generation.number, position: positionOf(status.right) })
}

/** Tells of every move of the live read models until the signal aborts; a fault ends it and is the answer. */
export const watch = async (
  options: Options,
  live: () => Outcome<Live>,
  signal: AbortSignal,
  onChange: Parameters<ReadModels['watch']>[1],
): Promise<E.Either<EngineError, void>> => {
  const alarm = new Alarm()
  const stopListening = options.events.onAppend(alarm.ring)
  signal.addEventListener('abort', alarm.ring)
  let told: Seen | null = null
  let pause = SHORTEST_MS
  try {
    while (!signal.aborted) {
      const found = await live()
      const seen: E.Either<Fault, Seen> = E.isLeft(found) ? found : await lookAt(options, found.right)
      // One that was replaced in this moment is looked up again.
      if (E.isLeft(seen) && seen.left.tag !== 'GenerationGone') return E.left(seen.left)
      if (E.isRight(seen) && (told?.generation !== seen.right.generation || told.position !== seen.right.position)) {
        // Whom it concerned only those know who did it.
        const agencies = await options.views.agencies(seen.right.generation)()
        if (E.isRight(agencies)) {
          told = seen.right
          pause = SHORTEST_MS
          onChange({ position: seen.right.position, agencies: agencies.right })
        } else if (agencies.left.tag !== 'GenerationGone') return E.left(agencies.left)
      }
      pause = (await alarm.sleep(pause)) ? SHORTEST_MS : Math.min(LONGEST_MS, pause * 1.5)
    }
    return E.right(undefined)
  } finally {
    stopListening()
    signal.removeEventListener('abort', alarm.ring)
  }
}
