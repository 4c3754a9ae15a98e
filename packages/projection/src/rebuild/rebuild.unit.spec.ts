/** What a rebuild promises: counted twice, planned without writing, put back when asked. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { careerOf, lastDayOfYear } from '@jejak/core'
import { arbitraryLog, growingLog, testViews } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { pack, unpack } from '../document/pack.js'
import { expectAll, get } from '../live/laws.spec.js'
import { openReadModels } from '../openReadModels.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import { openSqliteViewStore } from '../store/sqlite/openSqliteViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'
import { Digest } from './Digest.js'

const DAY = lastDayOfYear(2023)
const [LOG = []] = fc.sample(
  arbitraryLog({ maxSteps: 80 }).filter(({ length }) => length > 40),
  { seed: 9, numRuns: 1 },
)

const open = async (views: ViewStore, length = LOG.length) => {
  const growing = growingLog(LOG)
  growing.growTo(length)
  return { growing, models: await get(openReadModels({ events: growing.events, views, standing: testViews, today: () => DAY })) }
}

describe('a digest', () => {
  it('does not depend on order or grouping, and tells bags apart', () =>
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), fc.string(), (some, others, more) => {
        const [whole, split, part, bigger] = [new Digest(), new Digest(), new Digest(), new Digest()]
        for (const item of [...some, ...others]) whole.add(item)
        for (const item of [...others].reverse()) split.add(item)
        for (const item of some) part.add(item)
        split.addDigest(part.text())
        expect(split.text()).toBe(whole.text())
        for (const item of [more, ...some, ...others]) bigger.add(item)
        expect(bigger.text()).not.toBe(whole.text())
      }),
    ))
})

/** Stores that lose or change something on its way in. */
const faulty: ReadonlyArray<readonly [string, (store: ViewStore) => ViewStore]> = [
  [
    'loses a sum',
    (store) => ({
      ...store,
      writePart: (generation, part, now) => store.writePart(generation, { ...part, sums: part.sums.slice(1) }, now),
    }),
  ],
  [
    'loses a document',
    (store) => ({
      ...store,
      writePart: (generation, part, now) => store.writePart(generation, { ...part, documents: part.documents.slice(1) }, now),
    }),
  ],
  [
    'loses the last entry of a document',
    (store) => ({
      ...store,
      writePart: (generation, part, now) => {
        const documents = part.documents.map((each) => ({ ...each, snapshot: pack(unpack(each.snapshot).slice(0, -1)) }))
        return store.writePart(generation, { ...part, documents }, now)
      },
    }),
  ],
  [
    'changes what was added for a document',
    (store) => ({
      ...store,
      writePart: (generation, part, now) =>
        store.writePart(generation, { ...part, documents: part.documents.map((each) => ({ ...each, measures: '[[],[]]' })) }, now),
    }),
  ],
  [
    'changes a row',
    (store) => ({
      ...store,
      writePart: (generation, part, now) => {
        const documents = part.documents.map((each) => ({ ...each, rows: each.rows.map((row) => ({ ...row, row: '{}' })) }))
        return store.writePart(generation, { ...part, documents }, now)
      },
    }),
  ],
]

describe('a rebuild', () => {
  it.each(faulty)('by a store that %s is not put to use, and the live figures stay', async (_, spoil) => {
    const store = memoryViewStore()
    const { models } = await open(store)
    await get(models.catchUp())
    const spoilt = (await open(spoil(store))).models
    expect(await spoilt.rebuild()()).toMatchObject(E.left({ tag: 'Unequal' }))
    expect((await get(store.generations())).map(({ number, state }) => [number, state])).toEqual([[1, 'live']])
    await expectAll(models, LOG)
  })

  it.each(faulty)('in pieces by a store that %s is taken away, and the next one begins anew', async (_, spoil) => {
    const store = memoryViewStore()
    const spoilt = (await open(spoil(store))).models
    const { generation, parts } = await get(spoilt.beginRebuild())
    const tags = new Set<string>()
    for (const partition of parts) {
      const built = await spoilt.buildPart(generation, partition)()
      tags.add(E.isLeft(built) ? built.left.tag : built.right.tag)
    }
    expect(tags).toEqual(new Set(['Built', 'Unequal', 'Gone']))
    const { models } = await open(store)
    expect(await get(models.rebuild())).toMatchObject({ generation: generation + 1, found: 0 })
    await expectAll(models, LOG)
  })

  it('has the same digest on every store', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'jejak-rebuild-'))
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
    const sqlite = await get(openSqliteViewStore(join(dir, 'views.db')))
    const digests = new Set<string>()
    for (const store of [memoryViewStore(), sqlite]) digests.add((await get((await open(store)).models.rebuild())).digest)
    expect(digests.size).toBe(1)
    // A digest is of careers: the last event of one is left out, and what follows it.
    const last = LOG.findLastIndex(({ stream }) => careerOf(stream) !== null)
    const shorter = await open(memoryViewStore(), last)
    expect(digests).not.toContain((await get(shorter.models.rebuild())).digest)
  })

  it('is counted beforehand without a trace', async () => {
    const store = memoryViewStore()
    const { models } = await open(store)
    const plan = await get(models.planRebuild())
    expect(await get(store.generations())).toEqual([])
    const { events, documents } = await get(models.rebuild())
    expect(plan).toMatchObject({ events, documents, exact: true, found: 0 })
    expect(plan.seconds).toBeGreaterThan(0)
  })
})

describe('the read models before a rebuild', () => {
  it('are put back to use, up to date, and taken back again', async () => {
    const store = memoryViewStore()
    const { growing, models } = await open(store, LOG.length - 20)
    await get(models.catchUp())
    expect(await get(models.rollBack())).toEqual({ tag: 'NothingKept' })
    await get(models.rebuild())
    growing.growTo(LOG.length - 10)
    await get(models.catchUp())
    expect(await get(models.rollBack())).toEqual({ tag: 'Swapped', generation: 1, instead: 2 })
    expect(await get(models.health())).toMatchObject({ generation: 1 })
    await expectAll(models, LOG.slice(0, LOG.length - 10))
    growing.growTo(LOG.length)
    await get(models.catchUp())
    expect(await get(models.rollBack())).toEqual({ tag: 'Swapped', generation: 2, instead: 1 })
    await expectAll(models, LOG)
    // The next rebuild keeps the one it replaces, and no other.
    await get(models.rebuild())
    expect((await get(store.generations())).map(({ number }) => number)).toEqual([3, 2])
  })
})
