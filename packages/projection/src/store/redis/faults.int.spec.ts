/** What happens to Redis, and how read models come back from it. */
import { LOG_START, LogPosition, lastDayOfYear, type RecordedEvent } from '@jejak/core'
import { arbitraryLog, expectedFigure, growingLog, testViews, WORLD } from '@jejak/testing'
import { type OwnServer, startOwnRedis, startRedisCluster } from '@jejak/testing/redis'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openReadModels } from '../../openReadModels.js'
import type { ReadModels } from '../../ReadModels.js'
import type { ViewStore } from '../ViewStore.js'
import { openRedisViewStore } from './openRedisViewStore.js'

const DAY = lastDayOfYear(2023)
const [LOG = []] = fc.sample(
  arbitraryLog({ maxSteps: 80 }).filter(({ length }) => length > 40),
  { seed: 5, numRuns: 1 },
)

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

let server: OwnServer | null = null
let store: ViewStore | null = null
let client: ReturnType<OwnServer['connect']>
beforeEach(async () => {
  server = await startOwnRedis()
  client = server.connect()
})
afterEach(async () => {
  client.disconnect()
  await store?.close()
  await server?.stop()
})

const address = (): string => `redis://${server?.host}:${server?.port}`

const openModels = async (growing: ReturnType<typeof growingLog>): Promise<ReadModels> => {
  store = right(await openRedisViewStore(address())())
  return right(await openReadModels({ events: growing.events, views: store, standing: testViews, today: () => DAY })())
}

const expectFigures = async (models: ReadModels, log: ReadonlyArray<RecordedEvent>): Promise<void> => {
  for (const agency of WORLD.agencies)
    for (const view of testViews(DAY)) {
      const figure = right(await models.figure(view, agency)())
      const { people, sums, rows } = expectedFigure(log, view, agency)
      expect(figure.people).toBe(people)
      if (figure.kind === 'sums') expect(new Map(figure.sums)).toEqual(new Map(sums))
      else expect(figure.rows.map(({ career, row }) => ({ career, row }))).toEqual(rows)
    }
}

const keysNow = async (): Promise<ReadonlyArray<string>> => (await client.keys('*')).sort()

describe('read models in Redis', () => {
  it('are made again by a process that goes on after all was emptied under it', async () => {
    const growing = growingLog(LOG)
    const models = await openModels(growing)
    growing.growTo(LOG.length - 10)
    right(await models.catchUp()())
    const before = right(await models.health()()).generation
    await client.flushall()
    await expectFigures(models, LOG.slice(0, LOG.length - 10))
    growing.growTo(LOG.length)
    right(await models.catchUp()())
    await expectFigures(models, LOG)
    // A number never comes back: a process that remembers the former generation would take the new one for it.
    expect(right(await models.health()()).generation).toBeGreaterThan(before)
  })

  it('are made again when they were emptied in the middle of a catch-up', async () => {
    const growing = growingLog(LOG)
    const models = await openModels(growing)
    right(await models.catchUp()())
    growing.growTo(LOG.length)
    await Promise.all([models.catchUp()(), client.flushall()]).then(([done]) => right(done))
    await expectFigures(models, LOG)
  })

  it.each(['slot', 'every key'])('are made again when one partition lost its %s, as when one server of a cluster did', async (lost) => {
    const growing = growingLog(LOG)
    growing.growTo(LOG.length)
    const models = await openModels(growing)
    right(await models.catchUp()())
    const before = right(await models.health()()).generation
    const own = await client.keys(lost === 'slot' ? `{jejak:17}:${before}:slot` : `{jejak:17}:*`)
    await client.unlink(own)
    await expectFigures(models, LOG)
    expect(right(await models.health()()).generation).toBeGreaterThan(before)
  })

  it('go on where a slot fell back to what it was before', async () => {
    const growing = growingLog(LOG)
    const models = await openModels(growing)
    growing.growTo(20)
    right(await models.catchUp()())
    const [own] = await client.keys('{jejak:*}:*:head')
    const tag = own?.split(':head')[0] ?? ''
    const was = new Map<string, Buffer>()
    for (const key of await client.keys(`${tag}:*`)) was.set(key, (await client.dumpBuffer(key)) ?? Buffer.alloc(0))
    growing.growTo(LOG.length)
    right(await models.catchUp()())
    // The partition as a replica had it that lagged behind when it became the master.
    await client.unlink(await client.keys(`${tag}:*`))
    for (const [key, dump] of was) await client.restore(key, 0, dump)
    right(await models.catchUp()())
    await expectFigures(models, LOG)
  })

  it('are marked again from where a slot fell back, never over what it lost', async () => {
    await openModels(growingLog([]))
    if (store === null) throw new Error('closed')
    const generation = right(await store.begin({ definitions: 'd', day: DAY, now: 1, upTo: LOG_START, hash: '' })())
    const page = (after: number, upTo: number) => {
      if (!LogPosition.is(after) || !LogPosition.is(upTo)) throw new Error('no position')
      return { after, upTo, hash: 'h', careers: [], references: [], renamed: [], catalogue: null, parked: [] }
    }
    expect(right(await store.mark(generation, page(0, 9))())).toBe(true)
    await client.hset(`{jejak:17}:${generation}:slot`, 'checkpoint', 4)
    expect(right(await store.mark(generation, page(9, 12))())).toBe(false)
    expect(right(await store.status(generation)()).checkpoint).toBe(4)
    expect(right(await store.mark(generation, page(4, 9))())).toBe(true)
    expect(right(await store.status(generation)()).checkpoint).toBe(9)
  })

  it('leave no key behind when a generation is taken away', async () => {
    const growing = growingLog(LOG)
    growing.growTo(LOG.length)
    const models = await openModels(growing)
    right(await models.catchUp()())
    const { generation } = right(await models.health()())
    expect((await keysNow()).length).toBeGreaterThan(100)
    right((await store?.drop(generation)()) ?? E.right(undefined))
    expect(await keysNow()).toEqual(['jejak:holds', '{jejak:generations}:last', '{jejak:generations}:log'])
  })

  it('take away with a generation what an ended process began to take away, and nothing that is just begun', async () => {
    const growing = growingLog([])
    await openModels(growing)
    const begin = async (now: number): Promise<number> => {
      const begun = await store?.begin({ definitions: 'd', day: DAY, now, upTo: LOG_START, hash: '' })()
      return begun === undefined ? 0 : right(begun)
    }
    const [left, fresh, other] = [await begin(1), await begin(Date.now()), await begin(Date.now())]
    await client.sadd('{jejak:generations}:dropped', left, fresh)
    right((await store?.drop(other)()) ?? E.right(undefined))
    expect(await client.hkeys('{jejak:generations}:made')).toEqual([String(fresh)])
    expect((await keysNow()).filter((key) => key.includes(`:${left}:`))).toEqual([])
  })

  it('wait for a server that comes back', async () => {
    const growing = growingLog(LOG)
    const models = await openModels(growing)
    right(await models.catchUp()())
    growing.growTo(LOG.length)
    await server?.down()
    const pending = models.catchUp()()
    // Longer than the client tries by itself.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await server?.up()
    right(await pending)
    await expectFigures(models, LOG)
  })

  it('are a fault of one line while a server is away for long, and there again with it', { timeout: 120_000 }, async () => {
    const growing = growingLog(LOG)
    const models = await openModels(growing)
    right(await models.catchUp()())
    await server?.down()
    const reason = expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)[^\n]*$/)
    expect(await models.health()()).toEqual(E.left({ tag: 'ViewsUnavailable', reason }))
    await server?.up()
    growing.growTo(LOG.length)
    right(await models.catchUp()())
    await expectFigures(models, LOG)
  })

  it('go on when a master of a cluster is lost and its replica takes over', { timeout: 120_000 }, async () => {
    const cluster = await startRedisCluster({ 'cluster-node-timeout': '2000' }, true)
    try {
      const growing = growingLog(LOG)
      store = right(await openRedisViewStore(cluster.fresh())())
      const models = right(await openReadModels({ events: growing.events, views: store, standing: testViews, today: () => DAY })())
      growing.growTo(LOG.length - 10)
      right(await models.catchUp()())
      await cluster.loseMaster()
      growing.growTo(LOG.length)
      right(await models.catchUp()())
      await expectFigures(models, LOG)
    } finally {
      await cluster.stop()
    }
  })

  it('are a fault of one line where memory is full, and half-written nowhere', async () => {
    const growing = growingLog(LOG)
    const models = await openModels(growing)
    growing.growTo(LOG.length - 10)
    right(await models.catchUp()())
    growing.growTo(LOG.length)
    await client.config('SET', 'maxmemory', '1')
    expect(await models.catchUp()()).toMatchObject({ left: { reason: expect.stringMatching(/^[^\n]*out of memory[^\n]*$/) } })
    await client.config('SET', 'maxmemory', '0')
    right(await models.catchUp()())
    await expectFigures(models, LOG)
  })

  it('are refused by a server that takes away keys when memory is short', async () => {
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru')
    expect(await openRedisViewStore(address())()).toMatchObject({ left: { reason: expect.stringMatching(/maxmemory-policy noeviction/) } })
  })
})
