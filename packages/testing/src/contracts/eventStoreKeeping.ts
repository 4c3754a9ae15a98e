/**
 * The part of the contract that speaks of whose the values are that go in and out: what
 * a caller does to them afterwards is its own affair, and changes nothing that is stored.
 */
import assert from 'node:assert/strict'
import { LOG_START, partitionOf, type RecordedEvent, type SealedDraft } from '@jejak/core'
import { type EventStore, memoryEventStore, noStream, verifyChain } from '@jejak/eventstore'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { right } from './Case.js'
import type { EventStoreCase } from './EventStoreCase.js'
import { after, careerNo, collect, sample, samples } from './eventStoreWorld.js'

const A = careerNo(1)
const B = careerNo(2)

/** Overwrites everything within a value that can be overwritten; what is frozen refuses, which is as good. */
const spoil = (value: unknown): void => {
  if (value instanceof Uint8Array) {
    value.fill(0xee)
    return
  }
  if (value instanceof Map) {
    value.clear()
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    spoil(inner)
    Reflect.set(value, key, typeof inner === 'number' ? -1 : 'spoilt')
  }
  if (Array.isArray(value)) Reflect.set(value, 'length', 0)
  else Reflect.set(value, 'spoilt', true)
}

const sealedSample = (n: number): SealedDraft => sample({ data: { n, deep: { list: [n, { n }] } }, sealed: new Uint8Array([n, n, n]) })

/** Two events with all there is to an event, each time new objects. */
const drafts = (): NonEmptyArray<SealedDraft> => [sealedSample(1), sealedSample(2)]

/** The events as text, so that nothing of them is shared with what was read. */
const textOf = (events: ReadonlyArray<RecordedEvent>): string =>
  JSON.stringify(events, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value))

/** Every way to read events there is. */
const readings = (store: EventStore): ReadonlyArray<readonly [way: string, read: () => Promise<ReadonlyArray<RecordedEvent>>]> => {
  const { readReference } = store
  const follow = async (): Promise<ReadonlyArray<RecordedEvent>> => {
    const stop = new AbortController()
    for await (const page of store.subscribe(LOG_START, stop.signal)) return right(page)
    return []
  }
  const head = async () => right(await store.head()())
  return [
    ['read', async () => right(await store.read(A)())],
    ['readAt', async () => right(await store.readAt([0, 1].map((revision) => ({ stream: A, revision })))())],
    ['readAll', () => collect(store.readAll(LOG_START))],
    ['readPartition', async () => collect(store.readPartition(partitionOf(A), await head()))],
    ['subscribe', follow],
    ...(readReference === undefined ? [] : [['readReference', async () => collect(readReference(await head()))] as const]),
  ]
}

export const KEEPING: ReadonlyArray<EventStoreCase> = [
  {
    name: 'what a caller does to its drafts and its expectation after an append changes nothing that is stored',
    run: async ({ store, again }) => {
      const other = await again()
      const sent = drafts()
      const pristine = structuredClone(sent)
      const appended = right(await store.append(A, noStream, sent)())
      const end = after(appended)
      const sentLater = drafts()
      const request = { stream: A, expected: end, drafts: sentLater }
      right((await store.appendMany([request])())[0] ?? assert.fail('no result'))
      const before = textOf(right(await store.read(A)()))
      for (const each of [sent, sentLater, end, request, appended]) spoil(each)
      for (const handle of [store, other]) {
        const events = right(await handle.read(A)())
        assert.equal(textOf(events), before)
        assert.equal(textOf(await collect(handle.readAll(LOG_START))), before)
        right(verifyChain(events))
      }
      assert.deepEqual(
        right(await store.read(A)())
          .slice(0, 2)
          .map(({ id, data, sealed }) => ({ id, data, sealed: [...(sealed ?? [])] })),
        pristine.map(({ id, data, sealed }) => ({ id, data, sealed: [...(sealed ?? [])] })),
      )
    },
  },
  {
    name: 'what a caller does to events after it restored them changes nothing that is stored',
    run: async ({ store }) => {
      const source = memoryEventStore()
      right(await source.append(A, noStream, drafts())())
      const text = textOf(await collect(source.readAll(LOG_START)))
      const events: ReadonlyArray<RecordedEvent> = structuredClone(await collect(source.readAll(LOG_START)))
      right(await store.restore(events)())
      spoil(events)
      const restored = right(await store.read(A)())
      right(verifyChain(restored))
      const placeless = (each: string): string => each.replace(/"position":\d+/g, '')
      assert.equal(placeless(textOf(restored)), placeless(text))
    },
  },
  {
    name: 'what a reader does to what it was given changes nothing that others read',
    run: async ({ store }) => {
      right(await store.append(A, noStream, drafts())())
      right(await store.append(B, noStream, drafts())())
      const before = new Map<string, string>()
      for (const [way, read] of readings(store)) before.set(way, textOf(await read()))
      for (const [way, read] of readings(store)) {
        spoil(await read())
        for (const [other, readAgain] of readings(store))
          assert.equal(textOf(await readAgain()), before.get(other), `${other} shows what was done to the answer of ${way}`)
      }
      const ends = right(await store.ends([A])())
      const end = ends.get(A) ?? noStream
      const kept = structuredClone(end)
      spoil(end)
      spoil(ends)
      assert.deepEqual(right(await store.ends([A])()).get(A), kept)
      right(verifyChain(right(await store.read(A)())))
      right(await store.append(A, kept, samples(1))())
    },
  },
]
