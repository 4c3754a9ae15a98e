import { binaryEvent, END, type Filter, type Position, START, streamNameFilter } from '@eventstore/db-client'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bench, collect, openBench, saidBy, someEvents } from '../test/doubleClient.js'

const PATIENCE = { timeout: 60_000, interval: 20 }

describe.each(['23.10', '24.2'] as const)('a subscription to a double of %s', (profile) => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench({ profile })
  })
  afterAll(() => bench.close())

  it('gives what is there, says that it has caught up, and goes on', async () => {
    await bench.client.appendToStream('on', someEvents(2))
    const subscription = bench.client.subscribeToStream('on', { fromRevision: 0n })
    const said = saidBy(subscription)
    await expect.poll(() => said, PATIENCE).toEqual(['on@1', 'caughtUp'])
    await bench.client.appendToStream('on', someEvents(2))
    await expect.poll(() => said, PATIENCE).toEqual(['on@1', 'caughtUp', 'on@2', 'on@3'])
    await subscription.unsubscribe()
    await bench.client.appendToStream('on', someEvents(1))
    expect(said.length).toBe(4)
  })

  it('from the end gives only what comes', async () => {
    const subscription = bench.client.subscribeToAll({ fromPosition: END })
    const said = saidBy(subscription)
    await expect.poll(() => said, PATIENCE).toEqual(['caughtUp'])
    await bench.client.appendToStream('end', someEvents(1))
    await expect.poll(() => said, PATIENCE).toEqual(['caughtUp', 'end@0'])
    await subscription.unsubscribe()
  })

  it(`to a missing stream has caught up ${profile === '23.10' ? 'after its first event' : 'at once'}`, async () => {
    const subscription = bench.client.subscribeToStream('missing')
    const said = saidBy(subscription)
    const early = profile === '23.10' ? [] : ['caughtUp']
    // Long enough for an answer that should not come; it can only make the test too kind, never fail it.
    if (profile === '23.10') await new Promise((resolve) => setTimeout(resolve, 200))
    await expect.poll(() => said, PATIENCE).toEqual(early)
    await bench.client.appendToStream('missing', someEvents(1))
    await expect.poll(() => said, PATIENCE).toEqual(profile === '23.10' ? ['missing@0', 'caughtUp'] : ['caughtUp', 'missing@0'])
    await subscription.unsubscribe()
  })

  it('ends with the tombstone of its stream', async () => {
    await bench.client.appendToStream('doomed', someEvents(1))
    const said = saidBy(bench.client.subscribeToStream('doomed'))
    await expect.poll(() => said, PATIENCE).toEqual(['doomed@0', 'caughtUp'])
    await bench.client.tombstoneStream('doomed')
    await expect.poll(() => said, PATIENCE).toEqual(['doomed@0', 'caughtUp', 'doomed@9223372036854775807', 'error 9'])
    const late = saidBy(bench.client.subscribeToStream('doomed'))
    await expect.poll(() => late, PATIENCE).toEqual(['error 9'])
  })

  it('from between two events is refused', async () => {
    const [event] = await collect(bench.client.readStream('on'))
    const { commit } = event?.position ?? { commit: 0n }
    const said = saidBy(bench.client.subscribeToAll({ fromPosition: { commit: commit + 1n, prepare: commit + 1n } }))
    await expect.poll(() => said, PATIENCE).toEqual([profile === '23.10' ? 'error 2' : 'error 3'])
  })

  it(`that is read too slowly ${profile === '23.10' ? 'is ended' : 'catches up again'}, once it was live`, async () => {
    await bench.client.appendToStream('slow', someEvents(1))
    const subscription = bench.client.subscribeToStream('slow')
    const said = saidBy(subscription)
    await expect.poll(() => said, PATIENCE).toEqual(['slow@0', 'caughtUp'])
    subscription.pause()
    const large = () => Array.from({ length: 40 }, () => binaryEvent({ type: 'Noted', data: Buffer.alloc(20_000) }))
    for (let round = 0; round < 10; round++) await bench.client.appendToStream('slow', large())
    await new Promise((resolve) => setTimeout(resolve, 1500))
    subscription.resume()
    if (profile === '23.10') await expect.poll(() => said.at(-1), PATIENCE).toBe('error 10')
    else {
      await expect.poll(() => said.filter((word) => word === 'caughtUp').length, PATIENCE).toBe(2)
      expect(said.filter((word) => word !== 'caughtUp')).toEqual(Array.from({ length: 401 }, (_, revision) => `slow@${revision}`))
      await subscription.unsubscribe()
    }
  })
})

describe('the checkpoints of a filtered subscription', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench()
    for (let round = 0; round < 5; round++) {
      await bench.client.appendToStream('wanted', someEvents(2))
      await bench.client.appendToStream('noise', someEvents(30))
    }
  })
  afterAll(() => bench.close())

  /** What a subscription gives until it has caught up: revisions and the positions of checkpoints, in order. */
  const caughtUp = async (fromPosition: Position | typeof START, filter: Filter): Promise<ReadonlyArray<bigint | Position>> => {
    const given: Array<bigint | Position> = []
    const checkpointReached = async (_: unknown, position: Position): Promise<void> => {
      given.push(position)
    }
    const subscription = bench.client.subscribeToAll({ fromPosition, filter: { ...filter, checkpointReached } })
    subscription.on('data', ({ event }) => given.push(event?.revision ?? -1n))
    await new Promise<void>((resolve, reject) => {
      subscription.on('caughtUp', resolve)
      subscription.on('error', reject)
    })
    await subscription.unsubscribe()
    return given
  }

  const isPosition = (given: bigint | Position): given is Position => typeof given === 'object'
  const revisions = (given: ReadonlyArray<bigint | Position>) => given.filter((one) => !isPosition(one))

  it('come though nothing matches, every so many events', async () => {
    const given = (await caughtUp(START, streamNameFilter({ prefixes: ['none'], maxSearchWindow: 10 }))).filter(isPosition)
    const commits = given.map(({ commit }) => commit)
    // Ten at a time; each names where its ten began. The first ten have an event that readers never see.
    const seen = (await collect(bench.client.readAll())).map(({ position }) => position?.commit ?? -1n)
    const tens = Array.from({ length: Math.floor((seen.length + 1) / 10) - 1 }, (_, ten) => seen[ten * 10 + 9])
    expect(commits.length).toBe(16)
    expect(commits).toEqual([0n, ...tens])
  })

  it('lose nothing and repeat nothing to who goes on from one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        async (maxSearchWindow, checkpointInterval, choice) => {
          const filter = streamNameFilter({ prefixes: ['wanted'], maxSearchWindow, checkpointInterval })
          const whole = await caughtUp(START, filter)
          expect(revisions(whole)).toEqual(Array.from({ length: 10 }, (_, revision) => BigInt(revision)))
          const checkpoints = whole.flatMap((one, index) => (isPosition(one) ? [{ one, index }] : []))
          const chosen = checkpoints[choice % Math.max(1, checkpoints.length)]
          if (chosen === undefined) return
          expect(revisions(await caughtUp(chosen.one, filter))).toEqual(revisions(whole.slice(chosen.index)))
        },
      ),
      { numRuns: 25 },
    )
  })
})
