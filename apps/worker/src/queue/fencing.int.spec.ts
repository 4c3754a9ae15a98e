/**
 * The epoch of a partition by itself: a worker that stood still between reading and
 * committing is refused although nothing that it has read has changed.
 */

import type { DeploymentStores } from '@jejak/application/operator'
import { CareerId, careerStream, encode, LOG_START, partitionOf } from '@jejak/core'
import { type AppendRequest, noStream } from '@jejak/eventstore'
import { arbitraryPlaced } from '@jejak/testing'
import { type OwnServer, startOwnRedis } from '@jejak/testing/redis'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { must } from '../../test/must.js'
import { type QueueHouse, queueHouse } from '../../test/queueHouse.js'

let server: OwnServer
let house: QueueHouse | null = null
beforeAll(async () => {
  server = await startOwnRedis()
})
afterAll(() => server?.stop())
afterEach(async () => {
  await house?.close()
  house = null
})

const careerOf = (digits: string): CareerId => {
  if (CareerId.is(digits)) return digits
  throw new Error('no career')
}
/** Two careers of one partition; the worker `half` sees the marks of the second only. */
const UNSEEN = careerOf(`5c${'1'.repeat(30)}`)
const SEEN = careerOf(`5c${'2'.repeat(30)}`)
const PARTITION = partitionOf(careerStream(SEEN))

/** Facts of both, in one commit. */
const appendBoth = async ({ events }: DeploymentStores): Promise<void> => {
  const [placed = []] = fc.sample(
    arbitraryPlaced({ people: [UNSEEN, SEEN], reference: false, maxSteps: 12 }).filter(
      (all) => new Set(all.map(({ stream }) => stream)).size === 2,
    ),
    { seed: 7, numRuns: 1 },
  )
  const requests = [UNSEEN, SEEN].map(careerStream).map((stream) => {
    const [first, ...rest] = placed.flatMap(({ stream: each, draft }) => {
      if (each !== stream) return []
      const { type, schema, data, meta } = encode(draft)
      return [{ id: draft.id, type, schema, data, meta, sealed: null }]
    })
    if (first === undefined) throw new Error('no facts')
    return { stream, expected: noStream, drafts: [first, ...rest] } satisfies AppendRequest
  })
  for (const appended of await events.appendMany(requests)()) expect(E.isRight(appended)).toBe(true)
}

/** What the live read models hold of the two, and whose marks wait. */
const heldIn = async ({ readModels, views }: DeploymentStores) => {
  const { generation } = await must(readModels.health())
  const documents = await must(views.load(generation, [UNSEEN, SEEN]))
  const { catalogue } = await must(views.references(generation, LOG_START))
  const marks = await must(views.marksIn(generation, PARTITION, 10))
  return { documents: documents.map(({ career }) => career), catalogue, marked: marks.map(({ career }) => career) }
}

it.each(['sqlite', 'redis'] as const)('a worker that slept while its lease moved on commits nothing (%s)', async (views) => {
  const queue = `redis://${server.host}:${server.port}?prefix=fencing-${views}`
  const here = queueHouse(queue, views === 'sqlite' ? null : queue)
  house = here
  const home = await here.open()
  const slow = here.start('slow')
  await slow.said(/^ready/)
  await appendBoth(home)
  // 1. It has read both, and stands still before its commit.
  await slow.said(/^committing/)
  slow.process.kill('SIGSTOP')
  const asleep = slow.lines().length
  // 2. Its lease runs out, and another commits what the partition has besides.
  const half = here.start('half')
  await expect.poll(() => heldIn(home), { timeout: 30_000 }).toEqual({ documents: [SEEN], catalogue: LOG_START, marked: [UNSEEN] })
  // 3. When it wakes, document and catalogue are as it read them: only the epoch is not.
  slow.process.kill('SIGCONT')
  const tried = (): string =>
    slow
      .lines()
      .slice(asleep)
      .find((line) => line.startsWith('committed')) ?? ''
  await expect.poll(tried, { timeout: 30_000 }).toMatch(/^committed( taken over)+$/)
  expect(await heldIn(home)).toEqual({ documents: [SEEN], catalogue: LOG_START, marked: [UNSEEN] })
  // 4. Who takes it over anew brings it in.
  half.process.kill('SIGTERM')
  await here.expectCurrent(home)
  await home.close()
})
