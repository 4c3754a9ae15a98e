/** An event store that lives as long as its process: for tests. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Instant, instantOfMillis, LOG_START, partitionOf, type RecordedEvent, type StreamName, toMillis } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { stamp } from '../chain/EventText.js'
import { readText } from '../chain/readText.js'
import { type AppendError, type Appended, type AppendRequest, type EventStore, type Expected, noStream } from '../port/EventStore.js'
import { closed, corrupt } from '../port/faults.js'
import { judgeAppend } from '../port/judgeAppend.js'
import { type PreparedRequest, prepareRequest } from '../port/prepareRequest.js'
import { prepareRestore } from '../port/prepareRestore.js'
import { follow, LOG_END, PAGE_SIZE, type PageAfter, walk } from '../read/pages.js'
import { unsafeBrand } from '../unsafe.js'

export interface MemoryEventStoreOptions {
  /** Milliseconds since 1970. */
  readonly clock?: () => number
}

/** Makes a value and all within it unchangeable, but for bytes, which cannot be. */
const freeze = <A>(value: A): A => {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  for (const inner of Object.values(value)) freeze(inner)
  return Object.freeze(value)
}

/** What is given away: the events themselves, which nobody can change, with sealed parts of their own, which everybody can. */
const given = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> =>
  events.map((event) => (event.sealed === null ? event : { ...event, sealed: event.sealed.slice() }))

/** Opens an empty store. It behaves as the sqlite store does, texts, stamps and chain included; it only forgets. */
export const memoryEventStore = (options: MemoryEventStoreOptions = {}): EventStore => {
  const clock = options.clock ?? Date.now
  const log: RecordedEvent[] = []
  const streams = new Map<StreamName, RecordedEvent[]>()
  const listeners = new Set<() => void>()
  let isClosed = false
  let recordedMillis = 0

  const endOf = (stream: StreamName): Expected => {
    const last = streams.get(stream)?.at(-1)
    return last === undefined ? noStream : { tag: 'at', revision: last.revision, hash: last.meta.hash }
  }

  const stampOf = (request: PreparedRequest): Instant => {
    if (request.stamped !== null) return request.stamped.recordedAt
    recordedMillis = Math.max(
      clock(),
      recordedMillis,
      log.length === 0 ? 0 : toMillis(log[log.length - 1]?.meta.recordedAt ?? unsafeBrand<Instant>('')),
    )
    return instantOfMillis(recordedMillis)
  }

  const write = (request: PreparedRequest): E.Either<AppendError, Appended> => {
    const { stream, drafts } = request
    const present = streams.get(stream) ?? []
    const judged = judgeAppend(request, endOf(stream), (from, count) => present.slice(from, from + count))
    if (judged.tag === 'Conflict') return E.left(judged)
    if (judged.tag === 'Repeat') return E.right(judged.appended)
    const recordedAt = stampOf(request)
    const made: RecordedEvent[] = []
    for (const draft of drafts) {
      const previousHash = (made.at(-1) ?? present.at(-1))?.meta.hash ?? null
      const revision = present.length + made.length
      const { text, hash } = stamp(draft, { stream, revision, recordedAt, previousHash })
      const event = readText({ stream, revision, position: unsafeBrand(log.length + made.length + 1), text, sealed: draft.sealed, hash })
      if (E.isLeft(event)) return event
      made.push(freeze(event.right))
    }
    const last = made.at(-1)
    if (last === undefined) return E.left(corrupt('no event to append; nothing was written', stream))
    log.push(...made)
    streams.set(stream, [...present, ...made])
    return E.right({ stream, revision: last.revision, hash: last.meta.hash, position: last.position, recordedAt, repeated: false })
  }

  const append = (request: AppendRequest): E.Either<AppendError, Appended> => {
    const prepared = prepareRequest(request)
    return E.isLeft(prepared) ? prepared : write(prepared.right)
  }

  const restore = (events: ReadonlyArray<RecordedEvent>): E.Either<AppendError, void> => {
    const { requests, end } = prepareRestore(events)
    for (const request of requests) {
      const written = write(request)
      if (E.isLeft(written)) return written
    }
    return end
  }

  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  /** As from a real store, results come in a later turn and listeners hear after them. */
  const later = async <A>(body: () => A): Promise<A> => {
    await nextTurn()
    const before = log.length
    const result = body()
    if (log.length > before) tell()
    return result
  }

  // Positions are dense from 1, so an event stands at its position less one.
  const pageAfter: PageAfter = (after, upTo, limit) =>
    isClosed ? E.left(closed) : E.right(given(log.slice(after, Math.min(upTo, after + limit))))
  const whileOpen = <A>(body: () => A) => Promise.resolve(isClosed ? E.left(closed) : E.right(body()))
  const onAppend = (listener: () => void): (() => void) => {
    const own = (): void => listener()
    listeners.add(own)
    return () => {
      listeners.delete(own)
    }
  }

  return {
    read:
      (stream, from = 0) =>
      () =>
        whileOpen(() => given((streams.get(stream) ?? []).slice(from))),
    readAt: (places) => () =>
      whileOpen(() =>
        given(
          places.flatMap(({ stream, revision }) => {
            const event = streams.get(stream)?.[revision]
            return event === undefined ? [] : [event]
          }),
        ),
      ),
    ends: (names) => () => whileOpen(() => new Map(names.map((stream) => [stream, endOf(stream)]))),
    append: (stream, expected, drafts) => () =>
      isClosed ? Promise.resolve(E.left(closed)) : later(() => append({ stream, expected, drafts })),
    appendMany: (requests) => () => (isClosed ? Promise.resolve(requests.map(() => E.left(closed))) : later(() => requests.map(append))),
    restore: (events) => () => (isClosed ? Promise.resolve(E.left(closed)) : later(() => restore(events))),
    readAll: (after, { pageSize = PAGE_SIZE, upTo = LOG_END } = {}) => walk(pageAfter, after, upTo, pageSize),
    readPartition: async function* (partition, upTo) {
      if (isClosed) {
        yield E.left(closed)
        return
      }
      for (const [stream, events] of streams) {
        if (partitionOf(stream) !== partition) continue
        await nextTurn()
        const page = events.filter(({ position }) => position <= upTo)
        if (page.length > 0) yield E.right(given(page))
      }
    },
    subscribe: (after, signal) => follow({ pageAfter, onAppend, isClosed: () => isClosed }, after, signal),
    head: () => () => whileOpen(() => log.at(-1)?.position ?? LOG_START),
    onAppend,
    close: () => {
      isClosed = true
      tell()
      // What was begun before has its turn before this one.
      return nextTurn()
    },
  }
}
