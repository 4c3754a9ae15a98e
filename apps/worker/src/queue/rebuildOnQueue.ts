/** A rebuild whose parts are jobs. This process begins it, works on it beside others, and waits for it. */

import type { DeploymentStores, EngineError, RebuildOptions, Rebuilt } from '@jejak/application/operator'
import { PARTITIONS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { beginFlow } from './beginFlow.js'
import type { Hands } from './followQueue.js'
import { Finished, REBUILDS } from './jobs.js'
import type { Flow } from './Producer.js'
import type { QueueUnavailable } from './QueueError.js'
import { workOn } from './workOn.js'

const LOOK_EVERY_MS = 200

const ofQueue = (error: EngineError | QueueUnavailable): EngineError =>
  error.tag === 'QueueUnavailable' ? { tag: 'ViewsUnavailable', reason: error.reason } : error

const given = (reason: string): E.Either<EngineError, never> => E.left({ tag: 'ViewsUnavailable', reason })

const REPLACED = given('The read models were replaced by other processes while they were made. Run the command again.')

/** What is to be seen of a rebuild: that it ended and how, or `null` while it is under way. */
const look = async (
  { connection, producer }: Hands,
  home: DeploymentStores,
  flow: Flow,
  how: RebuildOptions,
): Promise<E.Either<EngineError, Rebuilt> | null> => {
  const found = await connection.attempt(async () => {
    const job = await producer.rebuilds.getJob(flow.id)
    if (job === undefined) return null
    const value: unknown = job.returnvalue
    return { state: await job.getState(), value, reason: job.failedReason }
  })
  if (E.isLeft(found)) return E.left(ofQueue(found.left))
  const generations = await home.views.generations()()
  if (E.isLeft(generations)) return generations
  const generation = generations.right.find(({ number }) => number === flow.generation)
  const job = found.right
  if (job?.state === 'failed') return given(job.reason)
  const finished = job?.state === 'completed' && Finished.is(job.value) ? job.value : null
  if (finished?.tag === 'Swapped') {
    const { tag: _, ...rebuilt } = finished
    return E.right({ ...rebuilt, found: PARTITIONS - flow.parts.length })
  }
  if (finished?.tag === 'Unreadable' || finished?.tag === 'Unequal') return E.left(finished)
  // Another rebuild at the same time finished it, or the queue forgot what it came to.
  if (generation?.state === 'live') {
    const rebuilt = await home.readModels.rebuilt(flow.generation)()
    if (E.isLeft(rebuilt)) return rebuilt
    return 'tag' in rebuilt.right ? REPLACED : E.right({ ...rebuilt.right, found: PARTITIONS - flow.parts.length })
  }
  if (generation === undefined || finished !== null) return REPLACED
  const parts = await home.views.parts(flow.generation)()
  if (E.isRight(parts)) how.onProgress?.({ done: parts.right.length, total: PARTITIONS })
  // The queue was emptied: what is built stays, the rest is handed out again.
  if (job === null) {
    const added = await producer.addFlow(flow)
    if (E.isLeft(added)) return E.left(ofQueue(added.left))
  }
  return null
}

export const rebuildOnQueue =
  (hands: Hands, home: DeploymentStores, how: RebuildOptions = {}): TaskEither<EngineError, Rebuilt> =>
  async () => {
    const { connection, producer, pace } = hands
    const stopping = new AbortController()
    const flow = await beginFlow(home, producer, how.withParked ?? false)
    if (E.isLeft(flow)) return E.left(ofQueue(flow.left))
    const letGo = workOn(
      connection,
      { home, producer, signal: stopping.signal },
      { queues: [REBUILDS], leaseMs: pace.leaseMs, trouble: () => undefined },
    )
    try {
      for (;;) {
        const ended = await look(hands, home, flow.right, how)
        if (ended !== null) return ended
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      }
    } finally {
      stopping.abort()
      await letGo()
    }
  }
