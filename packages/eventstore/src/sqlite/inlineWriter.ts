/**
 * Group commit in this thread: appends queue up while others run, and are
 * committed together at the next turn of the event loop.
 */
import type { DatabaseSync } from 'node:sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { jitter, PATIENCE } from './database.js'
import { openLog } from './Log.js'
import { busy, makeQueue, type Writer } from './Writer.js'

/** At most so many pieces of work are handed to a transaction; its time ends it earlier. */
const BATCH = 2048

export const inlineWriter = (db: DatabaseSync, path: string, clock: () => number, tail: number, afterCommit: () => void): Writer => {
  const log = openLog(db, path, clock, tail)
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
    const outcome = log.commit(batch.map(({ work }) => work))
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
    add: (work, done) => {
      queue.add({ work, since: performance.now(), done })
      schedule(null)
    },
    drained: () => (queue.size() === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    close: () => {
      log.settle()
      db.close()
      idle = []
      return Promise.resolve()
    },
  }
}
