/**
 * Group commit in this thread: appends queue up while others run, and are
 * committed together at the next turn of the event loop.
 */
import type { DatabaseSync } from 'node:sqlite'
import * as E from 'fp-ts/lib/Either.js'
import type { AppendError, Appended } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'
import type { PreparedRequest } from '../port/prepareRequest.js'
import { jitter, PATIENCE } from './database.js'
import { openLog } from './Log.js'

export type AppendResult = E.Either<AppendError, Appended>

/** A request that waits, and whom to tell. */
export interface Waiting {
  readonly request: PreparedRequest
  readonly since: number
  readonly done: (result: AppendResult) => void
}

/** The one owner of the write connection. */
export interface Writer {
  readonly add: (request: PreparedRequest, done: (result: AppendResult) => void) => void
  /** Resolves when all that was added has its result. */
  readonly drained: () => Promise<void>
  readonly close: () => Promise<void>
}

/** At most so many requests are handed to a transaction; its time ends it earlier. */
const BATCH = 2048

export const busy = (path: string): AppendResult =>
  E.left(unavailable(`${path} is busy: other processes write to it without a pause; nothing was written, try again`))

export const inlineWriter = (db: DatabaseSync, path: string, clock: () => number, afterCommit: () => void): Writer => {
  const log = openLog(db, path, clock)
  let queue: Waiting[] = []
  let scheduled = false
  let idle: Array<() => void> = []

  const schedule = (wait: number | null): void => {
    if (scheduled) return
    scheduled = true
    // Never a microtask: a queue that fills itself would starve timers and I/O.
    if (wait === null) setImmediate(turn)
    else setTimeout(turn, wait)
  }

  const turn = (): void => {
    scheduled = false
    const batch = queue.slice(0, BATCH)
    const outcome = log.commit(batch.map(({ request }) => request))
    if (outcome.tag === 'busy') {
      const late = performance.now() - PATIENCE
      const given = queue.filter(({ since }) => since <= late)
      queue = queue.filter(({ since }) => since > late)
      for (const { done } of given) done(busy(path))
      if (queue.length > 0) schedule(jitter())
    } else if (outcome.tag === 'failed') {
      queue = queue.slice(batch.length)
      for (const { done } of batch) done(E.left(outcome.error))
    } else {
      queue = queue.slice(outcome.results.length)
      if (outcome.wrote) afterCommit()
      outcome.results.forEach((result, i) => {
        batch[i]?.done(result)
      })
    }
    if (queue.length > 0) return schedule(null)
    if (scheduled) return
    for (const tell of idle.splice(0)) tell()
  }

  return {
    add: (request, done) => {
      queue.push({ request, since: performance.now(), done })
      schedule(null)
    },
    drained: () => (queue.length === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    close: () => {
      db.close()
      idle = []
      return Promise.resolve()
    },
  }
}
