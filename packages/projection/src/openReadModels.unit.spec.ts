/** What the engine does besides adding up: generations, days, faults, following. */
import { addDays, careerOf, LOG_START, type LocalDate, lastDayOfYear, type RecordedEvent } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import { arbitraryLog, expectedFigure, type GrowingLog, growingLog, testViews, WORLD } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import { openReadModels } from './openReadModels.js'
import type { ReadModels } from './ReadModels.js'
import { memoryViewStore } from './store/memory/memoryViewStore.js'
import type { ViewStore } from './store/ViewStore.js'

const DAY = lastDayOfYear(2023)
const AGENCIES = WORLD.agencies.slice(0, 1)
const [SOME = []] = fc.sample(
  arbitraryLog({ maxSteps: 80, agencies: AGENCIES }).filter(({ length }) => length > 30),
  { seed: 7, numRuns: 1 },
)

const get = async <L, A>(task: TaskEither<L, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

interface Opening {
  readonly store?: ViewStore
  readonly today?: () => LocalDate
  readonly standing?: (today: LocalDate) => ReadonlyArray<View>
}
const open = (growing: GrowingLog, { store = memoryViewStore(), today = () => DAY, standing = testViews }: Opening = {}) =>
  get(openReadModels({ events: growing.events, views: store, standing, today }))

const grown = (log: ReadonlyArray<RecordedEvent>): GrowingLog => {
  const growing = growingLog(log)
  growing.growTo(log.length)
  return growing
}

/** Figures of all test views of a day are those of the log. */
const expectDay = async (models: ReadModels, log: ReadonlyArray<RecordedEvent>, day: LocalDate): Promise<void> => {
  for (const agency of AGENCIES)
    for (const view of testViews(day)) {
      const figure = await get(models.figure(view, agency))
      const { sums, rows, people } = expectedFigure(log, view, agency)
      expect(figure.people).toBe(people)
      if (figure.kind === 'sums') expect(new Map(figure.sums)).toEqual(new Map(sums))
      else expect(figure.rows.map(({ career, row }) => ({ career, row }))).toEqual(rows)
    }
}

describe('generations', () => {
  it('are built by the first call on an empty store, also of an empty log', async () => {
    const models = await open(growingLog([]))
    expect(await get(models.health())).toMatchObject({ generation: 1, position: LOG_START, head: LOG_START, dirty: 0 })
    expect(await get(models.agencies())).toEqual([])
  })

  it('stay when only the day is another; a view of that day is computed', async () => {
    const store = memoryViewStore()
    const growing = grown(SOME)
    await get((await open(growing, { store })).catchUp())
    const next = addDays(DAY, 1)
    const models = await open(growing, { store, today: () => next })
    await get(models.catchUp())
    expect((await get(models.health())).generation).toBe(1)
    await expectDay(models, SOME, next)
  })

  it('are made anew for other definitions, and the former are left to who runs them', async () => {
    const store = memoryViewStore()
    const growing = grown(SOME)
    const former = await open(growing, { store })
    await get(former.catchUp())
    const newer = (day: LocalDate) => testViews(day).map((view): View => ({ ...view, version: 2 }))
    const models = await open(growing, { store, standing: newer })
    await get(models.catchUp())
    expect((await get(models.health())).generation).toBe(2)
    expect((await get(former.health())).generation).toBe(1)
    await expectDay(former, SOME, DAY)
    await expectDay(models, SOME, DAY)
  })

  it('are swapped by a rebuild; who held the old one goes on with the new', async () => {
    const store = memoryViewStore()
    const growing = grown(SOME)
    const models = await open(growing, { store })
    const other = await open(growing, { store })
    await get(models.catchUp())
    await get(other.catchUp())
    const seen: number[] = []
    const made = await get(models.rebuild({ onProgress: ({ done, total }) => seen.push(done / total) }))
    expect(made).toMatchObject({ generation: 2, events: SOME.length })
    expect(seen.at(-1)).toBe(1)
    await expectDay(other, SOME, DAY)
    const numbers = async () => (await get(store.generations())).map(({ number }) => number)
    // The one before is kept until the next rebuild.
    expect(await numbers()).toEqual([2, 1])
    const again = await get(models.rebuild())
    expect(again).toMatchObject({ generation: 3, digest: made.digest, found: 0 })
    expect(await numbers()).toEqual([3, 2])
  })
})

describe('an event that cannot be read', () => {
  const index = SOME.findIndex(({ stream, revision }) => careerOf(stream) !== null && revision > 0)
  const broken = SOME.map((event, i) => (i === index ? { ...event, schema: 99 } : event))
  const parked = { stream: broken[index]?.stream, revision: broken[index]?.revision, reason: expect.stringContaining('schema 99') }

  it('stops a first build and a rebuild by stream and revision, leaving nothing behind, unless that is allowed', async () => {
    const store = memoryViewStore()
    const models = await open(grown(broken), { store })
    const left = E.left({
      tag: 'Unreadable',
      parked: [expect.objectContaining(parked)],
      reason: expect.stringMatching(`^event ${parked.revision} of ${parked.stream} `),
    })
    expect(await models.catchUp()()).toEqual(left)
    expect(await get(store.generations())).toEqual([])
    await get(models.rebuild({ withParked: true }))
    const health = await get(models.health())
    expect(health).toMatchObject({ parked: [parked], position: health.head })
    expect(await models.rebuild()()).toEqual(left)
    expect((await get(models.health())).generation).toBe(health.generation)
    const [agency] = AGENCIES
    const [view] = testViews(DAY)
    if (agency === undefined || view === undefined) throw new Error('the small world is too small')
    expect((await get(models.figure(view, agency))).parked).toBe(1)
  })

  it('does not keep the next day from being built', async () => {
    let day = DAY
    const growing = growingLog(broken)
    const models = await open(growing, { today: () => day })
    await get(models.catchUp())
    growing.growTo(broken.length)
    const stopping = new AbortController()
    const following = models.follow(stopping.signal, () => undefined)
    await expect.poll(async () => (await get(models.health())).parked.length).toBe(1)
    day = addDays(day, 1)
    await expect.poll(async () => (await get(models.health())).generation, { timeout: 5_000 }).toBe(2)
    stopping.abort()
    expect(await following).toEqual(E.right(undefined))
    expect((await get(models.health())).parked).toMatchObject([parked])
  })
})

describe('following', () => {
  it('keeps up with every append and tells whom it concerned', async () => {
    const growing = growingLog(SOME)
    const models = await open(growing)
    const stopping = new AbortController()
    let told = 0
    const agencies = new Set<string>()
    const following = models.follow(stopping.signal, (change) => {
      told = change.position
      for (const agency of change.agencies) agencies.add(agency)
    })
    for (let length = 1; length <= SOME.length; length += 3) {
      growing.growTo(length)
      await expect.poll(() => told, { interval: 1 }).toBe(length)
    }
    growing.growTo(SOME.length)
    await expect.poll(() => told, { interval: 1 }).toBe(SOME.length)
    stopping.abort()
    expect(await following).toEqual(E.right(undefined))
    expect([...agencies]).toEqual(AGENCIES)
    await expectDay(models, SOME, DAY)
  })

  it('builds the sums of the next day beside and swaps them in', async () => {
    let day = DAY
    const growing = grown(SOME)
    const models = await open(growing, { today: () => day })
    const stopping = new AbortController()
    const following = models.follow(stopping.signal, () => undefined)
    await expect.poll(async () => (await get(models.health())).generation).toBe(1)
    day = addDays(day, 1)
    await expect.poll(async () => (await get(models.health())).generation, { timeout: 5_000 }).toBe(2)
    stopping.abort()
    expect(await following).toEqual(E.right(undefined))
    await expectDay(models, SOME, day)
  })
})
