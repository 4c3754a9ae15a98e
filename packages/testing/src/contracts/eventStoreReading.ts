/** The part of the contract that speaks of reading and following. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FoldEvent, LOG_START, PARTITIONS, partitionOf, type RecordedEvent } from '@jejak/core'
import { type EventStore, type Expected, noStream } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { begun, right } from './Case.js'
import type { EventStoreCase } from './EventStoreCase.js'
import { after, careerNo, collect, fill, positions, samples } from './eventStoreWorld.js'

/** Follows the log until so many events have come, then a little longer, so that a double would show. */
const follow = async (
  store: EventStore,
  from: RecordedEvent['position'],
  count: number,
  patience = 20_000,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const stop = new AbortController()
  const events: RecordedEvent[] = []
  const tooLate = setTimeout(() => stop.abort(), patience)
  try {
    for await (const page of store.subscribe(from, stop.signal)) {
      events.push(...right(page))
      if (events.length >= count) setTimeout(() => stop.abort(), 30)
    }
  } finally {
    clearTimeout(tooLate)
  }
  return events
}

/** Appends one by one, each to the end of one of so many streams. */
const appendOneByOne = async (store: EventStore, count: number, streams: number, offset: number): Promise<void> => {
  const ends = new Map<number, Expected>()
  for (let i = 0; i < count; i += 1) {
    const n = i % streams
    const appended = right(await store.append(careerNo(offset + n), ends.get(n) ?? noStream, samples(1 + (i % 3)))())
    ends.set(n, after(appended))
  }
}

/** What a fold reads of an event. */
const foldEventOf = ({ stream, revision, position, id, type, schema, data, meta }: FoldEvent): FoldEvent => {
  const { agency, recordedAt, effectiveOn } = meta
  const day = effectiveOn === undefined ? {} : { effectiveOn }
  return { stream, revision, position, id, type, schema, data, meta: { agency, recordedAt, ...day } }
}

export const READING: ReadonlyArray<EventStoreCase> = [
  {
    name: 'a new log is empty',
    run: async ({ store }) => {
      assert.equal(right(await store.head()()), LOG_START)
      assert.deepEqual(right(await store.read(careerNo(1))()), [])
      assert.deepEqual(right(await store.ends([careerNo(1)])()), new Map([[careerNo(1), noStream]]))
      assert.deepEqual(await collect(store.readAll(LOG_START)), [])
      assert.deepEqual(await collect(store.readPartition(0, right(await store.head()()))), [])
    },
  },
  {
    name: 'a stream is read from any revision',
    run: async ({ store }) => {
      right(await store.append(careerNo(1), noStream, samples(5))())
      const all = right(await store.read(careerNo(1))())
      for (const from of [0, 1, 4, 5, 9]) assert.deepEqual(right(await store.read(careerNo(1), from)()), all.slice(from))
      assert.deepEqual(right(await store.read(careerNo(2), 0)()), [])
    },
  },
  {
    name: 'single events are read at their places, and a place that is not there is left out',
    run: async ({ store }) => {
      await fill(store, 3, 4)
      const places = [
        { stream: careerNo(2), revision: 3 },
        { stream: careerNo(0), revision: 0 },
        { stream: careerNo(1), revision: 9 },
        { stream: careerNo(8), revision: 0 },
        { stream: careerNo(2), revision: 1 },
      ]
      const expected: RecordedEvent[] = []
      for (const { stream, revision } of places) expected.push(...right(await store.read(stream)()).slice(revision, revision + 1))
      assert.equal(expected.length, 3)
      assert.deepEqual(right(await store.readAt(places)()), expected)
      assert.deepEqual(right(await store.readAt([])()), [])
    },
  },
  {
    name: 'ends are those of the streams asked for',
    run: async ({ store, again }) => {
      await fill(store, 3, 2)
      const other = await again()
      for (const handle of [store, other]) {
        const ends = right(await handle.ends([careerNo(2), careerNo(0), careerNo(9)])())
        assert.deepEqual([...ends.keys()], [careerNo(2), careerNo(0), careerNo(9)])
        const last = right(await handle.read(careerNo(2))()).at(-1)
        assert.deepEqual(ends.get(careerNo(2)), { tag: 'at', revision: 1, hash: last?.meta.hash })
        assert.deepEqual(ends.get(careerNo(9)), noStream)
      }
    },
  },
  {
    name: 'the log is read from any position, in pages of any size, without a gap or a double',
    run: async ({ store }) => {
      const log = await fill(store, 7, 3)
      assert.equal(log.length, 21)
      for (const pageSize of [1, 2, 5, 21, 1000])
        for (const [i, { position }] of log.entries()) {
          const rest = await collect(store.readAll(position, { pageSize }))
          assert.deepEqual(positions(rest), positions(log.slice(i + 1)))
          const before = await collect(store.readAll(LOG_START, { pageSize, upTo: position }))
          assert.deepEqual(positions(before), positions(log.slice(0, i + 1)))
        }
      assert.deepEqual(await collect(store.readAll(LOG_START, { pageSize: 4 })), log)
    },
  },
  {
    name: 'the partitions together are the log up to a position, stream by stream',
    run: async ({ store }) => {
      const log = await fill(store, 40, 3)
      const upTo = log[77]?.position ?? LOG_START
      const read: RecordedEvent[] = []
      for (let partition = 0; partition < PARTITIONS; partition += 1) {
        const events = await collect(store.readPartition(partition, upTo))
        assert.ok(events.every(({ stream }) => partitionOf(stream) === partition))
        const done = new Set<string>()
        events.forEach((event, i) => {
          const previous = events[i - 1]
          if (previous?.stream === event.stream) assert.equal(event.revision, previous.revision + 1)
          else assert.ok(event.revision === 0 && !done.has(event.stream))
          done.add(event.stream)
        })
        if (store.readForFold !== undefined)
          assert.deepEqual((await collect(store.readForFold(partition, upTo))).map(foldEventOf), events.map(foldEventOf))
        read.push(...events)
      }
      assert.deepEqual(
        [...read].sort((a, b) => a.position - b.position),
        log.filter(({ position }) => position <= upTo),
      )
    },
  },
  {
    name: 'a partition of more than a page is read whole and in order',
    run: async ({ store }) => {
      right(await store.append(careerNo(1), noStream, samples(1300))())
      right(await store.append(careerNo(257), noStream, samples(1200))())
      const partition = partitionOf(careerNo(1))
      assert.equal(partitionOf(careerNo(257)), partition)
      const events = await collect(store.readPartition(partition, right(await store.head()())))
      assert.deepEqual(
        events.map(({ stream, revision }) => `${stream} ${revision}`),
        [
          ...Array.from({ length: 1300 }, (_, i) => `${careerNo(1)} ${i}`),
          ...Array.from({ length: 1200 }, (_, i) => `${careerNo(257)} ${i}`),
        ],
      )
    },
  },
  {
    name: 'a subscription from any position gives every event once and in order, also those appended meanwhile by any handle',
    run: async ({ store, again, patience }) => {
      const other = await again()
      const log = await fill(store, 5, 2)
      const starts = [LOG_START, ...positions(log).filter((_, i) => i % 3 === 0)]
      // 24 appends of 1, 2 or 3 events in turn, by each of two handles.
      const more = 2 * 48
      const following = starts.map((start) =>
        begun(follow(store, start, log.filter(({ position }) => position > start).length + more, patience)),
      )
      await Promise.all([appendOneByOne(store, 24, 3, 100), appendOneByOne(other, 24, 3, 200)])
      const all = await collect(store.readAll(LOG_START))
      const followed = await Promise.all(following)
      starts.forEach((start, i) => {
        assert.deepEqual(positions(followed[i] ?? []), positions(all.filter(({ position }) => position > start)))
      })
    },
  },
  {
    name: 'a subscription hears of an append soon, and ends when it is told to',
    run: async ({ store, again }) => {
      const other = await again()
      const stop = new AbortController()
      const heard: number[] = []
      const following = begun(
        (async () => {
          for await (const page of store.subscribe(LOG_START, stop.signal)) heard.push(right(page).length)
        })(),
      )
      await sleep(20)
      const started = performance.now()
      right(await other.append(careerNo(1), noStream, samples(1))())
      while (heard.length === 0 && performance.now() - started < 5000) await sleep(2)
      assert.deepEqual(heard, [1])
      stop.abort()
      await following
      right(await other.append(careerNo(2), noStream, samples(1))())
      await sleep(20)
      assert.deepEqual(heard, [1])
    },
  },
  {
    name: 'listeners are called after an append by any handle, until they stop',
    run: async ({ store, again }) => {
      const other = await again()
      let calls = 0
      const stop = store.onAppend(() => {
        calls += 1
      })
      for (const [n, handle] of [store, other].entries()) {
        calls = 0
        const started = performance.now()
        right(await handle.append(careerNo(n), noStream, samples(1))())
        while (calls === 0 && performance.now() - started < 5000) await sleep(2)
        assert.ok(calls > 0)
      }
      stop()
      await sleep(10)
      calls = 0
      right(await store.append(careerNo(5), noStream, samples(1))())
      await sleep(300)
      assert.equal(calls, 0)
    },
  },
  {
    name: 'a subscription ends when its store is closed',
    run: async ({ again }) => {
      const other = await again()
      const following = begun(
        (async () => {
          for await (const page of other.subscribe(LOG_START, new AbortController().signal))
            if (E.isRight(page)) assert.fail('no event was appended')
        })(),
      )
      await sleep(20)
      await other.close()
      await following
    },
  },
  {
    name: 'a subscription that its reader leaves, or that was told to end before it begins, leaves nothing behind',
    run: async ({ store, again }) => {
      const other = await again()
      right(await store.append(careerNo(1), noStream, samples(1))())
      for await (const page of store.subscribe(LOG_START, new AbortController().signal)) {
        assert.equal(right(page).length, 1)
        break
      }
      const left: unknown[] = []
      for await (const page of other.subscribe(LOG_START, AbortSignal.abort())) left.push(page)
      assert.deepEqual(left, [])
      right(await store.append(careerNo(2), noStream, samples(1))())
      await sleep(20)
    },
  },
]
