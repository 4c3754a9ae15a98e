/** The embedded event store: one SQLite file that several processes may share. */
import type { DatabaseSync } from 'node:sqlite'
import { LOG_START, type LogPosition, type RecordedEvent } from '@jejak/core'
import { chunksOf } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { AppendError, AppendRequest, Corrupt, EventStore, ReadError, Unavailable } from '../port/EventStore.js'
import { closed, replaced } from '../port/faults.js'
import { prepareRequest } from '../port/prepareRequest.js'
import { prepareRestore } from '../port/prepareRestore.js'
import { follow, LOG_END, PAGE_SIZE, walk } from '../read/pages.js'
import { openBell } from './Bell.js'
import { openDatabase } from './database.js'
import { faultOf } from './fault.js'
import { TAIL } from './fill.js'
import { inlineWriter } from './inlineWriter.js'
import { EVENTS_LAYOUT } from './layout.js'
import { openPages } from './Pages.js'
import { readingOf } from './reading.js'
import { standsThere } from './standsThere.js'
import { threadWriter } from './threadWriter.js'
import type { AppendResult, Writer } from './Writer.js'

/** Events of another store that go in one transaction. */
const RESTORED = 256

export interface SqliteEventStoreOptions {
  /** Milliseconds since 1970; for tests. Time never goes back within a log, whatever it says. */
  readonly clock?: () => number
  /** Where appends are committed: in this thread (default), or in one of their own, which keeps the event loop free. */
  readonly mode?: 'inline' | 'thread'
  /** Events that the indexes of the file may lack before they are filled; for tests. */
  readonly tail?: number
}

/** The writer of the mode; a thread opens the file for itself, and rings by itself. */
const openWriter = (
  db: DatabaseSync,
  path: string,
  { clock = Date.now, mode = 'inline', tail = TAIL }: SqliteEventStoreOptions,
  ring: () => void,
  lookSoon: () => void,
): Promise<E.Either<Unavailable | Corrupt, Writer>> => {
  if (mode === 'thread') {
    db.close()
    return threadWriter(path, clock, tail, lookSoon)
  }
  const afterCommit = (): void => {
    ring()
    lookSoon()
  }
  return Promise.resolve(E.right(inlineWriter(db, path, clock, tail, afterCommit)))
}

/**
 * Opens the events of a file, made where it is new. The error is one line that says
 * what to do: a file that is no database, is damaged, belongs to a newer Jejak, may
 * not be written, or stays locked.
 */
export const openSqliteEventStore =
  (path: string, options: SqliteEventStoreOptions = {}): TaskEither<Unavailable | Corrupt, EventStore> =>
  async () => {
    const opened = await openDatabase(path, EVENTS_LAYOUT)
    if (E.isLeft(opened)) return opened
    const reading = E.tryCatch(() => openPages(path), faultOf(path))
    if (E.isLeft(reading)) {
      opened.right.close()
      return reading
    }
    const pages = reading.right
    const isInPlace = standsThere(path)
    const bell = openBell(path)
    const listeners = new Set<() => void>()
    let isClosed = false
    let stopListening: (() => void) | null = null
    let seen: LogPosition = LOG_START

    const tell = (): void => {
      for (const listener of listeners) listener()
    }
    const look = (): void => {
      if (isClosed) return
      const head = pages.head()
      // A head that cannot be read is told too: whoever reads on will see the error.
      if (E.isRight(head) && head.right === seen) return
      if (E.isRight(head)) seen = head.right
      tell()
    }
    const lookSoon = (): void => {
      if (listeners.size > 0) setImmediate(look)
    }
    const writing = await openWriter(opened.right, path, options, bell.ring, lookSoon)
    if (E.isLeft(writing)) {
      pages.close()
      bell.close()
      return writing
    }
    const writer = writing.right

    const onAppend = (listener: () => void): (() => void) => {
      // A function of its own for each call: the same listener may be added twice.
      const own = (): void => listener()
      listeners.add(own)
      if (stopListening === null && !isClosed) {
        const head = pages.head()
        if (E.isRight(head)) seen = head.right
        stopListening = bell.listen(look)
      }
      return () => {
        listeners.delete(own)
        if (listeners.size > 0) return
        stopListening?.()
        stopListening = null
      }
    }

    const submit = (request: AppendRequest, done: (result: AppendResult) => void): void => {
      const prepared = isClosed ? E.left(closed) : isInPlace() ? prepareRequest(request) : E.left(replaced)
      if (E.isLeft(prepared)) done(prepared)
      else writer.add([prepared.right], done)
    }

    /** Restores so few in a transaction that others who write need not wait long. */
    const restore = async (events: ReadonlyArray<RecordedEvent>): Promise<E.Either<AppendError, void>> => {
      const { requests, end } = prepareRestore(events)
      for (const work of chunksOf(RESTORED)([...requests])) {
        if (isClosed) return E.left(closed)
        if (!isInPlace()) return E.left(replaced)
        const written = await new Promise<AppendResult>((resolve) => writer.add(work, resolve))
        if (E.isLeft(written)) return written
      }
      return end
    }

    const whileOpen = <A>(body: () => E.Either<ReadError, A>): Promise<E.Either<ReadError, A>> =>
      Promise.resolve(isClosed ? E.left(closed) : body())

    const pageAfter = (after: LogPosition, upTo: LogPosition, limit: number) =>
      isClosed ? E.left(closed) : pages.after(after, upTo, limit)

    const store: EventStore = {
      ...readingOf(pages, () => isClosed),
      append: (stream, expected, drafts) => () => new Promise((resolve) => submit({ stream, expected, drafts }, resolve)),
      appendMany: (requests) => () =>
        new Promise((resolve) => {
          const results = new Array<AppendResult>(requests.length)
          let open = requests.length
          if (open === 0) return resolve([])
          requests.forEach((request, i) => {
            submit(request, (result) => {
              results[i] = result
              open -= 1
              if (open === 0) resolve(results)
            })
          })
        }),
      restore: (events) => () => (isClosed ? Promise.resolve(E.left(closed)) : restore(events)),
      readAll: (after, { pageSize = PAGE_SIZE, upTo = LOG_END } = {}) => walk(pageAfter, after, upTo, pageSize),
      subscribe: (after, signal) => follow({ pageAfter, onAppend, isClosed: () => isClosed }, after, signal),
      isInPlace,
      head: () => () => whileOpen(pages.head),
      file: { path, isCopy: false },
      onAppend,
      close: async () => {
        if (isClosed) return
        isClosed = true
        stopListening?.()
        // Subscriptions that wait wake up and find it closed.
        tell()
        await writer.drained()
        await writer.close()
        pages.close()
        bell.close()
      },
    }
    return E.right(store)
  }
