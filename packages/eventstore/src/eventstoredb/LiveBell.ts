/**
 * Rings when something was appended to the log, by any process: one subscription
 * for all who listen. It only wakes; what was appended is read by whoever was woken,
 * from where they were, so nothing hangs on a subscription but time.
 */
import type { LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadError } from '../port/EventStore.js'
import { backOff, pause } from '../read/pause.js'
import type { Driver } from './Driver.js'
import { OUR_PREFIXES, positionOf } from './WireForm.js'

/** Time between two looks whether a silent subscription still lives, in milliseconds. */
const LOOK = 5000

/** Subscriptions that ended one after the other before the pauses grow no longer. */
const MOST = 8

export interface LiveBell {
  /** Returns how to stop. With nobody listening there is no subscription. */
  readonly listen: (listener: () => void) => () => void
  /** Rings here and now: this process appended something. */
  readonly ring: () => void
  readonly close: () => void
}

export const openLiveBell = (driver: Driver, head: () => Promise<E.Either<ReadError, LogPosition>>): LiveBell => {
  const listeners = new Set<() => void>()
  let running: AbortController | null = null
  let rung = false

  /** Listeners are called in a turn of their own: what one of them throws must not end the subscription. */
  const ring = (): void => {
    if (rung) return
    rung = true
    setImmediate(() => {
      rung = false
      for (const listener of listeners) listener()
    })
  }

  /** One subscription from its start to its end; whether anything came of it. */
  const hear = (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      let confirmed = false
      let heard = 0
      let unheard = 0
      let stop = (): void => {}
      const finish = (): void => {
        clearInterval(timer)
        signal.removeEventListener('abort', finish)
        stop()
        resolve(confirmed)
      }
      const look = async (): Promise<void> => {
        const at = await head()
        if (E.isLeft(at) || at.right <= heard) return
        ring()
        // The head stood beyond what was heard at the last look already, and still nothing came.
        if (at.right === unheard || !confirmed) finish()
        unheard = at.right
      }
      const start = async (): Promise<void> => {
        const at = await head()
        if (E.isRight(at)) heard = Math.max(heard, at.right)
      }
      const timer = setInterval(() => {
        void look()
      }, LOOK)
      timer.unref()
      signal.addEventListener('abort', finish)
      stop = driver.listen(OUR_PREFIXES, {
        confirmed: () => {
          confirmed = true
          // What came before it was there is not told.
          ring()
          void start()
        },
        event: (position) => {
          heard = Math.max(heard, positionOf(position) ?? 0)
          ring()
        },
        ended: finish,
      })
    })

  const run = async (signal: AbortSignal): Promise<void> => {
    for (let failures = 0; !signal.aborted; failures = Math.min(failures + 1, MOST)) {
      if (await hear(signal)) failures = 0
      // Whoever reads on now sees whether the server is there.
      ring()
      await pause(backOff(failures), signal)
    }
  }

  const stop = (): void => {
    running?.abort()
    running = null
  }

  return {
    listen: (listener) => {
      // A function of its own for each call: the same listener may be added twice.
      const own = (): void => listener()
      listeners.add(own)
      if (running === null) {
        running = new AbortController()
        void run(running.signal)
      }
      return () => {
        listeners.delete(own)
        if (listeners.size === 0) stop()
      }
    },
    ring,
    close: () => {
      stop()
      // Who waits wakes up and finds it closed.
      ring()
    },
  }
}
