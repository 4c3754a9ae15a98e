/** Rebuilds whose parts are jobs: several workers build them, whatever becomes of one. */
import { PARTITIONS } from '@jejak/core'
import { type OwnServer, startOwnRedis } from '@jejak/testing/redis'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../../test/must.js'
import { type QueueHouse, queueHouse } from '../../test/queueHouse.js'
import { PARTS, REBUILDS } from './jobs.js'
import { openBoardQueues } from './openBoardQueues.js'
import { openQueue } from './openQueue.js'

const PACE = { leaseMs: 2_000, sweepMs: 1_000 }
const DAY_MS = 24 * 3600_000

let server: OwnServer
let house: QueueHouse | null = null
let queue = ''
let runs = 0
beforeAll(async () => {
  server = await startOwnRedis()
})
afterAll(() => server?.stop())
afterEach(async () => {
  await house?.close()
  house = null
})

/** A home with a log, and its queue. */
const filled = async (viewsInFile = false): Promise<QueueHouse> => {
  queue = `redis://${server.host}:${server.port}?prefix=rebuild-${++runs}`
  house = queueHouse(queue, viewsInFile ? null : queue)
  expect(await house.start('append', 30 + runs).ended).toBe(0)
  return house
}

describe('a rebuild on a queue', () => {
  it('is shared by workers; one that is killed in the middle leaves its parts to others', async () => {
    const here = await filled()
    const home = await here.open()
    await must(home.readModels.catchUp())
    const { generation } = await must(home.readModels.health())
    const [first, second] = [here.start('builder'), here.start('builder')]
    for (const worker of [first, second]) await worker.said(/^ready/)
    const wakeups = await must(openQueue(queue, PACE))
    const told: number[] = []
    const rebuilding = wakeups.rebuild(home, { onProgress: ({ done, total }) => told.push(done / total) })()
    await first.said(/^part /)
    first.process.kill('SIGKILL')
    const rebuilt = await rebuilding
    expect(rebuilt).toMatchObject({ right: { found: 0, documents: expect.any(Number), digest: expect.any(String) } })
    expect((await must(home.readModels.health())).generation).toBeGreaterThan(generation)
    expect(await first.ended).toBeNull()
    expect(second.lines().some((line) => line.startsWith('part '))).toBe(true)
    expect([...told].sort((a, b) => a - b)).toEqual(told)
    expect(told.length).toBeGreaterThan(1)
    await here.expectCurrent(home)
    // Each job tells how far it is, to whoever looks.
    const board = await must(openBoardQueues(queue))
    const jobs = await board.queues.find(({ name }) => name === REBUILDS)?.getCompleted()
    const progress = (jobs ?? []).filter(({ name }) => name === PARTS).map((job) => job.progress)
    expect(progress.length).toBe(PARTITIONS / 8)
    for (const each of progress) expect(each).toEqual({ done: 8, total: 8 })
    await board.close()
    await wakeups.close()
    await home.close()
  })

  it('that is asked for again while it lasts is one, and both hear what it came to', async () => {
    const here = await filled()
    const home = await here.open()
    await must(home.readModels.catchUp())
    // Somebody has begun it: both go on with that one.
    const { generation } = await must(home.readModels.beginRebuild())
    const [wakeups, others] = [await must(openQueue(queue, PACE)), await must(openQueue(queue, PACE))]
    const [first, second] = await Promise.all([wakeups.rebuild(home)(), others.rebuild(home)()])
    if (E.isLeft(first) || E.isLeft(second)) throw new Error(JSON.stringify([first, second]))
    const { found: _, ...one } = first.right
    const { found: __, ...two } = second.right
    expect(one).toEqual(two)
    expect(one.generation).toBe(generation)
    expect((await must(home.readModels.health())).generation).toBe(generation)
    await wakeups.close()
    await others.close()
    await home.close()
  })

  it('is finished by workers when who asked for it is killed', async () => {
    const here = await filled()
    const home = await here.open()
    await must(home.readModels.catchUp())
    const { generation } = await must(home.readModels.health())
    const worker = here.start('builder')
    await worker.said(/^ready/)
    const asking = here.start('rebuild')
    await worker.said(/^part /)
    asking.process.kill('SIGKILL')
    const live = async () => (await must(home.readModels.health())).generation
    await expect.poll(live, { timeout: 60_000 }).toBeGreaterThan(generation)
    await here.expectCurrent(home)
    await home.close()
  })

  it('needs no worker besides, and goes on when the queue is emptied under it', async () => {
    const here = await filled(true)
    const home = await here.open()
    const wakeups = await must(openQueue(queue, PACE))
    const client = server.connect()
    let emptied = 0
    const rebuilt = await wakeups.rebuild(home, {
      onProgress: ({ done }) => {
        if (done > 0 && done < PARTITIONS && emptied++ < 3) void client.flushall()
      },
    })()
    client.disconnect()
    expect(rebuilt).toMatchObject({ _tag: 'Right' })
    await here.expectCurrent(home)
    await wakeups.close()
    await home.close()
  })

  it('comes with the day: read models of yesterday are replaced by those of today', async () => {
    const here = await filled()
    const yesterday = await here.open(() => Date.now() - DAY_MS)
    await must(yesterday.readModels.catchUp())
    const [before] = await must(yesterday.views.generations())
    expect(before?.day).toBe(yesterday.today())
    await yesterday.close()
    const worker = here.start('work')
    const home = await here.open()
    const live = async () => (await must(home.views.generations())).find(({ state }) => state === 'live')?.day
    await worker.said(/^ready/)
    await expect.poll(live, { timeout: 60_000 }).toBe(home.today())
    await here.expectCurrent(home)
    await home.close()
  })
})
