/** The part of the contract that speaks of taking over the events of another store. */
import assert from 'node:assert/strict'
import { LOG_START, type RecordedEvent } from '@jejak/core'
import { type EventStore, MAX_EVENT_BYTES, memoryEventStore, noStream, verifyChain } from '@jejak/eventstore'
import { left, right } from './Case.js'
import type { EventStoreCase } from './EventStoreCase.js'
import { after, careerNo, collect, fill, sample, samples } from './eventStoreWorld.js'

const A = careerNo(1)
const B = careerNo(2)

/** All of an event but its place in the log. */
const kept = ({ position: _, ...event }: RecordedEvent) => ({ ...event, sealed: event.sealed === null ? null : [...event.sealed] })
const logOf = async (store: EventStore) => (await collect(store.readAll(LOG_START))).map(kept)

/** Events of another store: streams that take turns and go on later, recorded at different moments, some sealed. */
const elsewhere = async (): Promise<ReadonlyArray<RecordedEvent>> => {
  let now = Date.parse('2026-03-01T00:00:00Z')
  const store = memoryEventStore({ clock: () => now })
  await fill(store, 6, 3)
  for (let round = 0; round < 3; round += 1) {
    now += 60_000
    for (const stream of [A, B]) {
      const end = right(await store.ends([stream])()).get(stream) ?? noStream
      right(await store.append(stream, end, [sample({ sealed: new Uint8Array([round, 255]) }), sample()])())
    }
  }
  return collect(store.readAll(LOG_START))
}

const only = (events: ReadonlyArray<RecordedEvent>, n: number): RecordedEvent => events[n] ?? assert.fail('no such event')

export const RESTORING: ReadonlyArray<EventStoreCase> = [
  {
    name: 'restored events are those of the other store to the byte, in their order, and are gone on from',
    run: async ({ store, setClock, again }) => {
      setClock(Date.parse('2020-01-01T00:00:00Z'))
      const log = await elsewhere()
      right(await store.restore(log.slice(0, 7))())
      right(await store.restore([])())
      right(await store.restore(log.slice(7))())
      const other = await again()
      for (const handle of [store, other]) assert.deepEqual(await logOf(handle), log.map(kept))
      const own = log.filter(({ stream }) => stream === A)
      assert.deepEqual(right(await other.read(A)()).map(kept), own.map(kept))
      const last = only(own, own.length - 1)
      const appended = right(await other.append(A, { tag: 'at', revision: last.revision, hash: last.meta.hash }, samples(2))())
      assert.ok(appended.recordedAt >= last.meta.recordedAt)
      right(verifyChain(right(await store.read(A)())))
    },
  },
  {
    name: 'events that were one append elsewhere are restored, also where they are more than one append may hold here',
    run: async ({ store }) => {
      const big = () => sample({ data: { text: 'x'.repeat(MAX_EVENT_BYTES * 0.6) } })
      const source = memoryEventStore()
      right(await source.append(A, noStream, [big(), sample(), big(), sample()])())
      right(await store.restore(await collect(source.readAll(LOG_START)))())
      assert.deepEqual(await logOf(store), await logOf(source))
    },
  },
  {
    name: 'what stands already is left out, whole or in part',
    run: async ({ store, again }) => {
      const log = await elsewhere()
      const other = await again()
      for (const upTo of [1, 2, 11, 11, log.length]) right(await other.restore(log.slice(0, upTo))())
      right(await store.restore(log)())
      assert.deepEqual(await logOf(store), log.map(kept))
    },
  },
  {
    name: 'the first that does not fit ends a restore: what is before it may stand, what is after it does not',
    run: async ({ store }) => {
      const log = await elsewhere()
      const own = right(await store.append(careerNo(3), noStream, samples(1))())
      const conflict = left(await store.restore(log)())
      assert.deepEqual(conflict, { tag: 'Conflict', stream: careerNo(3), actual: after(own) })
      assert.deepEqual(right(await store.read(careerNo(4))()), [])
      const gap = log.filter(({ stream, revision }) => stream === A && revision !== 3)
      assert.equal(left(await store.restore(gap)()).tag, 'Conflict')
      assert.equal(right(await store.read(A)()).filter(({ revision }) => revision > 2).length, 0)
    },
  },
  {
    name: 'events of the same ids with other stamps are a conflict',
    run: async ({ store }) => {
      const log = await elsewhere()
      for (const [count, stream] of [
        [1, A],
        [2, B],
      ] as const) {
        const drafts = samples(count)
        const conflict = { tag: 'Conflict', stream, actual: after(right(await store.append(stream, noStream, drafts)())) }
        const there = memoryEventStore({ clock: () => Date.parse('2026-05-01T00:00:00Z') })
        right(await there.append(stream, noStream, drafts)())
        assert.deepEqual(left(await store.restore(await collect(there.readAll(LOG_START)))()), conflict)
        assert.deepEqual(left(await store.restore(log.filter((event) => event.stream === stream))()), conflict)
      }
    },
  },
  {
    name: 'an event that is not what was hashed is not restored, nor what follows it',
    run: async ({ store }) => {
      const log = await elsewhere()
      const event = only(log, 4)
      const wrong: ReadonlyArray<RecordedEvent> = [
        { ...event, data: { other: 1 } },
        { ...event, sealed: new Uint8Array([1]) },
        { ...event, meta: { ...event.meta, recordedAt: only(log, log.length - 1).meta.recordedAt } },
        { ...event, meta: { ...event.meta, previousHash: null } },
        { ...event, meta: { ...event.meta, hash: 'f'.repeat(64) } },
      ]
      for (const each of wrong) {
        const error = left(await store.restore([...log.slice(0, 4), each, ...log.slice(5)])())
        assert.ok(error.tag === 'Corrupt' && error.stream === event.stream)
      }
      assert.deepEqual(await logOf(store), log.slice(0, 4).map(kept))
    },
  },
]
