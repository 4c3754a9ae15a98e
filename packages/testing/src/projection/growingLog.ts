/**
 * An event store over a log that is known beforehand: the test says how much of it
 * has been appended. For tests of the engine that need exact positions.
 */
import { LOG_START, type LogPosition, partitionOf, type RecordedEvent, type StreamName } from '@jejak/core'
import { type EventStore, type Expected, noStream, type Unavailable } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

export interface GrowingLog {
  readonly events: EventStore
  /** Lets readers see the first so many events. */
  readonly growTo: (length: number) => void
}

const readOnly: Unavailable = { tag: 'Unavailable', reason: 'This log is written beforehand; it takes no appends.' }

const inPages = async function* <A>(items: ReadonlyArray<A>, size: number): AsyncGenerator<E.Either<never, ReadonlyArray<A>>> {
  for (let i = 0; i < items.length; i += size) yield E.right(items.slice(i, i + size))
}

/** The log, at first with nothing in it. */
export const growingLog = (log: ReadonlyArray<RecordedEvent>): GrowingLog => {
  let length = 0
  const listeners = new Set<() => void>()
  const seen = (): ReadonlyArray<RecordedEvent> => log.slice(0, length)
  const head = (): LogPosition => log[length - 1]?.position ?? LOG_START
  const events: EventStore = {
    read: (stream, from = 0) => TE.fromIO(() => seen().filter((event) => event.stream === stream && event.revision >= from)),
    readAt: (places) =>
      TE.fromIO(() =>
        places.flatMap(({ stream, revision }) => seen().filter((event) => event.stream === stream && event.revision === revision)),
      ),
    ends: (streams) =>
      TE.fromIO(
        () =>
          new Map(
            streams.map((stream): readonly [StreamName, Expected] => {
              const last = seen().findLast((event) => event.stream === stream)
              return [stream, last === undefined ? noStream : { tag: 'at', revision: last.revision, hash: last.meta.hash }]
            }),
          ),
      ),
    append: () => TE.left(readOnly),
    restore: () => TE.left(readOnly),
    appendMany: (requests) => async () => requests.map(() => E.left(readOnly)),
    readAll: (after, options) =>
      inPages(
        seen().filter(({ position }) => position > after && position <= (options?.upTo ?? Number.MAX_SAFE_INTEGER)),
        options?.pageSize ?? 7,
      ),
    readPartition: (partition, upTo) => {
      const own = seen().filter(({ stream, position }) => partitionOf(stream) === partition && position <= upTo)
      return inPages(
        own.sort((a, b) => (a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1)),
        5,
      )
    },
    subscribe: async function* () {
      yield E.left(readOnly)
    },
    head: () => TE.fromIO(head),
    onAppend: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => undefined,
  }
  return {
    events,
    growTo: (next) => {
      length = next
      for (const listener of listeners) listener()
    },
  }
}
