/** Read models are refused where they are of another log, whenever that can first be told. */
import { lastDayOfYear, type RecordedEvent } from '@jejak/core'
import { arbitraryLog, growingLog, testViews } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { openReadModels } from '../openReadModels.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'

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

  it('are refused by every call on a log that is shorter, and on one that went another way, until the newest is back', async () => {
    const views = memoryViewStore()
    const first = await open(growing(LOG, 8), views)
    if (E.isLeft(first)) throw new Error('refused')
    expect(await first.right.catchUp()()).toEqual(E.right(LOG[7]?.position))
    // The backup, the backup gone on with, and the log that was kept.
    const branch = LOG.map((event, index) => (index < 6 ? event : (OTHER[index] ?? event)))
    const shorter = /up to @\d+, more than the log holds, which ends at @\d+: .*run jejak rebuild --new-log/
    expect(await open(growing(LOG, 6), views)).toEqual(E.left({ tag: 'OtherLog', reason: expect.stringMatching(shorter) }))
    expect(await open(growing(branch, LOG.length), views)).toEqual(
      E.left({ tag: 'OtherLog', reason: expect.stringMatching(/another log.*at @\d+ stands another event.*run jejak rebuild --new-log/) }),
    )
    expect(E.isRight(await open(growing(LOG, LOG.length), views))).toBe(true)
  })

  it.each([
    ['shorter', 5],
    ['another', LOG.length],
  ])('notice within a second that the log under them became %s', async (_, size) => {
    const views = memoryViewStore()
    const [own, changed] = [growing(LOG, 8), growing(size === LOG.length ? OTHER : LOG, size)]
    let events = own.events
    const switching = new Proxy(own.events, { get: (_target, name, receiver) => Reflect.get(events, name, receiver) })
    const models = await openReadModels({ events: switching, views, standing: testViews, today: () => DAY })()
    if (E.isLeft(models)) throw new Error('refused')
    expect(E.isRight(await models.right.catchUp()())).toBe(true)
    const stop = new AbortController()
    const following = models.right.follow(stop.signal, () => undefined)
    events = changed.events
    const ended = await following
    expect(ended).toEqual(E.left({ tag: 'OtherLog', reason: expect.stringContaining('rebuild --new-log') }))
    const calls = [models.right.catchUp(), models.right.rebuild(), models.right.agencies(), models.right.rollBack(), models.right.health()]
    for (const call of calls) expect(await call()).toMatchObject({ left: { tag: 'OtherLog' } })
    // The newest log is put back: nothing is lost.
    events = own.events
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(E.isRight(await models.right.health()())).toBe(true)
  })

  it('are thrown away for the log at hand when they are told to, and only those of another', async () => {
    const views = memoryViewStore()
    const first = await open(growing(LOG, 8), views)
    if (E.isLeft(first)) throw new Error('refused')
    expect(E.isRight(await first.right.catchUp()())).toBe(true)
    expect(await first.right.renewLog()()).toEqual(E.right(0))
    const options = { views, standing: testViews, today: () => DAY, anyLog: true }
    const other = await openReadModels({ ...options, events: growing(OTHER, 6).events })()
    if (E.isLeft(other)) throw new Error('refused')
    expect(await other.right.health()()).toMatchObject({ left: { tag: 'OtherLog' } })
    expect(await other.right.renewLog()()).toEqual(E.right(1))
    expect(await other.right.catchUp()()).toEqual(E.right(LOG[5]?.position))
    expect(await open(growing(LOG, 8), views)).toEqual(refused)
  })
})
