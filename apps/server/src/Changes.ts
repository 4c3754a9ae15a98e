/**
 * Tells open pages that figures have changed, as the engine tells it: by the work of
 * this process where it follows the log, or by that of others.
 */
import type { Change, Fault } from '@jejak/application'
import * as E from 'fp-ts/lib/Either.js'
import type { Served } from './Served.js'

export interface Changes {
  /** Calls back after each change; returns how to stop. */
  readonly subscribe: (listener: (change: Change) => void) => () => void
  readonly close: () => Promise<void>
}

/** Changes within this time are told as one: an import makes many. */
const TOGETHER_MS = 30
const RETRY_MS = 1000

const both = (a: Change, b: Change): Change => {
  const { position } = a.position > b.position ? a : b
  return { position, agencies: [...new Set([...a.agencies, ...b.agencies])] }
}

/** A sleep that the signal ends. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) return done()
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })

/**
 * @param onFault hears why following stopped; it is tried again
 */
export const watchChanges = (served: Pick<Served, 'follow'>, onFault: (fault: Fault) => void): Changes => {
  const listeners = new Set<(change: Change) => void>()
  const stop = new AbortController()
  let pending: Change | null = null
  let timer: NodeJS.Timeout | null = null

  const tell = (change: Change): void => {
    pending = pending === null ? change : both(pending, change)
    timer ??= setTimeout(() => {
      timer = null
      const now = pending
      pending = null
      if (now !== null) for (const listener of listeners) listener(now)
    }, TOGETHER_MS)
  }

  const follow = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const ended = await served.follow(stop.signal, tell)()
      if (E.isLeft(ended)) onFault(ended.left)
      if (!stop.signal.aborted) await pause(RETRY_MS, stop.signal)
    }
  }

  const following = follow()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      stop.abort()
      if (timer !== null) clearTimeout(timer)
      listeners.clear()
      await following
    },
  }
}
