import { BACKWARDS, END, excludeSystemEvents, type Position, START } from '@eventstore/db-client'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bench, collect, openBench, outcomeOf, saidBy, someEvents } from '../test/doubleClient.js'

const PROFILES = ['23.10', '24.2'] as const

describe.each(PROFILES)('reading a double of %s', (profile) => {
  let bench: Bench
  /** Where each event of the test stands in the log, and its name. */
  let log: ReadonlyArray<{ readonly position: Position; readonly name: string }>
  const LENGTH = 12

  beforeAll(async () => {
    bench = await openBench({ profile })
    for (let round = 0; round < 3; round++)
      for (const stream of ['reading-a', 'reading-b']) await bench.client.appendToStream(stream, someEvents(2))
    const events = await collect(bench.client.readAll())
    log = events
      .filter(({ streamId }) => streamId.startsWith('reading-'))
      .map(({ position, streamId, revision }) => ({ position: position ?? { commit: -1n, prepare: -1n }, name: `${streamId}@${revision}` }))
    expect(log.length).toBe(LENGTH)
  })
  afterAll(() => bench.close())

  const index = fc.integer({ min: 0, max: LENGTH - 1 })
  const names = (events: ReadonlyArray<{ readonly streamId: string; readonly revision: bigint }>) =>
    events.filter(({ streamId }) => streamId.startsWith('reading-')).map(({ streamId, revision }) => `${streamId}@${revision}`)
  const at = (place: number): Position => log[place]?.position ?? { commit: -1n, prepare: -1n }

  it('gives positions that grow', () => {
    const commits = log.map(({ position }) => position.commit)
    expect(commits).toEqual([...new Set(commits)].toSorted((a, b) => (a < b ? -1 : 1)))
  })

  it('of $all forwards includes the event at the position, backwards not', async () => {
    await fc.assert(
      fc.asyncProperty(index, fc.integer({ min: 1, max: 5 }), async (place, maxCount) => {
        const forwards = await collect(bench.client.readAll({ fromPosition: at(place), maxCount }))
        expect(names(forwards)).toEqual(log.slice(place, place + maxCount).map(({ name }) => name))
        const backwards = await collect(bench.client.readAll({ fromPosition: at(place), direction: BACKWARDS, maxCount }))
        const before = log.slice(Math.max(0, place - maxCount), place).map(({ name }) => name)
        expect(names(backwards)).toEqual(before.toReversed())
      }),
      { numRuns: 30 },
    )
  })

  it('of a stream includes the revision, both ways', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 8 }), async (from, maxCount) => {
        const all = [0, 1, 2, 3, 4, 5]
        const options = { fromRevision: BigInt(from), maxCount }
        const revisions = async (events: ReturnType<Bench['client']['readStream']>) =>
          (await collect(events)).map(({ revision }) => Number(revision))
        expect(await revisions(bench.client.readStream('reading-a', options))).toEqual(all.slice(from, from + maxCount))
        const backwards = all.filter((revision) => revision <= from).toReversed()
        expect(await revisions(bench.client.readStream('reading-a', { ...options, direction: BACKWARDS }))).toEqual(
          backwards.slice(0, maxCount),
        )
      }),
      { numRuns: 30 },
    )
  })

  it('from the ends gives the first or the last', async () => {
    const last = await collect(bench.client.readStream('reading-a', { fromRevision: END, direction: BACKWARDS, maxCount: 1 }))
    expect(names(last)).toEqual(['reading-a@5'])
    const tail = await collect(bench.client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1 }))
    expect(names(tail)).toEqual([log.at(-1)?.name])
    expect(await collect(bench.client.readAll({ fromPosition: START, direction: BACKWARDS }))).toEqual([])
  })

  it('from a position between two events is an error, from beyond the end nothing', async () => {
    const between = { commit: at(3).commit + 1n, prepare: at(3).prepare + 1n }
    const said = profile === '23.10' ? 'Error' : 'InvalidPosition'
    expect(await outcomeOf(collect(bench.client.readAll({ fromPosition: between })))).toBe(
      `unknown 2 2 UNKNOWN: Unexpected ReadAllResult: ${said}`,
    )
    expect(await collect(bench.client.readAll({ fromPosition: { commit: 10n ** 12n, prepare: 10n ** 12n } }))).toEqual([])
  })

  it('a subscription to $all begins after the position', async () => {
    const place = 7
    const subscription = bench.client.subscribeToAll({ fromPosition: at(place) })
    const said = saidBy(subscription)
    await expect.poll(() => said.at(-1), { timeout: 30_000 }).toBe('caughtUp')
    await subscription.unsubscribe()
    expect(said).toEqual([...log.slice(place + 1).map(({ name }) => name), 'caughtUp'])
  })

  it('finds no stream that was never written or was soft-deleted, and none ever behind a tombstone', async () => {
    expect(await outcomeOf(collect(bench.client.readStream('never')))).toMatch(/^stream-not-found/)
    await bench.client.appendToStream('soft', someEvents(2))
    await bench.client.deleteStream('soft')
    expect(await outcomeOf(collect(bench.client.readStream('soft')))).toMatch(/^stream-not-found/)
    await bench.client.appendToStream('soft', someEvents(1))
    expect((await collect(bench.client.readStream('soft'))).map(({ revision }) => revision)).toEqual([2n])
    await bench.client.appendToStream('hard', someEvents(1))
    await bench.client.tombstoneStream('hard')
    expect(await outcomeOf(collect(bench.client.readStream('hard')))).toMatch(/^stream-deleted 9 /)
    // The events of both are still in the log, beside what deleted them.
    const events = await collect(bench.client.readAll())
    expect(events.filter(({ streamId }) => streamId === 'soft').map(({ revision }) => revision)).toEqual([0n, 1n, 2n])
    expect(events.filter(({ streamId }) => streamId === 'hard').map(({ type }) => type)).toEqual(['Noted', '$streamDeleted'])
  })

  it('the log begins with an event of the system, which a filter leaves out', async () => {
    const [first] = await collect(bench.client.readAll({ maxCount: 1 }))
    expect(first?.type).toBe('$metadata')
    const subscription = bench.client.subscribeToAll({ filter: excludeSystemEvents() })
    const said = saidBy(subscription)
    await expect.poll(() => said.includes('caughtUp'), { timeout: 30_000 }).toBe(true)
    await subscription.unsubscribe()
    expect(said.slice(0, 2)).toEqual(['reading-a@0', 'reading-a@1'])
  })

  it('refuses what Jejak never asks for, in words', async () => {
    expect(await outcomeOf(collect(bench.client.readStream('reading-a', { resolveLinkTos: true })))).toMatch(/not in this test double/)
  })
})
