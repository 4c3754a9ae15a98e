/** What a store of read models promises whoever reads figures. */
import { deepStrictEqual as same } from 'node:assert'
import { type AgencyCode, LOG_START } from '@jejak/core'
import type { ViewStore } from '@jejak/projection'
import type { Case } from './Case.js'
import { AGENCY, at, begun, commitOf, first, marking, ONE, OTHER, promise, right, TWO } from './viewStoreWorld.js'

export const READING: ReadonlyArray<Case<ViewStore>> = [
  promise('answers figures that later commits do not change', async (store) => {
    const generation = await begun(store)
    const deltas = [{ view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }]
    await right(store.commit(generation, [commitOf(ONE, 0, { deltas })]))
    const before = await right(store.sums(generation, [0], AGENCY))
    await right(store.commit(generation, [commitOf(TWO, 0, { deltas })]))
    same([...first(before.sums)], [['k', [1]]])
  }),
  promise('keeps a row for each person of a table, until it is taken away', async (store) => {
    const generation = await begun(store)
    const row = (text: string | null) => [{ view: 3, agency: AGENCY, row: text }]
    await right(store.commit(generation, [commitOf(ONE, 0, { rows: row('{"a":1}') }), commitOf(TWO, 0, { rows: row('{}') })]))
    const was = { revision: 0, catalogue: LOG_START }
    await right(store.commit(generation, [commitOf(ONE, 1, { was, rows: row('{"a":2}') }), commitOf(TWO, 1, { was, rows: row(null) })]))
    same((await right(store.rows(generation, 3, AGENCY))).rows, [{ career: ONE, row: '{"a":2}' }])
    same((await right(store.rows(generation, 2, AGENCY))).rows, [])
  }),
  promise('keeps reference facts in the order of the log, each once, and names agencies', async (store) => {
    const generation = await begun(store)
    const fact = (n: number, agency: AgencyCode) => ({ position: at(n), agency, entry: `[${n}]` })
    await right(store.writeReferences(generation, { references: [fact(1, AGENCY), fact(2, OTHER)], catalogue: at(2), parked: [] }, 5))
    await right(store.mark(generation, marking(0, 3, { references: [fact(3, AGENCY), fact(2, OTHER)], catalogue: at(3) })))
    same(await right(store.references(generation, at(1))), { entries: [fact(2, OTHER), fact(3, AGENCY)], catalogue: at(3) })
    same(await right(store.agencies(generation)), [...new Set([AGENCY, OTHER])].sort())
  }),
]
