/** Workers on a queue: what they make together, whatever befalls them or the queue, is what the log alone gives. */

import { standingViews } from '@jejak/reports'
import { type OwnServer, startOwnRedis, startRedisCluster } from '@jejak/testing/redis'
import { Queue } from 'bullmq'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../../test/must.js'
import { type QueueHouse, queueHouse, type Started } from '../../test/queueHouse.js'
import { DISPATCH, DRAIN, LOG, PARTITIONS } from './jobs.js'
import { namespaceOf } from './namespace.js'
import { openBoardQueues } from './openBoardQueues.js'

let server: OwnServer
let house: QueueHouse | null = null
let runs = 0
beforeAll(async () => {
  server = await startOwnRedis()
})
afterAll(() => server?.stop())
afterEach(async () => {
  await house?.close()
  house = null
})

/** A prefix of its own for every test. */
const addressOf = (name: string): string => `redis://${server.host}:${server.port}?prefix=${name}-${++runs}`

/** Read models in the Redis of the queue, or in a file. */
const houseOn = (queue: string, views: string | null): QueueHouse => {
  house = queueHouse(queue, views)
  return house
}

const stopped = async ({ process: child, ended }: Started): Promise<void> => {
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
}

describe('workers on a queue', () => {
  it('keep up with who appends, wherever the read models are, and end cleanly', async () => {
    for (const inFile of [true, false]) {
      const queue = addressOf('together')
      const here = houseOn(queue, inFile ? null : queue)
      const workers = [here.start('work'), here.start('work')]
      for (const worker of workers) await worker.said(/^ready/)
      expect(await here.start('append', 21).ended).toBe(0)
      const home = await here.open()
      await here.expectCurrent(home)
      for (const worker of workers) await stopped(worker)
      expect(workers.flatMap(({ lines }) => lines()).filter((line) => line.startsWith('trouble'))).toEqual([])
      await home.close()
      await here.close()
    }
  })

  it('do so on a cluster', async () => {
    const cluster = await startRedisCluster()
    try {
      const queue = cluster.fresh()
      const here = houseOn(queue, queue)
      const worker = here.start('work')
      await worker.said(/^ready/)
      expect(await here.start('append', 22).ended).toBe(0)
      const home = await here.open()
      await here.expectCurrent(home)
      await stopped(worker)
      await home.close()
    } finally {
      await cluster.stop()
    }
  })

  it('take over from one that stands still; when it goes on it commits nothing stale', async () => {
    const queue = addressOf('paused')
    const here = houseOn(queue, queue)
    const slow = here.start('slow')
    await slow.said(/^ready/)
    // It is there before: who comes later brings all in at its start.
    const other = here.start('work')
    await other.said(/^ready/)
    const appending = here.start('append', 23)
    await slow.said(/^committing/)
    slow.process.kill('SIGSTOP')
    const asleep = slow.lines().length
    expect(await appending.ended).toBe(0)
    const home = await here.open()
    await here.expectCurrent(home)
    slow.process.kill('SIGCONT')
    // What it had in hand when it was stopped it tries to commit.
    const tried = (): string =>
      slow
        .lines()
        .slice(asleep)
        .find((line) => line.startsWith('committed')) ?? ''
    await expect.poll(tried, { timeout: 30_000 }).toMatch(/^committed( moved| taken over)+$/)
    await here.expectCurrent(home)
    await stopped(slow)
    await stopped(other)
    await home.close()
  })

  it('hand back what is left when they are told to end', async () => {
    const queue = addressOf('handed')
    const here = houseOn(queue, queue)
    const slow = here.start('slow')
    await slow.said(/^ready/)
    const appending = here.start('append', 27)
    await slow.said(/^committing/)
    await stopped(slow)
    // The batch was finished, and nobody has to wait until its lease runs out.
    const count = (word: string): number => slow.lines().filter((line) => line.startsWith(word)).length
    expect(count('committed ')).toBe(count('committing'))
    const board = await must(openBoardQueues(queue))
    for (const each of board.queues) expect(await each.getActiveCount()).toBe(0)
    await board.close()
    expect(await appending.ended).toBe(0)
    const other = here.start('work')
    const home = await here.open()
    await here.expectCurrent(home)
    await stopped(other)
    await home.close()
  })

  it('lose nothing when the queue is emptied, again and again', async () => {
    const here = houseOn(addressOf('emptied'), null)
    const workers = [here.start('work'), here.start('work')]
    for (const worker of workers) await worker.said(/^ready/)
    const appending = here.start('append', 24)
    const client = server.connect()
    let over = false
    void appending.ended.then(() => {
      over = true
    })
    while (!over) {
      await new Promise((resolve) => setTimeout(resolve, 150))
      await client.flushall()
    }
    expect(await appending.ended).toBe(0)
    const home = await here.open()
    await here.expectCurrent(home)
    await client.flushall()
    expect(await here.start('append', 25).ended).toBe(0)
    await here.expectCurrent(home)
    client.disconnect()
    for (const worker of workers) await stopped(worker)
    await home.close()
  })

  it('find what lost jobs left, and do nothing twice that comes twice', async () => {
    const queue = addressOf('lost')
    const here = houseOn(queue, queue)
    // Both dispatch, each for itself.
    const workers = [here.start('work'), here.start('work')]
    for (const worker of workers) await worker.said(/^ready/)
    const connection = server.connect()
    const prefix = namespaceOf(queue.split('=')[1] ?? '', standingViews)
    const log = new Queue(LOG, { connection, prefix })
    const partitions = new Queue(PARTITIONS, { connection, prefix })
    const appending = here.start('append', 26)
    let over = false
    void appending.ended.then(() => {
      over = true
    })
    while (!over) {
      await partitions.drain(true)
      await log.drain(true)
      for (let partition = 0; partition < 64; partition += 3) await partitions.add(DRAIN, { partition })
      await log.addBulk(Array.from({ length: 5 }, () => ({ name: DISPATCH, data: {} })))
      await partitions.add(DRAIN, { partition: 'none' })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const home = await here.open()
    await here.expectCurrent(home)
    // Nobody works while all is appended, and then every job is lost, that of the sweep too.
    await log.pause()
    await partitions.pause()
    expect(await here.start('append', 28).ended).toBe(0)
    await partitions.drain(true)
    await log.drain(true)
    await partitions.resume()
    await log.resume()
    await here.expectCurrent(home)
    for (const worker of workers) await stopped(worker)
    await log.close()
    await partitions.close()
    connection.disconnect()
    await home.close()
  })
})
