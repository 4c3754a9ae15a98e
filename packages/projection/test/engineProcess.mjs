/** A process of its own for tests: appends to a home, keeps its read models, or rebuilds them. Runs what was built. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { encode, lastDayOfYear } from '@jejak/core'
import { noStream, openSqliteEventStore } from '@jejak/eventstore'
import { openReadModels, openSqliteViewStore } from '@jejak/projection'
import { openRedisViewStore } from '@jejak/projection/redis'
import { arbitraryPlaced, testViews } from '@jejak/testing'
import fc from 'fast-check'

const [, , role, dir, seed, redis] = process.argv

const right = (result) => {
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left))
  return result.right
}

const events = right(await openSqliteEventStore(join(dir, 'events.db'))())

const open = async (more = {}) => {
  const views = right(await (redis === undefined ? openSqliteViewStore(join(dir, 'views.db')) : openRedisViewStore(redis))())
  return right(await openReadModels({ events, views, standing: testViews, today: () => lastDayOfYear(2023), ...more })())
}

const roles = {
  /** Appends random logs one event at a time. */
  append: async () => {
    const ends = new Map()
    for (const placed of fc.sample(arbitraryPlaced({ maxSteps: 120 }), { seed: Number(seed), numRuns: 5 }))
      for (const { stream, draft } of placed) {
        const { type, schema, data, meta } = encode(draft)
        const drafts = [{ id: draft.id, type, schema, data, meta, sealed: null }]
        const { revision, hash } = right(await events.append(stream, ends.get(stream) ?? noStream, drafts)())
        ends.set(stream, { tag: 'at', revision, hash })
      }
  },
  /** Marks and drains again and again, until told to stop, and then once more. */
  drain: async () => {
    const models = await open()
    let stop = false
    for (;;) {
      right(await models.catchUp()())
      if (stop) break
      stop = existsSync(join(dir, 'stop'))
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
    }
    await models.close()
  },
  /** Marks, and drains partitions that it takes over from others, until told to stop, and then once more. */
  worker: async () => {
    const models = await open()
    let stop = false
    for (;;) {
      const { dirty } = right(await models.dispatch()())
      for (const partition of dirty.sort(() => Math.random() - 0.5)) right(await models.drainPartition(partition)())
      if (stop && dirty.length === 0) break
      stop = existsSync(join(dir, 'stop'))
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
    }
    await models.close()
  },
  /** Follows the log until told to stop. */
  follow: async () => {
    const models = await open()
    const stopping = new AbortController()
    setInterval(() => existsSync(join(dir, 'stop')) && stopping.abort(), 50).unref()
    right(await models.follow(stopping.signal, () => undefined))
    await models.close()
  },
  /** Rebuilds in threads. */
  threads: async () => {
    const standing = { module: import.meta.resolve('@jejak/testing'), name: 'testViews' }
    const threads = { count: 2, alone: true, least: 0, events: join(dir, 'events.db'), views: join(dir, 'views.db'), standing }
    const parts = []
    const models = await open({ threads, onThreadPart: ({ partition, documents }) => parts.push([partition, documents]) })
    right(await models.rebuild()())
    process.stdout.write(JSON.stringify(parts))
    await models.close()
  },
  /** Rebuilds, and in the middle stands still, to be killed there. */
  rebuild: async () => {
    const models = await open()
    const halfway = ({ done }) => {
      if (done !== 20) return
      process.stdout.write('halfway\n')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000)
    }
    right(await models.rebuild({ onProgress: halfway })())
    await models.close()
  },
}

await roles[role]()
await events.close()
