/** The queues as a board shows them: to look at, not to work on. */
import { type Reports, standingViews } from '@jejak/reports'
import type { Queue } from 'bullmq'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { connectQueue } from './connectQueue.js'
import { queuesOn } from './Producer.js'
import type { QueueUnavailable } from './QueueError.js'

export interface BoardQueues {
  readonly queues: ReadonlyArray<Queue>
  readonly close: () => Promise<void>
}

export const openBoardQueues =
  (url: string, standing: Reports['standing'] = standingViews): TaskEither<QueueUnavailable, BoardQueues> =>
  async () => {
    const connected = await connectQueue(url, standing)()
    if (E.isLeft(connected)) return connected
    const queues = queuesOn(connected.right)
    // A request that fails says so itself.
    for (const queue of queues) queue.on('error', () => undefined)
    return E.right({
      queues,
      close: async () => {
        await Promise.all(queues.map((queue) => queue.close()))
        await connected.right.close()
      },
    })
  }
