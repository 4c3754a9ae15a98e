/** What a store of read models promises of slots and marks. */
import { deepStrictEqual as same } from 'node:assert'
import { agencyStream, careerStream, LOG_START, type StreamName } from '@jejak/core'
import { positionOf, type ViewStore } from '@jejak/projection'
import { WORLD } from '../arbitraries/log.js'
import type { Case } from './Case.js'
import { AGENCY, at, begun, commitOf, inPartition, marked, marking, ONE, OTHER, promise, right, TWO } from './viewStoreWorld.js'

export const MARKING: ReadonlyArray<Case<ViewStore>> = [
  promise('moves slots by compare-and-set, and marks nothing for who lost', async (store) => {
    const generation = await begun(store, 5)
    same(await right(store.mark(generation, marking(5, 9, { careers: [marked(ONE, 0, 6)] }))), true)
    same(await right(store.mark(generation, marking(5, 8, { careers: [marked(TWO, 0, 7)] }))), false)
    const status = await right(store.status(generation))
    same([status.checkpoint, status.dirty, status.firstOpen], [at(9), 1, at(6)])
    same(positionOf(status), at(5))
  }),
  promise('keeps of a mark the greatest revision and catalogue position and the first open position', async (store) => {
    const generation = await begun(store)
    await right(store.mark(generation, marking(0, 5, { careers: [marked(ONE, 3, 4)] })))
    await right(store.mark(generation, marking(5, 9, { careers: [{ ...marked(ONE, 1, 2), catalogue: at(7) }] })))
    same(await right(store.marks(generation, 0, 10)), [{ ...marked(ONE, 3, 2), catalogue: at(7) }])
  }),
  promise('sets a mark only if the document is behind', async (store) => {
    const generation = await begun(store)
    same(await right(store.commit(generation, [commitOf(ONE, 4)])), ['done'])
    await right(store.mark(generation, marking(0, 5, { careers: [marked(ONE, 4, 3)] })))
    same((await right(store.status(generation))).dirty, 0)
    await right(store.mark(generation, marking(5, 6, { careers: [marked(ONE, 5, 6)] })))
    same((await right(store.status(generation))).dirty, 1)
  }),
  promise('goes round the partitions from where it is asked', async (store) => {
    const generation = await begun(store)
    const careers = WORLD.people.map((person, i) => marked(person, 0, i + 1))
    await right(store.mark(generation, marking(0, 9, { careers })))
    const from = Math.max(...careers.map(({ partition }) => partition))
    const found = await right(store.marks(generation, from, 100))
    same(found[0]?.partition, from)
    same(new Set(found.map(({ career }) => career)), new Set(WORLD.people))
    same((await right(store.marks(generation, 0, 2))).length, 2)
  }),
  promise('marks the careers that hold a changed name, in every partition', async (store) => {
    const generation = await begun(store)
    await right(store.commit(generation, [commitOf(ONE, 0, { names: ['a', 'b'] }), commitOf(TWO, 0, { names: ['b'] })]))
    const renamed = [{ name: 'a', first: at(3), last: at(5) }]
    await right(store.mark(generation, marking(0, 5, { renamed, catalogue: at(5) })))
    same(await right(store.marks(generation, 0, 9)), [{ ...marked(ONE, -1, 3), catalogue: at(5) }])
    await right(store.mark(generation, marking(5, 7, { renamed: [{ name: 'b', first: at(7), last: at(7) }], catalogue: at(7) })))
    same((await right(store.status(generation))).dirty, 2)
  }),
  promise('names the partitions that have marks, and gives the marks of one', async (store) => {
    const generation = await begun(store)
    same(await right(store.dirty(generation)), [])
    const careers = WORLD.people.map((person, i) => marked(person, 0, i + 1))
    await right(store.mark(generation, marking(0, 9, { careers })))
    const dirty = await right(store.dirty(generation))
    same(
      dirty.map(({ partition }) => partition),
      [...new Set(careers.map(({ partition }) => partition))].sort((a, b) => a - b),
    )
    for (const { partition, marks } of dirty) {
      const own = careers.filter((each) => each.partition === partition)
      same(marks, own.length)
      same(new Set(await right(store.marksIn(generation, partition, 100))), new Set(own))
      same((await right(store.marksIn(generation, partition, 1))).length, 1)
    }
  }),
  promise('keeps streams that were parked by a page, by a part and with reference facts', async (store) => {
    const generation = await begun(store)
    const parkedAs = (stream: StreamName, n: number) => ({ stream, revision: n, position: at(n), reason: 'why' })
    const all = [careerStream(ONE), agencyStream(AGENCY), agencyStream(OTHER)].map(parkedAs)
    const [inPart, inPage, inReferences] = all
    if (inPart === undefined || inPage === undefined || inReferences === undefined) throw new Error('three streams')
    await right(store.writeReferences(generation, { references: [], catalogue: LOG_START, parked: [inReferences] }, 1))
    const part = { partition: inPartition(ONE), events: 0, documents: [], sums: [], parked: [inPart] }
    await right(store.writePart(generation, part, 1))
    await right(store.mark(generation, marking(0, 2, { parked: [inPage] })))
    same(
      await right(store.parked(generation)),
      all.sort((a, b) => (a.stream < b.stream ? -1 : 1)),
    )
    same((await right(store.status(generation))).parked, 3)
    await right(store.drop(generation))
    same(await right(store.parked(await begun(store))), [])
  }),
]
