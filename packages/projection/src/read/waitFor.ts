/** Waiting until the read models hold what was appended, by whoever brings them up to date. */
import { LOG_START, type LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { sleep } from '../generation/pause.js'
import type { ReadingStore } from '../store/ReadingStore.js'
import { positionOf } from '../store/ReadingStore.js'
import type { Waited } from './Figures.js'

/** First and longest pause between two looks, in milliseconds. */
const SHORTEST_MS = 2
const LONGEST_MS = 50

/** Looks again and again, at whichever generation is live then, until it holds all up to a position or the time is over. */
export const waitFor = async (
  views: ReadingStore,
  live: () => Outcome<GenerationView>,
  position: LogPosition,
  withinMs: number,
): Outcome<Waited> => {
  const end = performance.now() + withinMs
  let last = LOG_START
  for (let pause = SHORTEST_MS; ; pause = Math.min(LONGEST_MS, pause * 1.5)) {
    const found = await live()
    if (E.isLeft(found)) return found
    const status = await views.status(found.right.generation.number)()
    // A generation that was replaced in this moment is looked up again.
    if (E.isLeft(status) && status.left.tag !== 'GenerationGone') return status
    if (E.isRight(status)) {
      const at = positionOf(status.right)
      last = at
      if (at >= position) return E.right({ tag: 'Reached', position: at })
    }
    if (performance.now() >= end) return E.right({ tag: 'TimedOut', position: last })
    await sleep(pause)
  }
}
