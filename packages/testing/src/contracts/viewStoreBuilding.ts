/** What a store of read models promises of parts that are built, and of what it shows of a part. */
import { deepStrictEqual as same } from 'node:assert'
import { type AgencyCode, LOG_START, PARTITIONS } from '@jejak/core'
import { PEOPLE, type ViewStore } from '@jejak/projection'
import { WORLD } from '../arbitraries/log.js'
import type { Case } from './Case.js'
import { AGENCY, at, begun, commitOf, first, inPartition, marking, ONE, OTHER, promise, right, sumOf } from './viewStoreWorld.js'

export const BUILDING: ReadonlyArray<Case<ViewStore>> = [
  promise('writes whole partitions of a generation being built, and shows that its builder lives', async (store) => {
    const generation = await begun(store, 9)
    const document = { career: ONE, revision: 3, catalogue: LOG_START, snapshot: '["s"]', tail: '[]', measures: '[]' }
    const part = {
      partition: inPartition(ONE),
      events: 4,
      documents: [{ ...document, names: ['a'], rows: [{ view: 1, agency: AGENCY, row: '{}' }] }],
      sums: [{ view: 0, agency: AGENCY, sums: new Map([['k', [4]]]) }],
      parked: [],
    }
    await right(store.writePart(generation, part, 77))
    same(await right(store.load(generation, [ONE])), [document])
    same(await sumOf(store, generation), [['k', [4]]])
    same((await right(store.rows(generation, 1, AGENCY))).rows, [{ career: ONE, row: '{}' }])
    same(first(await right(store.generations())).heartbeat, 77)
    await right(store.mark(generation, marking(9, 10, { renamed: [{ name: 'a', first: at(10), last: at(10) }], catalogue: at(10) })))
    same((await right(store.status(generation))).dirty, 1)
  }),
  promise('writes a part once, says which are there, and leaves alone what was committed to one since', async (store) => {
    const generation = await begun(store, 9)
    const document = { career: ONE, revision: 3, catalogue: LOG_START, snapshot: '[]', tail: '["a"]', measures: '[]' }
    const partition = inPartition(ONE)
    const sums = [{ view: 0, agency: AGENCY, sums: new Map([['k', [4]]]) }]
    const part = { partition, events: 4, documents: [{ ...document, names: [], rows: [] }], sums, parked: [] }
    same(await right(store.parts(generation)), [])
    await right(store.writePart(generation, part, 2))
    const empty = (partition + 1) % PARTITIONS
    await right(store.writePart(generation, { partition: empty, events: 0, documents: [], sums: [], parked: [] }, 2))
    const there = [
      { partition, events: 4, documents: 1, digest: null },
      { partition: empty, events: 0, documents: 0, digest: null },
    ]
    same(
      await right(store.parts(generation)),
      there.sort((a, b) => a.partition - b.partition),
    )
    await right(store.verified(generation, partition, 'd1'))
    same((await right(store.parts(generation))).find((each) => each.partition === partition)?.digest, 'd1')
    const was = { revision: 3, catalogue: LOG_START }
    const deltas = [{ view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }]
    same(await right(store.commit(generation, [commitOf(ONE, 4, { was, deltas })])), ['done'])
    await right(store.writePart(generation, part, 3))
    same(first(await right(store.load(generation, [ONE]))).revision, 4)
    same(await sumOf(store, generation), [['k', [5]]])
  }),
  promise('gives all sums and rows of a partition, and of no other', async (store) => {
    const generation = await begun(store)
    const sums = (view: number, agency: AgencyCode, n: number) => ({ view, agency, sums: new Map([['k', [n, 0, 1]]]) })
    const people = (agency: AgencyCode) => ({ view: PEOPLE, agency, sums: new Map([['', [1]]]) })
    const elsewhere = first(WORLD.people.filter((person) => inPartition(person) !== inPartition(ONE)))
    const row = { view: 2, agency: AGENCY, row: '{"a":1}' }
    const deltas = [people(AGENCY), people(OTHER), sums(0, AGENCY, 3), sums(1, OTHER, 4)]
    const others = [people(AGENCY), sums(0, AGENCY, 5)]
    await right(
      store.commit(generation, [commitOf(ONE, 0, { deltas, rows: [row] }), commitOf(elsewhere, 0, { deltas: others, rows: [row] })]),
    )
    const own = await right(store.contents(generation, inPartition(ONE)))
    const flat = (all: typeof own.sums) => all.map((each) => JSON.stringify([each.view, each.agency, [...each.sums]])).sort()
    same(flat(own.sums), flat(deltas))
    same(own.rows, [{ view: 2, agency: AGENCY, career: ONE, row: '{"a":1}' }])
    same(flat((await right(store.contents(generation, inPartition(elsewhere)))).sums), flat(others))
  }),
  promise('tells the names by which documents of a partition are found, each once', async (store) => {
    const generation = await begun(store, 0)
    await right(store.commit(generation, [commitOf(ONE, 0, { names: ['a', 'b'] })]))
    const found = async () =>
      [...(await right(store.names(generation, inPartition(ONE))))].map(({ career, name }) => `${career} ${name}`).sort()
    same(await found(), [`${ONE} a`, `${ONE} b`])
  }),
]
