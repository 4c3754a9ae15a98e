/** What the port reads besides the log, from the pages of a file: streams, places, ends, partitions. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LogPosition, RecordedEvent, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { EventStore, Expected, ReadError } from '../port/EventStore.js'
import { closed } from '../port/faults.js'
import { PAGE_SIZE } from '../read/pages.js'
import type { Pages, PartitionCursor, ReadPage } from './Pages.js'

/** Ends read between two turns of the event loop. */
const ENDS_PER_TURN = 1000

export type Reading = Required<Pick<EventStore, 'read' | 'readAt' | 'ends' | 'readPartition' | 'readForFold' | 'readReference'>>

/** All pages of a partition, one turn of the event loop apart. */
export const walkPartition = <A>(page: ReadPage<A>, isClosed: () => boolean) =>
  async function* (partition: number, upTo: LogPosition): AsyncGenerator<E.Either<ReadError, ReadonlyArray<A>>> {
    let from: PartitionCursor | null = null
    do {
      const read: ReturnType<ReadPage<A>> = isClosed() ? E.left(closed) : page(partition, upTo, from, PAGE_SIZE)
      if (E.isLeft(read)) {
        yield read
        return
      }
      from = read.right.next
      if (read.right.events.length > 0) yield E.right(read.right.events)
      await nextTurn()
    } while (from !== null)
  }

export const readingOf = (pages: Pages, isClosed: () => boolean): Reading => {
  const whileOpen = <A>(body: () => E.Either<ReadError, A>): Promise<E.Either<ReadError, A>> =>
    Promise.resolve(isClosed() ? E.left(closed) : body())

  return {
    read:
      (stream, from = 0) =>
      () =>
        whileOpen(() => pages.stream(stream, from)),
    readAt: (places) => async () => {
      const found: RecordedEvent[] = []
      for (const [i, { stream, revision }] of places.entries()) {
        if (i > 0 && i % ENDS_PER_TURN === 0) await nextTurn()
        const event = await whileOpen(() => pages.at(stream, revision))
        if (E.isLeft(event)) return event
        found.push(...event.right)
      }
      return E.right(found)
    },
    ends: (streams) => async () => {
      const ends = new Map<StreamName, Expected>()
      for (let first = 0; first < streams.length; first += ENDS_PER_TURN) {
        if (first > 0) await nextTurn()
        const some = streams.slice(first, first + ENDS_PER_TURN)
        const found = await whileOpen(() => pages.ends(some))
        if (E.isLeft(found)) return found
        found.right.forEach((end, i) => {
          const stream = some[i]
          if (stream !== undefined) ends.set(stream, end)
        })
      }
      return E.right(ends)
    },
    readPartition: walkPartition(pages.partition, isClosed),
    readForFold: walkPartition(pages.forFold, isClosed),
    readReference: async function* (upTo) {
      const streams = isClosed() ? E.left(closed) : pages.referenceStreams()
      if (E.isLeft(streams)) {
        yield streams
        return
      }
      for (const [i, stream] of streams.right.entries()) {
        if (i % ENDS_PER_TURN === 0) await nextTurn()
        const events = await whileOpen(() => pages.stream(stream, 0))
        yield E.map((found: ReadonlyArray<RecordedEvent>) => found.filter(({ position }) => position <= upTo))(events)
        if (E.isLeft(events)) return
      }
    },
  }
}
