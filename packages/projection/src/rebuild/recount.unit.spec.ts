/** A recount of live read models: what was altered is found and named, what only moves is not. */
import { LOG_START, lastDayOfYear } from '@jejak/core'
import { arbitraryLog, growingLog, testViews } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { get } from '../live/laws.spec.js'
import { openReadModels } from '../openReadModels.js'
import type { Contents } from '../store/BuildingStore.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import type { StoredDocument } from '../store/ReadingStore.js'
import type { ViewStore } from '../store/ViewStore.js'
import { unsafeBrand } from '../unsafe.js'

const DAY = lastDayOfYear(2023)
const [LOG = []] = fc.sample(
  arbitraryLog({ maxSteps: 80 }).filter(({ length }) => length > 40),
  { seed: 9, numRuns: 1 },
)

const open = async (views: ViewStore, length = LOG.length) => {
  const growing = growingLog(LOG)
  growing.growTo(length)
  const models = await get(openReadModels({ events: growing.events, views, standing: testViews, today: () => DAY }))
  await get(models.catchUp())
  return { growing, models }
}

/** A store whose documents or contents read otherwise than they were written. */
const altered = (
  store: ViewStore,
  documents: (found: ReadonlyArray<StoredDocument>) => ReadonlyArray<StoredDocument>,
  contents: (found: Contents) => Contents = (found) => found,
): ViewStore => ({
  ...store,
  documents:
    (...args) =>
    async () =>
      E.map(documents)(await store.documents(...args)()),
  contents:
    (...args) =>
    async () =>
      E.map(contents)(await store.contents(...args)()),
})
const same = <A>(found: A): A => found

const ALTERED: ReadonlyArray<readonly [what: string, code: string, store: (store: ViewStore) => ViewStore]> = [
  [
    'a document that lacks its end',
    'Document',
    (store) => altered(store, (all) => all.map((each) => ({ ...each, revision: each.revision - 1 }))),
  ],
  [
    'a document whose text is no text of ours',
    'Document',
    (store) => altered(store, (all) => all.map((each) => ({ ...each, snapshot: '{', tail: '[[' }))),
  ],
  [
    'a document that added otherwise',
    'Document',
    (store) => altered(store, (all) => all.map((each) => ({ ...each, measures: '[[],[]]' }))),
  ],
  ['documents that are gone', 'Document', (store) => altered(store, () => [])],
  [
    'sums that are others',
    'Sums',
    (store) =>
      altered(store, same, ({ sums, rows }) => ({
        rows,
        sums: sums.map((each) => ({ ...each, sums: new Map([...each.sums].map(([key, vector]) => [key, vector.map((n) => n + 1)])) })),
      })),
  ],
  ['sums that are gone', 'Sums', (store) => altered(store, same, ({ rows }) => ({ rows, sums: [] }))],
  [
    'rows that are others',
    'Row',
    (store) => altered(store, same, ({ sums, rows }) => ({ sums, rows: rows.map((each) => ({ ...each, row: '{}' })) })),
  ],
  ['rows that are gone', 'Row', (store) => altered(store, same, ({ sums }) => ({ sums, rows: [] }))],
  [
    'facts of reference that are gone',
    'Reference',
    (store) => ({ ...store, references: () => async () => E.right({ entries: [], catalogue: LOG_START }) }),
  ],
  [
    'streams that are noted as parked and can be read',
    'Parked',
    (store) => ({
      ...store,
      parked: () => async () => E.right([{ stream: unsafeBrand('agency-uji'), revision: 0, position: LOG_START, reason: 'x' }]),
    }),
  ],
]

describe('a recount', () => {
  it.each(ALTERED)('finds %s', async (_, code, alter) => {
    const store = memoryViewStore()
    await open(store)
    const models = await get(openReadModels({ events: growingWhole().events, views: alter(store), standing: testViews, today: () => DAY }))
    const { differences } = await get(models.recount())
    expect(differences.map((each) => each.code)).toContain(code)
  })

  it('finds nothing while others append and bring figures up to date without a pause', async () => {
    const store = memoryViewStore()
    const { growing, models } = await open(store, 10)
    const other = await get(openReadModels({ events: growing.events, views: store, standing: testViews, today: () => DAY }))
    let over = false
    const counting = (async () => {
      while (!over) expect((await get(models.recount())).differences).toEqual([])
    })()
    for (let length = 11; length <= LOG.length; length++) {
      growing.growTo(length)
      await get(other.catchUp())
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    over = true
    await counting
  })

  it('says what it did not count where nobody brings in what waits', async () => {
    const store = memoryViewStore()
    const { growing, models } = await open(store, 10)
    growing.growTo(LOG.length)
    await get(models.dispatch())
    const { differences, moving } = await get(models.recount())
    expect(differences).toEqual([])
    expect(moving).toBeGreaterThan(0)
  }, 60_000)
})

const growingWhole = () => {
  const growing = growingLog(LOG)
  growing.growTo(LOG.length)
  return growing
}
