/** Read models are refused where they are of another log, whenever that can first be told. */
import { lastDayOfYear, type RecordedEvent } from '@jejak/core'
import { arbitraryLog, growingLog, testViews } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'
import { openReadModels } from './openReadModels.js'

const DAY = lastDayOfYear(2023)
const [LOG = []] = fc.sample(
  arbitraryLog({ maxSteps: 30 }).filter(({ length }) => length > 10),
  { seed: 4, numRuns: 1 },
)
/** As another store would have it: the first event has another hash. */
const OTHER = LOG.map((event): RecordedEvent => ({ ...event, meta: { ...event.meta, hash: `f${event.meta.hash.slice(1)}` } }))

const refused = E.left({ tag: 'OtherLog', reason: expect.stringContaining('another log') })
const open = (log: ReturnType<typeof growingLog>, views: ViewStore) =>
  openReadModels({ events: log.events, views, standing: testViews, today: () => DAY })()

const growing = (log: ReadonlyArray<RecordedEvent>, size: number): ReturnType<typeof growingLog> => {
  const grown = growingLog(log)
  grown.growTo(size)
  return grown
}

describe('read models', () => {
  it('are opened again on their own log, however it grew, and refused on another', async () => {
    const views = memoryViewStore()
    expect(E.isRight(await open(growing(LOG, 3), views))).toBe(true)
    expect(E.isRight(await open(growing(LOG, LOG.length), views))).toBe(true)
    expect(await open(growing(OTHER, 3), views)).toEqual(refused)
    expect(await open(growing(OTHER, 0), views)).toEqual(refused)
  })

  it('made of an empty log are of the one whose first event is seen first', async () => {
    const views = memoryViewStore()
    const [one, two] = [growingLog(LOG), growingLog(OTHER)]
    const [first, second] = [await open(one, views), await open(two, views)]
    if (E.isLeft(first) || E.isLeft(second)) throw new Error('refused')
    expect(await first.right.catchUp()()).toEqual(E.right(0))
    expect(await second.right.catchUp()()).toEqual(E.right(0))
    one.growTo(5)
    two.growTo(5)
    expect(await first.right.catchUp()()).toEqual(E.right(5))
    expect(await second.right.catchUp()()).toEqual(refused)
    expect((await first.right.health()())._tag).toBe('Right')
  })
})
