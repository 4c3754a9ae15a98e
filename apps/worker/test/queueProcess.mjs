/** A process of its own for tests: appends to a home, or works on its queue. Runs what was built. */

import { openStores } from '@jejak/application/operator'
import { encode, LOG_START } from '@jejak/core'
import { noStream } from '@jejak/eventstore'
import { arbitraryPlaced } from '@jejak/testing'
import { runWorker } from '@jejak/worker'
import { openQueue } from '@jejak/worker/queue'
import fc from 'fast-check'

const [, , role, dir, queue, seed] = process.argv
const PACE = { leaseMs: 2_000, sweepMs: 1_000 }

const right = (result) => {
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left))
  return result.right
}
const say = (line) => process.stdout.write(`${line}\n`)

/** Works until TERM; `catchesUp` first brings all in by itself. */
const work = async (instruments, catchesUp = true) => {
  const home = right(await openStores(dir, process.env, instruments === undefined ? {} : { instruments })())
  const wakeups = right(await openQueue(queue, PACE)())
  const stopping = new AbortController()
  process.once('SIGTERM', () => stopping.abort())
  const on = { ready: () => say('ready'), trouble: (reason) => say(`trouble ${reason}`) }
  right(await (catchesUp ? runWorker(home, stopping.signal, on, wakeups) : wakeups.follow(home, stopping.signal, on)))
  await wakeups.close()
  await home.close()
}

const roles = {
  work: () => work(),
  /** Says when it is about to commit, waits a while, and says what became of it. */
  slow: () =>
    work({
      events: (store) => store,
      imported: () => undefined,
      onThreadPart: () => undefined,
      views: (store) => ({
        ...store,
        commit: (generation, commits) => async () => {
          if (commits.some(({ epoch }) => epoch === null)) return store.commit(generation, commits)()
          say('committing')
          await new Promise((resolve) => setTimeout(resolve, 3_000))
          const committed = await store.commit(generation, commits)()
          if (committed._tag === 'Right') say(`committed ${committed.right.join(' ')}`)
          return committed
        },
      }),
    }),
  /** Works on jobs alone, and does not see the marks of careers whose id ends in an odd digit. */
  half: () =>
    work(
      {
        events: (store) => store,
        imported: () => undefined,
        onThreadPart: () => undefined,
        views: (store) => ({
          ...store,
          marksIn: (generation, partition, limit) => async () => {
            const marks = await store.marksIn(generation, partition, limit)()
            return marks._tag === 'Left' ? marks : { ...marks, right: marks.right.filter(({ career }) => /[02468ace]$/.test(career)) }
          },
        }),
      },
      false,
    ),
  /** Builds parts of rebuilds slowly, and says so. */
  builder: () =>
    work({
      events: (store) => store,
      imported: () => undefined,
      onThreadPart: () => undefined,
      views: (store) => ({
        ...store,
        writePart: (generation, part, now) => async () => {
          say(`part ${part.partition}`)
          await new Promise((resolve) => setTimeout(resolve, 50))
          return store.writePart(generation, part, now)()
        },
      }),
    }),
  /** Asks for a rebuild and waits for it. */
  rebuild: async () => {
    const home = right(await openStores(dir, process.env)())
    const wakeups = right(await openQueue(queue, PACE)())
    right(await wakeups.rebuild(home)())
    await wakeups.close()
    await home.close()
  },
  /** Appends random logs one event at a time. */
  append: async () => {
    const { events, close } = right(await openStores(dir, process.env)())
    const ends = new Map()
    for await (const page of events.readAll(LOG_START))
      for (const { stream, revision, meta } of right(page)) ends.set(stream, { tag: 'at', revision, hash: meta.hash })
    for (const placed of fc.sample(arbitraryPlaced({ maxSteps: 120 }), { seed: Number(seed), numRuns: 3 }))
      for (const { stream, draft } of placed) {
        const { type, schema, data, meta } = encode(draft)
        const drafts = [{ id: draft.id, type, schema, data, meta, sealed: null }]
        const { revision, hash } = right(await events.append(stream, ends.get(stream) ?? noStream, drafts)())
        ends.set(stream, { tag: 'at', revision, hash })
      }
    await close()
  },
}

await roles[role]()
