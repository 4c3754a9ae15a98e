/**
 * Loops that begin anew because another process was first go on for as long as
 * somebody gets ahead. Where nothing moves any more there is no other process: what
 * is stored contradicts itself, and such a loop would never end.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { EngineError } from './EngineError.js'
import { nextTurn, sleep } from './pause.js'

/** Batches in a row of which another process was first with all: some seconds, with the pauses between. */
export const MOST_MISSES = 500

/** Another process was first: gives way for a moment, the longer the more often it happened in a row. */
export const backOff = (misses: number): Promise<void> => (misses > 0 ? sleep(Math.random() * Math.min(20, misses)) : nextTurn())

/** So many times in a row at the same place nothing moves any more; with the pauses of `backOff` that is some seconds. */
const STILL = 300

export class Standstill {
  #place = ''
  #times = 0

  /** Whether a loop has come to the same place too often in a row; `place` is all that moves when somebody gets ahead. */
  isAt(place: string): boolean {
    this.#times = place === this.#place ? this.#times + 1 : 0
    this.#place = place
    return this.#times >= STILL
  }

  /** How often in a row it has been at this place before. */
  get times(): number {
    return this.#times
  }
}

/** @param what is not moving, as the beginning of a sentence */
export const stuck = (what: string): E.Either<EngineError, never> =>
  E.left({
    tag: 'ViewsUnavailable',
    reason: `${what}, and no process gets ahead with it: what is stored of the read models contradicts itself; run jejak rebuild, and if it stays so, jejak doctor`,
  })
