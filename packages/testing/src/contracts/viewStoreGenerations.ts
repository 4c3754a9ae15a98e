/** What a store of read models promises of generations: how they begin, are swapped in and go. */
import { ok, deepStrictEqual as same } from 'node:assert'
import { PARTITIONS } from '@jejak/core'
import type { ViewStore } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import { WORLD } from '../arbitraries/log.js'
import type { Case } from './Case.js'
import { AGENCY, at, begun, commitOf, DAY, first, inPartition, marked, marking, ONE, promise, right, sumOf } from './viewStoreWorld.js'

export const GENERATIONS: ReadonlyArray<Case<ViewStore>> = [
  promise('numbers generations upwards and never gives a number twice', async (store) => {
    const one = await begun(store)
    await right(store.drop(one))
    const two = await begun(store)
    ok(two > one)
    same(
      (await right(store.generations())).map(({ number, state }) => [number, state]),
      [[two, 'building']],
    )
  }),
  promise('is of the log that was named first, whatever comes and goes', async (store) => {
    same(await right(store.claimLog(null)), null)
    same(await right(store.claimLog('one')), 'one')
    same(await right(store.claimLog(null)), 'one')
    same(await right(store.claimLog('other')), 'one')
    await right(store.drop(await begun(store)))
    same(await right(store.claimLog('other')), 'one')
  }),
  promise('remembers the last event a generation was told of, by its place and hash, whoever told it', async (store) => {
    const reached = async () => (await right(store.generations())).map((each) => [each.reached.position, each.reached.hash])
    const generation = await begun(store, 3)
    same(await reached(), [[at(3), 'h3']])
    await right(store.mark(generation, marking(3, 5)))
    same(await reached(), [[at(5), 'h5']])
    await right(store.advance(generation, [], marking(5, 6)))
    same(await reached(), [[at(6), 'h6']])
    same(await right(store.mark(generation, marking(3, 5))), false)
    same(await reached(), [[at(6), 'h6']])
    await begun(store)
    same((await reached()).length, 2)
  }),
  promise('is of another log when it is told so, and then holds nothing of the one before', async (store) => {
    const [one, two] = [await begun(store), await begun(store, 4)]
    await right(store.claimLog('one'))
    await right(store.publish(one, null, 'then'))
    same(await right(store.renewLog('other')), 2)
    same(await right(store.generations()), [])
    same(await right(store.claimLog('one')), 'other')
    same(await store.status(two)(), E.left({ tag: 'GenerationGone', generation: two }))
    ok((await begun(store)) > two)
    same(await right(store.renewLog(null)), 1)
    same(await right(store.claimLog(null)), null)
    same(await right(store.renewLog(null)), 0)
  }),
  promise('answers GenerationGone for one that is not there, and writes nothing', async (store) => {
    const gone = await begun(store)
    await right(store.drop(gone))
    const left = E.left({ tag: 'GenerationGone', generation: gone })
    same(await store.status(gone)(), left)
    same(await store.mark(gone, marking(0, 1))(), left)
    same(await store.commit(gone, [commitOf(ONE, 0)])(), left)
    same(await store.load(gone, [ONE])(), left)
    same(await store.publish(gone, null, '')(), left)
    await right(store.drop(gone))
  }),
  promise('puts a generation out of use in favour of one that is not behind, and back', async (store) => {
    const states = async () => (await right(store.generations())).map(({ number, state }) => [number, state])
    const older = await begun(store, 3)
    same(await right(store.publish(older, null, 'then')), true)
    const newer = await begun(store, 5)
    same(await right(store.publish(newer, older, 'now')), true)
    same(await right(store.retire(newer, older)), false)
    await right(store.mark(older, marking(3, 5)))
    same(await right(store.retire(newer, older)), true)
    same(await states(), [
      [newer, 'retired'],
      [older, 'live'],
    ])
    same(await right(store.publish(newer, older, 'again')), true)
    same(await states(), [
      [newer, 'live'],
      [older, 'live'],
    ])
    same(await store.retire(newer, newer + 1)(), E.left({ tag: 'GenerationGone', generation: newer + 1 }))
  }),
  promise('remembers what a generation was made for, and up to where its parts hold the log', async (store) => {
    await right(store.begin({ definitions: 'defs', day: DAY, now: 8, upTo: at(9), hash: 'h9' }))
    same(
      (await right(store.generations())).map(({ definitions, day, upTo, heartbeat, builtAt }) => [
        definitions,
        day,
        upTo,
        heartbeat,
        builtAt,
      ]),
      [['defs', DAY, at(9), 8, '']],
    )
  }),
  promise('swaps a generation in only if it is not behind the one it replaces', async (store) => {
    const live = await begun(store)
    same(await right(store.publish(live, null, 'then')), true)
    await right(store.mark(live, marking(0, 6)))
    const next = await begun(store, 4)
    same(await right(store.publish(next, live, 'now')), false)
    same(first(await right(store.generations())).state, 'building')
    await right(store.mark(next, marking(4, 6, { careers: [marked(ONE, 0, 5)] })))
    same(await right(store.publish(next, live, 'now')), false)
    await right(store.commit(next, [commitOf(ONE, 0)]))
    same(await right(store.publish(next, live, 'now')), true)
    same(
      (await right(store.generations())).map(({ number, state, builtAt }) => [number, state, builtAt]),
      [
        [next, 'live', 'now'],
        [live, 'live', 'then'],
      ],
    )
  }),
  promise('drops one generation and leaves the others whole', async (store) => {
    const deltas = [{ view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }]
    const whole = commitOf(ONE, 0, { deltas, names: ['a'], snapshot: '[]', rows: [{ view: 1, agency: AGENCY, row: '{}' }] })
    const one = await begun(store)
    const two = await begun(store)
    for (const generation of [one, two]) await right(store.commit(generation, [whole]))
    await right(store.drop(one))
    same(await sumOf(store, two), [['k', [1]]])
    same((await right(store.load(two, [ONE]))).length, 1)
    same((await right(store.rows(two, 1, AGENCY))).rows.length, 1)
    await right(store.mark(two, marking(0, 2, { renamed: [{ name: 'a', first: at(2), last: at(2) }], catalogue: at(2) })))
    same((await right(store.status(two))).dirty, 1)
  }),
  promise('has as many partitions as the core says', async (store) => {
    const generation = await begun(store)
    ok(WORLD.people.every((person) => inPartition(person) < PARTITIONS))
    for (let partition = 0; partition < PARTITIONS; partition++) same(await right(store.documents(generation, partition, null, 1)), [])
  }),
]
