/** Partitions that are taken over: who held one before stops, and says so. */
import { careerOf, lastDayOfYear, PARTITIONS, partitionOf } from '@jejak/core'
import { arbitraryLog, growingLog, testViews } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import { openReadModels } from '../openReadModels.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'

const DAY = lastDayOfYear(2023)
const [LOG = []] = fc.sample(
  // Two numbers of one person would drain together.
  arbitraryLog({ maxSteps: 80 }).filter((log) => log.length > 40 && log.every(({ data }) => (data['earlier'] ?? null) === null)),
  { seed: 3, numRuns: 1 },
)
const PARTITION = partitionOf(LOG.find(({ stream }) => careerOf(stream) !== null)?.stream ?? LOG[0]?.stream ?? expect.fail())
const CAREERS = new Set(LOG.flatMap(({ stream }) => (careerOf(stream) !== null && partitionOf(stream) === PARTITION ? [stream] : [])))

const get = async <L, A>(task: TaskEither<L, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const open = (log: ReturnType<typeof growingLog>, views: ViewStore) =>
  get(openReadModels({ events: log.events, views, standing: testViews, today: () => DAY }))

/** A home of an empty log, with all of it appended afterwards. */
const marked = async (views: ViewStore) => {
  const growing = growingLog(LOG)
  const models = await open(growing, views)
  await get(models.catchUp())
  growing.growTo(LOG.length)
  return { models, ...(await get(models.dispatch())) }
}

describe('a partition', () => {
  it('is marked by a dispatch, named, and drained by itself', async () => {
    const { models, position, dirty } = await marked(memoryViewStore())
    expect(position).toBe(LOG.at(-1)?.position)
    expect(dirty).toContain(PARTITION)
    expect(await get(models.dirtyPartitions())).toEqual(dirty)
    const seen: number[] = []
    const drained = await get(models.drainPartition(PARTITION, { onCommit: (done) => seen.push(done) }))
    expect(drained).toEqual({ tag: 'Drained', done: CAREERS.size, left: 0 })
    expect(seen).toEqual([CAREERS.size])
    expect(await get(models.dirtyPartitions())).toEqual(dirty.filter((each) => each !== PARTITION))
    expect((await get(models.health())).position).toBeLessThan(position)
  })

  it('has nothing to drain twice', async () => {
    const { models } = await marked(memoryViewStore())
    await get(models.drainPartition(PARTITION))
    expect(await get(models.drainPartition(PARTITION))).toEqual({ tag: 'Drained', done: 0, left: 0 })
  })

  it('that another worker takes over in the middle of a batch is left to it', async () => {
    const store = memoryViewStore()
    let overtake = async (): Promise<void> => undefined
    const slow: ViewStore = {
      ...store,
      load: (generation, careers) => async () => {
        await overtake()
        return store.load(generation, careers)()
      },
    }
    const { models } = await marked(slow)
    overtake = async () => {
      overtake = async () => undefined
      await get(store.claim((await get(models.health())).generation, PARTITION))
    }
    expect(await get(models.drainPartition(PARTITION))).toEqual({ tag: 'LeaseLost', done: 0 })
    expect(await get(models.dirtyPartitions())).toContain(PARTITION)
    expect(await get(models.drainPartition(PARTITION))).toEqual({ tag: 'Drained', done: CAREERS.size, left: 0 })
  })

  it('says what is left when it is told to stop', async () => {
    const { models } = await marked(memoryViewStore())
    const stopping = new AbortController()
    stopping.abort()
    const stopped = await get(models.drainPartition(PARTITION, { signal: stopping.signal }))
    expect(stopped).toEqual({ tag: 'Drained', done: 0, left: CAREERS.size })
  })
})

describe('a rebuild in pieces', () => {
  it('is not finished while parts are missing, and gone once it is', async () => {
    const { models } = await marked(memoryViewStore())
    const { generation, parts } = await get(models.beginRebuild())
    expect(parts).toEqual(Array.from({ length: PARTITIONS }, (_, partition) => partition))
    for (const partition of parts.slice(1)) await get(models.buildPart(generation, partition))
    expect(await get(models.finishRebuild(generation))).toEqual({ tag: 'Incomplete', missing: [0] })
    expect(await get(models.buildPart(generation, 0))).toMatchObject({ tag: 'Built', partition: 0 })
    expect(await get(models.finishRebuild(generation))).toMatchObject({ tag: 'Swapped', generation, events: LOG.length })
    expect(await get(models.finishRebuild(generation))).toEqual({ tag: 'Gone' })
  })
})
