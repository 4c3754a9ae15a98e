/** The jobs that follow the log: mark, drain, and see that the day is today's. */
import * as E from 'fp-ts/lib/Either.js'
import { beginFlow } from './beginFlow.js'
import { done, handBack, type JobOutcome, type Work } from './Work.js'

/** Marks the log and wakes the partitions that have something to drain, whoever marked it. */
export const dispatchJob = async ({ home, producer }: Work): JobOutcome => {
  const marked = await home.readModels.dispatch()()
  if (E.isLeft(marked)) return marked
  const woken = await producer.wakePartitions(marked.right.dirty)
  return E.isLeft(woken) ? woken : E.right(done())
}

/** Drains a partition. Where another worker took it over meanwhile, that one goes on. */
export const drainJob = async ({ home, signal }: Work, partition: number): JobOutcome => {
  if (signal.aborted) return E.right(handBack)
  const drained = await home.readModels.drainPartition(partition, { signal })()
  if (E.isLeft(drained)) return drained
  const { tag, done: documents } = drained.right
  const left = drained.right.tag === 'Drained' ? drained.right.left : 0
  return E.right(signal.aborted && left > 0 ? handBack : done({ tag, documents, left }))
}

/** A build that shows no life for so long is not waited for, in milliseconds. */
const STILL_AFTER_MS = 60_000

/**
 * Begins the sums of a new day beside those of the day before, unless somebody does
 * already. Streams that are parked stay parked: they are no reason to stay in yesterday.
 */
export const dayJob = async ({ home, producer }: Work): JobOutcome => {
  const today = home.today()
  const health = await home.readModels.health()()
  if (E.isLeft(health)) return health
  const all = await home.views.generations()()
  if (E.isLeft(all)) return all
  const live = all.right.find(({ number }) => number === health.right.generation)
  const begun = all.right.some(
    ({ state, day, heartbeat }) => state === 'building' && day === today && Date.now() - heartbeat < STILL_AFTER_MS,
  )
  if (live === undefined || live.day >= today || begun) return E.right(done())
  const flow = await beginFlow(home, producer, health.right.parked.length > 0)
  return E.isLeft(flow) ? flow : E.right(done())
}

/** Finds what lost wake-ups left. */
export const sweepJob = async (work: Work): JobOutcome => {
  const dispatched = await dispatchJob(work)
  return E.isLeft(dispatched) ? dispatched : dayJob(work)
}
