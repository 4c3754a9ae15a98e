/** The port on a client of EventStoreDB. */
import { LOG_START, type LogPosition, partitionOf, type RecordedEvent, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { AppendError, Appended, AppendRequest, EventStore, Expected, ReadError, Unavailable } from '../port/EventStore.js'
import { closed } from '../port/faults.js'
import { type PreparedRequest, prepareRequest } from '../port/prepareRequest.js'
import { prepareRestore } from '../port/prepareRestore.js'
import { follow, LOG_END, PAGE_SIZE, type PageAfter, walk } from '../read/pages.js'
import { type Appender, openAppender } from './Appender.js'
import { DEFAULT_APPEND_BYTES, makeAppendLimit } from './AppendLimit.js'
import { makeCalls } from './Calls.js'
import type { Lease } from './clients.js'
import type { Damage } from './Damage.js'
import { openLiveBell } from './LiveBell.js'
import { makeTail, openLogReader, type ServerEnd } from './LogReader.js'
import { pooled } from './pooled.js'
import { restoreInOrder } from './restoreInOrder.js'
import { openStreamReader } from './StreamReader.js'
import { makeTips } from './Tips.js'

export interface EventStoreDbOptions {
  /** Milliseconds since 1970; for tests. Time never goes back within a process, whatever it says. */
  readonly clock?: () => number
  /** Milliseconds one call may take before it is given up and tried again (default 10 s). */
  readonly deadline?: number
  /**
   * Milliseconds in which failures that may pass, as an election or a restart, are tried again before they are
   * answered (default 30 s): of one call of the port in all, counted from the last answer of the server.
   */
  readonly patience?: number
  /** Bytes of data that the server takes in one append (default 1 MiB); where it says that it is less, it is less. */
  readonly maxAppendSize?: number
}

/** A store on a server, whose log holds more than the events of Jejak. */
export interface ServerEventStore extends EventStore {
  /** What is known of the end of the server's log, for the next process; null where nothing is. */
  readonly serverEnd: () => ServerEnd | null
  /** Goes on from what an earlier process knew of it. */
  readonly resumeFrom: (end: ServerEnd) => Promise<E.Either<ReadError, void>>
  /**
   * Tells of damage that is found while the log is read. From then on the log is read past events that are not
   * Jejak's, which else end it as Corrupt.
   */
  readonly onDamage: (listener: (damage: Damage) => void) => void
}

/** Milliseconds in which the first question is asked again: a wrong address shall be told soon. */
const OPENING = 5000

/** Calls under way at once, of those that read or write one stream each. */
const WIDTH = 64

/**
 * Opens the port on a client, and asks it one question, so that a server that cannot
 * be used is told at once; the client is let go if it does not answer, or at the end.
 *
 * @param shown the server as messages name it
 */
export const storeOn = async (
  shown: string,
  { driver, release }: Lease,
  options: EventStoreDbOptions,
): Promise<E.Either<ReadError, ServerEventStore>> => {
  const { clock = Date.now, deadline = 10_000, patience = 30_000, maxAppendSize = DEFAULT_APPEND_BYTES } = options
  const closing = new AbortController()
  const tips = makeTips(clock)
  const limit = makeAppendLimit(maxAppendSize)
  const tail = makeTail()
  // One patience for each call of the port.
  const callsOf = (most = patience) => makeCalls(shown, driver, { deadline, patience: most }, closing.signal)
  let damaged: ((damage: Damage) => void) | null = null
  const log = () =>
    openLogReader(callsOf(), tail, tips.see, (damage) => {
      damaged?.(damage)
      return damaged !== null
    })
  const streams = (calls = callsOf()) => openStreamReader(calls, tips.see)
  const appender = (calls = callsOf()) => openAppender(calls, streams(calls), tips, limit)

  const first = await openLogReader(callsOf(Math.min(patience, OPENING)), tail, tips.see).probe()
  if (E.isLeft(first)) {
    await release()
    return first
  }

  let isClosed = false
  const begun = new Set<Promise<unknown>>()
  /** Begins something that closing waits for. */
  const begin = <A>(work: () => Promise<A>): Promise<A> => {
    const promise = work()
    begun.add(promise)
    const forget = (): void => {
      begun.delete(promise)
    }
    promise.then(forget, forget)
    return promise
  }
  const whileOpen = <Er, A>(body: () => Promise<E.Either<Er, A>>): Promise<E.Either<Er | Unavailable, A>> =>
    isClosed ? Promise.resolve(E.left(closed)) : begin(body)

  const bell = openLiveBell(driver, () => whileOpen(() => log().head()))

  const pageAfter: PageAfter = (after, upTo, most) => whileOpen(() => log().after(after, upTo, most))

  const write = async (request: PreparedRequest, by: Appender): Promise<E.Either<AppendError, Appended>> => {
    // In one call with others where it can be, which is faster; where that fails it is tried again alone.
    const appended = await by.append(request, true)
    if (E.isRight(appended)) bell.ring()
    return appended
  }

  const appendOne = async (request: AppendRequest, by: Appender): Promise<E.Either<AppendError, Appended>> => {
    const prepared = prepareRequest(request)
    return E.isLeft(prepared) ? prepared : write(prepared.right, by)
  }

  /** The requests of one stream one after the other, streams side by side. */
  const appendMany = async (requests: ReadonlyArray<AppendRequest>): Promise<ReadonlyArray<E.Either<AppendError, Appended>>> => {
    const byStream = new Map<StreamName, number[]>()
    for (const [i, { stream }] of requests.entries()) byStream.set(stream, [...(byStream.get(stream) ?? []), i])
    const results = new Array<E.Either<AppendError, Appended>>(requests.length)
    const by = appender()
    await pooled([...byStream.values()], WIDTH, async (places) => {
      for (const i of places) {
        const request = requests[i]
        if (request !== undefined) results[i] = await appendOne(request, by)
      }
    })
    return results
  }

  const store: ServerEventStore = {
    onDamage: (listener) => {
      damaged = listener
    },
    serverEnd: tail.end,
    resumeFrom: (end) => whileOpen(() => log().resume(end)),
    read:
      (stream, from = 0) =>
      () =>
        whileOpen(() => streams().whole(stream, from)),
    readAt: (places) => () =>
      whileOpen(async () => {
        const { from } = streams()
        const found = await pooled(places, WIDTH, ({ stream, revision }) => from(stream, revision, 1))
        const events: RecordedEvent[] = []
        for (const each of found) {
          if (E.isLeft(each)) return each
          events.push(...each.right)
        }
        return E.right(events)
      }),
    ends: (names) => () =>
      whileOpen(async () => {
        const found = await pooled(names, WIDTH, streams().end)
        const ends = new Map<StreamName, Expected>()
        for (const [i, end] of found.entries()) {
          const stream = names[i]
          if (E.isLeft(end)) return end
          if (stream !== undefined) ends.set(stream, end.right)
        }
        return E.right(ends)
      }),
    append: (stream, expected, drafts) => () =>
      isClosed ? Promise.resolve(E.left(closed)) : begin(() => appendOne({ stream, expected, drafts }, appender())),
    appendMany: (requests) => () => (isClosed ? Promise.resolve(requests.map(() => E.left(closed))) : begin(() => appendMany(requests))),
    restore: (events) => () =>
      whileOpen(() => {
        const by = appender()
        return restoreInOrder(prepareRestore(events), (request) => write(request, by))
      }),
    readAll: (after, { pageSize = PAGE_SIZE, upTo = LOG_END } = {}) => walk(pageAfter, after, upTo, pageSize),
    readPartition: (partition, upTo) => readPartition(pageAfter, partition, upTo),
    subscribe: (after, signal) => follow({ pageAfter, onAppend: bell.listen, isClosed: () => isClosed }, after, signal),
    head: () => () => whileOpen(() => log().head()),
    onAppend: bell.listen,
    close: async () => {
      if (isClosed) return
      isClosed = true
      closing.abort()
      bell.close()
      while (begun.size > 0) await Promise.allSettled(begun)
      await release()
    },
  }
  return E.right(store)
}

/**
 * The server knows no partitions: this reads the whole log for one, and holds the
 * partition in memory. Rebuilds read a local copy instead (`withLocalCopy`).
 */
async function* readPartition(pageAfter: PageAfter, partition: number, upTo: LogPosition): ReturnType<EventStore['readPartition']> {
  const streams = new Map<StreamName, RecordedEvent[]>()
  for await (const page of walk(pageAfter, LOG_START, upTo, PAGE_SIZE)) {
    if (E.isLeft(page)) {
      yield page
      return
    }
    for (const event of page.right) {
      if (partitionOf(event.stream) !== partition) continue
      const events = streams.get(event.stream)
      if (events === undefined) streams.set(event.stream, [event])
      else events.push(event)
    }
  }
  for (const events of streams.values()) yield E.right(events)
}
