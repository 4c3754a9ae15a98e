/**
 * Tells open pages that figures have changed, whoever changed them: this process
 * follows the log itself, and after each append looks whether some process has
 * brought the read models up to it.
 */
import type { AgencyCode, LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { House } from './House.js'

export interface Change {
  readonly position: LogPosition
  /** Whose figures changed; `null`: not known, so perhaps everyone's. */
  readonly agencies: ReadonlyArray<AgencyCode> | null
}

export interface Changes {
  /** Calls back after each change; returns how to stop. */
  readonly subscribe: (listener: (change: Change) => void) => () => void
  readonly close: () => Promise<void>
}

const QUIET_MS = 50
const LOOK_AGAIN_MS = 40
const LOOKS = 50
const RETRY_MS = 1000

/**
 * @param onFault hears, as a code, why following stopped; it is tried again
 */
export const watchChanges = (house: Pick<House, 'events' | 'readModels'>, onFault: (tag: string) => void): Changes => {
  const listeners = new Set<(change: Change) => void>()
  const stop = new AbortController()
  let told = 0
  let pending: Change | null = null
  let timer: NodeJS.Timeout | null = null
  let looking = false

  /** Changes that come close together are told as one. */
  const tell = (change: Change): void => {
    pending =
      pending === null
        ? change
        : {
            position: pending.position > change.position ? pending.position : change.position,
            agencies:
              pending.agencies === null || change.agencies === null ? null : [...new Set([...pending.agencies, ...change.agencies])],
          }
    timer ??= setTimeout(() => {
      timer = null
      const now = pending
      pending = null
      if (now === null) return
      told = Math.max(told, now.position)
      for (const listener of listeners) listener(now)
    }, QUIET_MS)
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((done) => {
      const ended = (): void => {
        clearTimeout(wait)
        stop.signal.removeEventListener('abort', ended)
        done()
      }
      const wait = setTimeout(ended, ms)
      stop.signal.addEventListener('abort', ended)
    })

  /** After an append: waits until the read models are at the head, whoever brings them there. */
  const look = async (): Promise<void> => {
    if (looking) return
    looking = true
    for (let i = 0; i < LOOKS && !stop.signal.aborted; i++) {
      await pause(LOOK_AGAIN_MS)
      const health = await house.readModels.health()()
      if (E.isLeft(health)) break
      const { position, head } = health.right
      if (position < head) continue
      if (position > told && (pending === null || pending.position < position)) tell({ position, agencies: null })
      break
    }
    looking = false
  }

  const follow = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const ended = await house.readModels.follow(stop.signal, ({ position, agencies }) => tell({ position, agencies }))
      if (stop.signal.aborted) return
      if (E.isLeft(ended)) onFault(ended.left.tag)
      await pause(RETRY_MS)
    }
  }

  const unlisten = house.events.onAppend(() => void look())
  const following = follow()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      stop.abort()
      unlisten()
      if (timer !== null) clearTimeout(timer)
      listeners.clear()
      await following
    },
  }
}
