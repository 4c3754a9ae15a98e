/** What a store of read models promises of commits and of what they leave. */
import { ok, deepStrictEqual as same } from 'node:assert'
import { type CareerId, careerStream, LOG_START } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import { PEOPLE, positionOf, type ViewStore } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import { WORLD } from '../arbitraries/log.js'
import type { Case } from './Case.js'
import {
  AGENCY,
  at,
  begun,
  commitOf,
  first,
  inPartition,
  marked,
  marking,
  ONE,
  OTHER,
  promise,
  right,
  sumOf,
  TWO,
} from './viewStoreWorld.js'

export const COMMITTING: ReadonlyArray<Case<ViewStore>> = [
  promise('commits on the document as read, and only then', async (store) => {
    const generation = await begun(store)
    const delta = { view: 0, agency: AGENCY, sums: new Map([['k', [1, 2]]]) }
    same(await right(store.commit(generation, [commitOf(ONE, 0, { deltas: [delta] })])), ['done'])
    same(await right(store.commit(generation, [commitOf(ONE, 0, { deltas: [delta] })])), ['moved'])
    const was = { revision: 0, catalogue: LOG_START }
    const stale = commitOf(ONE, 2, { was: { revision: 1, catalogue: LOG_START }, deltas: [delta] })
    const next = commitOf(ONE, 1, { was, deltas: [delta] })
    same(await right(store.commit(generation, [stale, next])), ['moved', 'done'])
    same(await sumOf(store, generation), [['k', [2, 4]]])
  }),
  promise('commits at the catalogue position as read, and only then', async (store) => {
    const generation = await begun(store)
    await right(store.mark(generation, marking(0, 8, { catalogue: at(8) })))
    same(await right(store.commit(generation, [commitOf(ONE, 0)])), ['moved'])
    same(await right(store.commit(generation, [commitOf(ONE, 0, { catalogue: at(8) })])), ['done'])
    const was = { revision: 0, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was, catalogue: at(8) })])), ['moved'])
  }),
  promise('clears a mark only if its revision and catalogue position are reached', async (store) => {
    const generation = await begun(store)
    await right(store.mark(generation, marking(0, 9, { careers: [marked(ONE, 2, 3), marked(TWO, 0, 4)] })))
    same(await right(store.commit(generation, [commitOf(ONE, 1), commitOf(TWO, 0)])), ['done', 'done'])
    same(
      (await right(store.marks(generation, 0, 9))).map(({ career }) => career),
      [ONE],
    )
    same(await right(store.commit(generation, [commitOf(ONE, 2, { was: { revision: 1, catalogue: LOG_START } })])), ['done'])
    same((await right(store.status(generation))).firstOpen, null)
  }),
  promise('keeps a mark for the catalogue by a commit that did not measure for it, and sets it anew', async (store) => {
    const generation = await begun(store)
    const renamed = (n: number) => ({ renamed: [{ name: 'a', first: at(n), last: at(n) }], catalogue: at(n) })
    same(await right(store.commit(generation, [commitOf(ONE, 0, { names: ['a'] })])), ['done'])
    await right(store.mark(generation, marking(0, 8, renamed(8))))
    const was = { revision: 0, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was, catalogue: at(8), measured: LOG_START })])), ['done'])
    same(await right(store.marks(generation, 0, 9)), [{ ...marked(ONE, -1, 8), catalogue: at(8) }])
    const then = { revision: 1, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was: then, catalogue: at(8) })])), ['done'])
    same((await right(store.status(generation))).dirty, 0)
    same(first(await right(store.load(generation, [ONE]))).catalogue, at(8))
    await right(store.mark(generation, marking(8, 9, renamed(9))))
    same((await right(store.status(generation))).dirty, 1)
  }),
  promise('advances: commits, then marks what the commits did not bring in, and says what is open', async (store) => {
    const generation = await begun(store)
    const page = marking(0, 9, { careers: [marked(ONE, 0, 3), marked(TWO, 1, 4)] })
    const delta = { view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }
    const commits = [commitOf(ONE, 0, { deltas: [delta] }), commitOf(TWO, 0, { deltas: [delta] })]
    same(await right(store.advance(generation, commits, page)), { committed: ['done', 'done'], marked: true, firstOpen: at(4) })
    const status = await right(store.status(generation))
    same([status.checkpoint, status.dirty, status.firstOpen], [at(9), 1, at(4)])
    same(await right(store.marks(generation, 0, 9)), [marked(TWO, 1, 4)])
    same(await sumOf(store, generation), [['k', [2]]])
    const was = { revision: 0, catalogue: LOG_START }
    const rest = await right(store.advance(generation, [commitOf(TWO, 1, { was })], marking(9, 11)))
    same(rest, { committed: ['done'], marked: true, firstOpen: null })
  }),
  promise('advances with each commit on its own condition, also where the page could not be marked', async (store) => {
    const generation = await begun(store)
    await right(store.mark(generation, marking(0, 8, { careers: [marked(ONE, 0, 8)] })))
    const delta = { view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }
    const was = { revision: 5, catalogue: LOG_START }
    const commits = [commitOf(ONE, 0, { deltas: [delta] }), commitOf(TWO, 6, { was, deltas: [delta] })]
    const late = await right(store.advance(generation, commits, marking(0, 7, { careers: [marked(TWO, 6, 7)] })))
    same(late, { committed: ['done', 'moved'], marked: false, firstOpen: null })
    same((await right(store.status(generation))).checkpoint, at(8))
    same(await sumOf(store, generation), [['k', [1]]])
    await right(store.drop(generation))
    same(await store.advance(generation, commits, marking(8, 9))(), E.left({ tag: 'GenerationGone', generation }))
  }),
  promise('advances at the catalogue position as read, and marks with facts of reference', async (store) => {
    const generation = await begun(store)
    const references = [{ position: at(2), agency: AGENCY, entry: 'e' }]
    same(await right(store.commit(generation, [commitOf(TWO, 0, { names: ['a'] })])), ['done'])
    const renamed = [{ name: 'a', first: at(2), last: at(2) }]
    const page = marking(0, 3, { careers: [marked(ONE, 0, 3)], references, renamed, catalogue: at(2) })
    same(await right(store.advance(generation, [commitOf(ONE, 0)], page)), { committed: ['done'], marked: true, firstOpen: at(2) })
    const status = await right(store.status(generation))
    same([status.dirty, status.catalogue], [1, at(2)])
    same((await right(store.references(generation, LOG_START))).entries, references)
    const was = { revision: 0, catalogue: LOG_START }
    const stale = await right(store.advance(generation, [commitOf(ONE, 1, { was })], marking(3, 4, { careers: [marked(ONE, 1, 4)] })))
    same(stale, { committed: ['moved'], marked: true, firstOpen: at(2) })
    same((await right(store.status(generation))).dirty, 2)
  }),
  promise('refuses who held a partition before another took it over, and only there', async (store) => {
    const generation = await begun(store)
    const partition = inPartition(ONE)
    const before = await right(store.claim(generation, partition))
    const now = await right(store.claim(generation, partition))
    ok(now > before)
    const delta = { view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }
    const held = (epoch: number | null, career: CareerId = ONE) => commitOf(career, 0, { epoch, deltas: [delta] })
    same(await right(store.commit(generation, [held(before)])), ['taken over'])
    same(await right(store.load(generation, [ONE])), [])
    same(await sumOf(store, generation), [])
    // Who is refused for two reasons is told of the one that ends its work.
    same(await right(store.commit(generation, [{ ...held(before), catalogue: at(5) }])), ['taken over'])
    same(await right(store.commit(generation, [held(now)])), ['done'])
    const was = { revision: 0, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was })])), ['done'])
    const elsewhere = first(WORLD.people.filter((person) => inPartition(person) !== partition))
    const own = await right(store.claim(generation, inPartition(elsewhere)))
    same(await right(store.commit(generation, [held(own, elsewhere)])), ['done'])
  }),
  promise('keeps a snapshot until a commit brings another', async (store) => {
    const generation = await begun(store)
    const was = { revision: 0, catalogue: LOG_START }
    await right(store.commit(generation, [commitOf(ONE, 0, { snapshot: '["s"]', tail: '[]' })]))
    await right(store.commit(generation, [commitOf(ONE, 1, { was, tail: '["t"]' })]))
    const [document] = await right(store.load(generation, [TWO, ONE]))
    same(document, { career: ONE, revision: 1, catalogue: LOG_START, snapshot: '["s"]', tail: '["t"]', measures: '[]' })
    const pages = await right(store.documents(generation, inPartition(ONE), null, 5))
    same(pages, [document])
    same(await right(store.documents(generation, inPartition(ONE), ONE, 5)), [])
  }),
  promise('adds deltas as a group: what comes to nothing is not kept', async (store) => {
    const generation = await begun(store)
    const sums = new Map([['k', [1, -2]]])
    const deltas = [{ view: 0, agency: AGENCY, sums }]
    const person = [{ view: PEOPLE, agency: AGENCY, sums: new Map([['', [1]]]) }]
    await right(store.commit(generation, [commitOf(ONE, 0, { deltas: [...deltas, ...person] }), commitOf(TWO, 0, { deltas })]))
    same(await sumOf(store, generation), [['k', [2, -4]]])
    same((await right(store.sums(generation, [0], AGENCY))).people, 1)
    same(await sumOf(store, generation, 0, OTHER), [])
    const back = [{ view: 0, agency: AGENCY, sums: Sums.inverse(sums) }]
    const was = { revision: 0, catalogue: LOG_START }
    await right(store.commit(generation, [commitOf(ONE, 1, { was, deltas: back }), commitOf(TWO, 1, { was, deltas: back })]))
    same(await sumOf(store, generation), [])
  }),
  promise('parks a stream with a commit, clears what was seen of it, and releases it with a commit that reads on', async (store) => {
    const generation = await begun(store)
    const stream = careerStream(ONE)
    const parked = { stream, revision: 2, position: at(6), reason: 'no event type "Later"' }
    await right(store.mark(generation, marking(0, 9, { careers: [marked(ONE, 4, 3), marked(TWO, 0, 9)] })))
    same(await right(store.parked(generation)), [])
    same(await right(store.commit(generation, [commitOf(ONE, 1, { seen: 4, parked }), commitOf(TWO, 0)])), ['done', 'done'])
    same(await right(store.parked(generation)), [parked])
    const status = await right(store.status(generation))
    same([status.dirty, status.firstOpen, status.parked, positionOf(status)], [0, null, 1, at(9)])
    // What comes later is marked as ever: only its reader knows that it waits.
    await right(store.mark(generation, marking(9, 11, { careers: [marked(ONE, 5, 11)] })))
    same((await right(store.status(generation))).dirty, 1)
    const was = { revision: 1, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was, seen: 4, parked })])), ['done'])
    same((await right(store.status(generation))).dirty, 1)
    same(await right(store.commit(generation, [commitOf(ONE, 5, { was })])), ['done'])
    same(await right(store.parked(generation)), [])
    same((await right(store.status(generation))).dirty, 0)
    same((await right(store.sums(generation, [0], AGENCY))).status.parked, 0)
  }),
  promise('parks a stream of which nothing can be read, without a document', async (store) => {
    const generation = await begun(store)
    const parked = { stream: careerStream(ONE), revision: 0, position: at(3), reason: 'why' }
    await right(store.mark(generation, marking(0, 3, { careers: [marked(ONE, 0, 3)] })))
    const commit = commitOf(ONE, -1, { seen: 0, parked })
    same(await right(store.commit(generation, [commit])), ['done'])
    same(await right(store.commit(generation, [commit])), ['done'])
    same(await right(store.load(generation, [ONE])), [])
    same(await right(store.documents(generation, inPartition(ONE), null, 9)), [])
    same((await right(store.status(generation))).dirty, 0)
    same(await right(store.parked(generation)), [parked])
    same(await right(store.commit(generation, [commitOf(ONE, 0)])), ['done'])
    same(await right(store.parked(generation)), [])
  }),
]
