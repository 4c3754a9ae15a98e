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

interface Queue {
  readonly size: () => number
  readonly add: (waiting: Waiting) => void
  readonly peek: (count: number) => ReadonlyArray<Waiting>
  readonly drop: (count: number) => void
  /** Takes out those at the front that were added at that time or before. */
  readonly takeSince: (time: number) => ReadonlyArray<Waiting>
}

/** First in, first out; a long queue is not copied at every turn. */
const makeQueue = (): Queue => {
  let items: Waiting[] = []
  let first = 0
  const drop = (count: number): void => {
    first += count
    if (first < items.length && first < 10_000) return
    items = items.slice(first)
    first = 0
  }
  return {
    size: () => items.length - first,
    add: (waiting) => {
      items.push(waiting)
    },
    peek: (count) => items.slice(first, first + count),
    drop,
    takeSince: (time) => {
      const young = items.findIndex(({ since }, i) => i >= first && since > time)
      const taken = items.slice(first, young === -1 ? items.length : young)
      drop(taken.length)
      return taken
    },
  }
}

/** At most so many requests are handed to a transaction; its time ends it earlier. */
const BATCH = 2048

export const busy = (path: string): AppendResult =>
  E.left(unavailable(`${path} is busy: other processes write to it without a pause; nothing was written, try again`))

export const inlineWriter = (db: DatabaseSync, path: string, clock: () => number, afterCommit: () => void): Writer => {
  const log = openLog(db, path, clock)
  const queue = makeQueue()
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
    const batch = queue.peek(BATCH)
    const outcome = log.commit(batch.map(({ request }) => request))
    if (outcome.tag === 'busy') {
      for (const { done } of queue.takeSince(performance.now() - PATIENCE)) done(busy(path))
    } else if (outcome.tag === 'failed') {
      queue.drop(batch.length)
      for (const { done } of batch) done(E.left(outcome.error))
    } else {
      queue.drop(outcome.results.length)
      if (outcome.wrote) afterCommit()
      outcome.results.forEach((result, i) => {
        batch[i]?.done(result)
      })
    }
    if (queue.size() > 0) schedule(outcome.tag === 'busy' ? jitter() : null)
    else for (const tell of idle.splice(0)) tell()
  }

  return {
    add: (request, done) => {
      queue.add({ request, since: performance.now(), done })
      schedule(null)
    },
    drained: () => (queue.size() === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    close: () => {
      db.close()
      idle = []
      return Promise.resolve()
    },
  }
}
