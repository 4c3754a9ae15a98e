/** Seeing what other processes bring in: nothing is marked, drained or built for the next day here. */
import type { LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { EngineError, Fault, Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { positionOf } from '../store/ReadingStore.js'
import type { Change } from './Following.js'
import { WakeSignal } from './WakeSignal.js'

/** Pauses between looks, in milliseconds: short after the log grew or the figures moved, longer where nothing does. */
const SHORTEST_MS = 5
const LONGEST_MS = 500

interface Seen {
  readonly generation: number
  readonly position: LogPosition
}

/** Where the live generation is. */
const lookAt = async ({ views }: Options, { generation }: GenerationView): Outcome<Seen> => {
  const status = await views.status(generation.number)()
  return E.isLeft(status) ? status : E.right({ generation: generation.number, position: positionOf(status.right) })
}

/** Notifies of every move of the live read models until the signal aborts; a fault ends it and is the answer. */
export const watch = async (
  options: Options,
  live: () => Outcome<GenerationView>,
  signal: AbortSignal,
  onChange: (change: Change) => void,
): Promise<E.Either<EngineError, void>> => {
  const wakeSignal = new WakeSignal()
  const stopListening = options.events.onAppend(wakeSignal.wake)
  signal.addEventListener('abort', wakeSignal.wake)
  let last: Seen | null = null
  let pause = SHORTEST_MS
  try {
    while (!signal.aborted) {
      const found = await live()
      const seen: E.Either<Fault, Seen> = E.isLeft(found) ? found : await lookAt(options, found.right)
      // One that was replaced in this moment is looked up again.
      if (E.isLeft(seen) && seen.left.tag !== 'GenerationGone') return E.left(seen.left)
      if (E.isRight(seen) && (last?.generation !== seen.right.generation || last.position !== seen.right.position)) {
        // Whom it concerned only those know who did it.
        const agencies = await options.views.agencies(seen.right.generation)()
        if (E.isRight(agencies)) {
          last = seen.right
          pause = SHORTEST_MS
          onChange({ position: seen.right.position, agencies: agencies.right })
        } else if (agencies.left.tag !== 'GenerationGone') return E.left(agencies.left)
      }
      pause = (await wakeSignal.sleep(pause)) ? SHORTEST_MS : Math.min(LONGEST_MS, pause * 1.5)
    }
    return E.right(undefined)
  } finally {
    stopListening()
    signal.removeEventListener('abort', wakeSignal.wake)
  }
}
