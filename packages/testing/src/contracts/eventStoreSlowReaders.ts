/** The part of the contract that speaks of readers that are slower than writers. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { LOG_START, type LogPosition, type RecordedEvent } from '@jejak/core'
import { type EventStore, type Expected, noStream } from '@jejak/eventstore'
import { right } from './Case.js'
import type { EventStoreCase } from './EventStoreCase.js'
import { after, careerNo, collect, positions, samples } from './eventStoreWorld.js'

/** More events than a buffer that somebody would think large enough. */
const APPENDS = 55
const EACH = 100

/** Time in which a reader must have all events after the last was appended, in milliseconds, unless the adapter says otherwise. */
const PATIENCE = 20_000

/** Appends so often, so many events each time, one append after the other. */
const appendMany = async (store: EventStore, stream: number, appends: number, each = 3): Promise<void> => {
  let end: Expected = noStream
  for (let i = 0; i < appends; i += 1) end = after(right(await store.append(careerNo(stream), end, samples(each))()))
}

/** A promise and how to keep it. */
const gate = (): { readonly opened: Promise<void>; readonly open: () => void } => {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

interface Reader {
  /** Resolves when the reader stands still over its first page. */
  readonly stands: Promise<void>
  /** Lets it go on. */
  readonly goOn: () => void
  /** Resolves with all it read once it has read up to a position, or patience ends. */
  readonly readUpTo: (position: LogPosition) => Promise<ReadonlyArray<RecordedEvent>>
}

/** Follows the log, stands still over the first page until it is let go on, and then takes so many milliseconds for each page. */
const slowReader = (store: EventStore, pace: number, patience = PATIENCE): Reader => {
  const stop = new AbortController()
  const [first, going] = [gate(), gate()]
  const events: RecordedEvent[] = []
  let goal = Number.POSITIVE_INFINITY
  const stopWhenDone = (): void => {
    if ((events.at(-1)?.position ?? 0) >= goal) stop.abort()
  }
  const reading = (async () => {
    for await (const page of store.subscribe(LOG_START, stop.signal)) {
      events.push(...right(page))
      first.open()
      await going.opened
      await sleep(pace)
      stopWhenDone()
    }
  })()
  // Whoever waits for the reader hears of its failure; until then it is nobody's.
  reading.catch(first.open)
  return {
    stands: first.opened,
    goOn: going.open,
    readUpTo: async (position) => {
      goal = position
      stopWhenDone()
      const tooLate = setTimeout(() => stop.abort(), patience)
      going.open()
      await reading.finally(() => clearTimeout(tooLate))
      return events
    },
  }
}

const sameEvents = (found: ReadonlyArray<RecordedEvent>, log: ReadonlyArray<RecordedEvent>): void => {
  assert.equal(found.length, log.length, `of ${log.length} events the reader was given ${found.length}`)
  assert.deepEqual(positions(found), positions(log))
}

export const SLOW_READERS: ReadonlyArray<EventStoreCase> = [
  {
    name: 'a reader that stands still while much is appended misses nothing, though nothing is appended after it goes on',
    run: async ({ store, again, patience }) => {
      const other = await again()
      right(await store.append(careerNo(1), noStream, samples(1))())
      const reader = slowReader(store, 0, patience)
      await reader.stands
      await appendMany(store, 2, APPENDS, EACH)
      right(await other.append(careerNo(3), noStream, samples(1))())
      const log = await collect(store.readAll(LOG_START))
      assert.equal(log.length, APPENDS * EACH + 2)
      sameEvents(await reader.readUpTo(right(await store.head()())), log)
    },
  },
  {
    name: 'a reader that takes its time over every page misses nothing that is appended meanwhile',
    run: async ({ store, again, patience }) => {
      const other = await again()
      right(await store.append(careerNo(1), noStream, samples(1))())
      const reader = slowReader(store, 10, patience)
      await reader.stands
      reader.goOn()
      await Promise.all([appendMany(store, 2, 60), appendMany(other, 3, 60)])
      sameEvents(await reader.readUpTo(right(await store.head()())), await collect(store.readAll(LOG_START)))
    },
  },
]
