/** The part of the contract that speaks of appending. */
import assert from 'node:assert/strict'
import { LOG_START, type SealedDraft, type StreamName } from '@jejak/core'
import { type AppendRequest, type Expected, MAX_EVENT_BYTES, noStream, verifyChain } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import { left, right } from './Case.js'
import type { EventStoreCase } from './EventStoreCase.js'
import { after, careerNo, collect, fill, ids, sample, samples } from './eventStoreWorld.js'

const A = careerNo(1)
const B = careerNo(2)
const WRONG_HASH = 'f'.repeat(64)

export const APPENDING: ReadonlyArray<EventStoreCase> = [
  {
    name: 'an append meets its expectation exactly or is a conflict that names the end',
    run: async ({ store }) => {
      for (const length of [0, 1, 3]) {
        const stream = careerNo(10 + length)
        if (length > 0) right(await store.append(stream, noStream, samples(length))())
        const end: Expected = right(await store.ends([stream])()).get(stream) ?? noStream
        assert.equal(end.tag === 'noStream' ? 0 : end.revision + 1, length)
        const stored = right(await store.read(stream)())
        const wrong: ReadonlyArray<Expected> = [
          ...(length > 0 ? [noStream] : []),
          ...stored.slice(0, -1).map(({ revision, meta: { hash } }): Expected => ({ tag: 'at', revision, hash })),
          { tag: 'at', revision: Math.max(0, length - 1), hash: WRONG_HASH },
          { tag: 'at', revision: length, hash: WRONG_HASH },
          { tag: 'at', revision: length + 7, hash: WRONG_HASH },
        ]
        for (const expected of wrong)
          assert.deepEqual(left(await store.append(stream, expected, samples(2))()), { tag: 'Conflict', stream, actual: end })
        assert.deepEqual(right(await store.read(stream)()), stored)
        const appended = right(await store.append(stream, end, samples(2))())
        assert.equal(appended.revision, length + 1)
      }
    },
  },
  {
    name: 'the same ids with the same expectation again are a success with the first result, told from these drafts where they differ',
    run: async ({ store, again }) => {
      const drafts = samples(3)
      const first = right(await store.append(A, noStream, drafts)())
      assert.equal(first.repeated, false)
      // The very same bytes may count as either.
      const { repeated: _, ...same } = right(await store.append(A, noStream, drafts)())
      assert.deepEqual({ ...same, repeated: false }, first)
      const more = samples(2)
      const second = right(await store.append(A, after(first), more)())
      right(await store.append(A, after(second), samples(1))())
      const other = await again()
      const anew = NEA.map((draft: SealedDraft) => ({ ...draft, sealed: new Uint8Array([1]) }))
      assert.deepEqual(right(await other.append(A, noStream, anew(drafts))()), { ...first, repeated: true })
      assert.deepEqual(right(await store.append(A, after(first), anew(more))()), { ...second, repeated: true })
      assert.equal(right(await store.read(A)()).length, 6)
    },
  },
  {
    name: 'a partial match is a conflict',
    run: async ({ store }) => {
      const [a, b, c] = [sample(), sample(), sample()]
      const first = right(await store.append(A, noStream, [a, b])())
      const tries: ReadonlyArray<AppendRequest> = [
        { stream: A, expected: noStream, drafts: [a, c] },
        { stream: A, expected: noStream, drafts: [b, a] },
        { stream: A, expected: noStream, drafts: [a, b, c] },
        { stream: A, expected: noStream, drafts: [b] },
        { stream: A, expected: { tag: 'at', revision: 0, hash: WRONG_HASH }, drafts: [b] },
      ]
      for (const { stream, expected, drafts } of tries)
        assert.deepEqual(left(await store.append(stream, expected, drafts)()), { tag: 'Conflict', stream: A, actual: after(first) })
      assert.deepEqual(ids(right(await store.read(A)())), ids([a, b]))
    },
  },
  {
    name: 'what is written is read, to the byte',
    run: async ({ store }) => {
      const sealed = new Uint8Array(Array.from({ length: 256 }, (_, i) => i))
      const drafts = [sample({ sealed }), sample({ data: {} }), sample({ sealed: new Uint8Array(0) })] as const
      const { agency, ground, source, correlationId, causationId } = drafts[0].meta
      const appended = right(await store.append(A, noStream, [...drafts])())
      const events = right(await store.read(A)())
      assert.deepEqual(
        events.map(({ id, type, schema, data }) => ({ id, type, schema, data })),
        drafts.map(({ id, type, schema, data }) => ({ id, type, schema, data })),
      )
      assert.deepEqual(
        events.map((event) => (event.sealed === null ? null : [...event.sealed])),
        [[...sealed], null, []],
      )
      assert.deepEqual(events[0]?.meta, {
        agency,
        ground,
        source,
        correlationId,
        causationId,
        recordedAt: appended.recordedAt,
        previousHash: null,
        hash: events[1]?.meta.previousHash,
      })
      assert.equal(events[2]?.meta.hash, appended.hash)
    },
  },
  {
    name: 'revisions are dense, positions ascend, and recordedAt never goes back',
    run: async ({ store, setClock }) => {
      setClock(2_000_000_000_000)
      const first = right(await store.append(A, noStream, samples(3))())
      setClock(1_000_000_000_000)
      const second = right(await store.append(B, noStream, samples(1))())
      setClock(2_000_000_000_001)
      const third = right(await store.append(A, after(first), samples(2))())
      assert.deepEqual(
        [first, second, third].map(({ recordedAt }) => Date.parse(recordedAt) - 2_000_000_000_000),
        [0, 0, 1],
      )
      const log = await collect(store.readAll(LOG_START))
      assert.deepEqual(
        log.map(({ stream, revision }) => [stream, revision]),
        [
          [A, 0],
          [A, 1],
          [A, 2],
          [B, 0],
          [A, 3],
          [A, 4],
        ],
      )
      assert.ok(log.every(({ position }, i) => position > (log[i - 1]?.position ?? 0)))
      assert.equal(right(await store.head()()), log.at(-1)?.position)
    },
  },
  {
    name: 'of many that append to one end, through any handle, one wins',
    run: async ({ store, again }) => {
      const other = await again()
      let end: Expected = noStream
      for (let round = 0; round < 5; round += 1) {
        const results = await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? store : other).append(A, end, samples(2))()))
        const won = results.filter(E.isRight)
        assert.equal(won.length, 1)
        assert.ok(results.filter(E.isLeft).every((result) => result.left.tag === 'Conflict'))
        end = won[0] === undefined ? noStream : after(won[0].right)
      }
      assert.equal(right(await store.read(A)()).length, 10)
    },
  },
  {
    name: 'of many appends in one call, each has its own result, in order',
    run: async ({ store }) => {
      const taken = right(await store.append(A, noStream, samples(1))())
      const huge = sample({ data: { text: 'x'.repeat(MAX_EVENT_BYTES) } })
      const drafts = samples(2)
      const results = await store.appendMany([
        { stream: B, expected: noStream, drafts },
        { stream: A, expected: noStream, drafts: samples(1) },
        { stream: careerNo(3), expected: noStream, drafts: [huge] },
        { stream: B, expected: noStream, drafts },
        { stream: A, expected: after(taken), drafts: samples(1) },
      ])()
      assert.deepEqual(
        results.map((result) => (E.isRight(result) ? result.right.revision : result.left.tag)),
        [1, 'Conflict', 'TooLarge', 1, 1],
      )
      assert.deepEqual(await store.appendMany([])(), [])
      assert.equal((await collect(store.readAll(LOG_START))).length, 4)
    },
  },
  {
    name: 'an event above the limit is refused, one at the limit is not, and an append stands whole or not at all',
    run: async ({ store }) => {
      const above = left(await store.append(A, noStream, [sample(), sample({ sealed: new Uint8Array(MAX_EVENT_BYTES) })])())
      assert.ok(above.tag === 'TooLarge' && above.limit === MAX_EVENT_BYTES && above.bytes > MAX_EVENT_BYTES && above.stream === A)
      assert.deepEqual(right(await store.read(A)()), [])
      right(await store.append(A, noStream, [sample({ sealed: new Uint8Array(MAX_EVENT_BYTES - 2000) })])())
    },
  },
  {
    name: 'text that has no canonical form, and a name that is none, are refused; nothing is written',
    run: async ({ store }) => {
      for (const data of [{ a: '\ud800' }, { '\udc00': 1 }, { a: Number.NaN }, { a: Number.POSITIVE_INFINITY }, { a: { b: ['x\udfff'] } }])
        assert.equal(left(await store.append(A, noStream, [sample(), sample({ data })])()).tag, 'Corrupt')
      const names: ReadonlyArray<string> = ['', 'career-', 'Career-1', 'career-É', 'other-1', `career-${'a'.repeat(65)}`, "career-a'; --"]
      for (const name of names) assert.equal(left(await store.append(unsafeName(name), noStream, samples(1))()).tag, 'Corrupt')
      assert.equal(right(await store.head()()), LOG_START)
    },
  },
  {
    name: 'the chain of every stream can be recomputed, and shows what was altered, removed or inserted',
    run: async ({ store }) => {
      await fill(store, 4, 3)
      for (let n = 0; n < 4; n += 1) {
        const events = right(await store.read(careerNo(n))())
        const [first, second, third] = events
        assert.ok(first !== undefined && second !== undefined && third !== undefined)
        assert.deepEqual(right(verifyChain(events)), { tag: 'at', revision: 2, hash: third.meta.hash })
        const altered = { ...second, data: { ...second.data, z: 'other' } }
        assert.equal(left(verifyChain([first, altered, third])).position, second.position)
        assert.equal(left(verifyChain([first, { ...second, sealed: new Uint8Array([1]) }, third])).position, second.position)
        assert.equal(left(verifyChain([first, third])).position, third.position)
        assert.equal(left(verifyChain([second, third])).position, second.position)
        assert.equal(left(verifyChain([first, second, second, third])).position, second.position)
        assert.ok(E.isRight(verifyChain([second, third], { tag: 'at', revision: 0, hash: first.meta.hash })))
      }
    },
  },
  {
    name: 'closing finishes what was begun, and calls after it answer Unavailable',
    run: async ({ store, again }) => {
      const other = await again()
      const begun = Array.from({ length: 20 }, (_, n) => other.append(careerNo(n), noStream, samples(1))())
      await other.close()
      for (const result of await Promise.all(begun)) right(result)
      assert.equal(left(await other.append(careerNo(30), noStream, samples(1))()).tag, 'Unavailable')
      assert.equal(left(await other.read(A)()).tag, 'Unavailable')
      assert.equal(left(await other.head()()).tag, 'Unavailable')
      assert.equal(left(await other.ends([A])()).tag, 'Unavailable')
      const pages: string[] = []
      for await (const page of other.readAll(LOG_START)) pages.push(E.isLeft(page) ? page.left.tag : 'page')
      assert.deepEqual(pages, ['Unavailable'])
      await other.close()
      if (store !== other) assert.equal((await collect(store.readAll(LOG_START))).length, 20)
    },
  },
]

/** A name that its type would refuse: the adapter must too. */
function unsafeName(name: string): StreamName {
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- what JSON gives has no type, which is the point
  const read: { readonly name: StreamName } = JSON.parse(JSON.stringify({ name }))
  return read.name
}
