/**
 * Group commit in a thread of its own: appends queue up here while the thread
 * commits those before, and are sent on together.
 */
import { Worker } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import type { AppendError, Corrupt, Unavailable } from '../port/EventStore.js'
import { ambiguous, unavailable } from '../port/faults.js'
import { unsafeBrand } from '../unsafe.js'
import { type Flat, flattenWorks, resultsOf } from './messages.js'
import { makeQueue, type Waiting, type Writer } from './Writer.js'

export type ToThread = { readonly tag: 'append'; readonly works: Flat; readonly now: number } | { readonly tag: 'close' }

export type FromThread =
  | { readonly tag: 'ready' }
  | { readonly tag: 'failed'; readonly error: Unavailable | Corrupt }
  /** Results of the first pieces of work that are still open, in order. */
  | { readonly tag: 'done'; readonly results: Flat; readonly wrote: boolean }

/** At most so many pieces of work are sent at once. */
const BATCH = 512

/** A thread runs what was built, also where tests run the sources. */
const besides = new URL('./writerThread.js', import.meta.url)
const THREAD = import.meta.url.endsWith('.ts') ? new URL('../../dist/sqlite/writerThread.js', import.meta.url) : besides

export const threadWriter = (
  path: string,
  clock: () => number,
  tail: number,
  afterCommit: () => void,
): Promise<E.Either<Unavailable | Corrupt, Writer>> => {
  const thread = new Worker(THREAD, { workerData: { path, tail } })
  const queue = makeQueue()
  let open: ReadonlyArray<Waiting> = []
  let gone: AppendError | null = null
  let scheduled = false
  const idle: Array<() => void> = []

  const tell = (message: ToThread): void => thread.postMessage(message)

  const send = (): void => {
    scheduled = false
    if (open.length > 0) return
    open = queue.peek(BATCH)
    if (open.length === 0) {
      // Waiting for work keeps no process alive; work does.
      thread.unref()
      for (const each of idle.splice(0)) each()
      return
    }
    queue.drop(open.length)
    thread.ref()
    tell({ tag: 'append', works: flattenWorks(open.map(({ work }) => work)), now: clock() })
  }

  const schedule = (): void => {
    if (scheduled || open.length > 0) return
    scheduled = true
    setImmediate(send)
  }

  /** The thread is no more: what it was given is uncertain, what waits was not written. */
  const abandon = (reason: string): void => {
    gone = unavailable(`the writing thread of ${path} ended (${reason}): start the program again`)
    for (const { done } of open) done(E.left(ambiguous(gone.reason)))
    for (const { done } of queue.takeSince(Number.POSITIVE_INFINITY)) done(E.left(gone))
    open = []
    for (const each of idle.splice(0)) each()
  }

  const ended = new Promise<void>((resolve) => {
    thread.once('exit', () => {
      if (gone === null) abandon('it was stopped')
      resolve()
    })
  })
  thread.on('error', (error) => abandon(error instanceof Error ? error.name : 'unknown error'))

  const writer: Writer = {
    add: (work, done) => {
      if (gone !== null) return done(E.left(gone))
      queue.add({ work, since: performance.now(), done })
      schedule()
    },
    drained: () => (open.length === 0 && queue.size() === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    close: () => {
      thread.ref()
      tell({ tag: 'close' })
      return ended
    },
  }

  return new Promise((resolve) => {
    thread.on('message', (message: unknown) => {
      const told = unsafeBrand<FromThread>(message)
      if (told.tag === 'ready') {
        thread.unref()
        resolve(E.right(writer))
      } else if (told.tag === 'failed') resolve(E.left(told.error))
      else {
        const results = resultsOf(told.results)
        const answered = open.slice(0, results.length)
        open = open.slice(results.length)
        if (told.wrote) afterCommit()
        results.forEach((result, i) => {
          answered[i]?.done(result)
        })
        if (open.length === 0) send()
      }
    })
    void ended.then(() => resolve(E.left(unavailable(`the writing thread of ${path} did not start: start the program again`))))
  })
}
