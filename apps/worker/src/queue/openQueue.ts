/** Wake-ups by a queue in Redis: any number of processes, on any number of machines, share the work. */
import { type Reports, standingViews } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Wakeups } from '../Wakeups.js'
import { connectQueue } from './connectQueue.js'
import { followQueue } from './followQueue.js'
import { PACE } from './Pace.js'
import { Producer } from './Producer.js'
import type { QueueUnavailable } from './QueueError.js'
import { rebuildOnQueue } from './rebuildOnQueue.js'

/** Opens the queue in the Redis at an address; nothing is worked on yet. */
export const openQueue =
  (url: string, pace = PACE, standing: Reports['standing'] = standingViews): TaskEither<QueueUnavailable, Wakeups> =>
  async () => {
    const connected = await connectQueue(url, standing)()
    if (E.isLeft(connected)) return connected
    const connection = connected.right
    // What befalls a connection is told by the calls that fail for it.
    const producer = new Producer(connection, pace, () => undefined)
    return E.right({
      follow: (home, signal, on) => followQueue({ connection, producer, pace }, home, signal, on),
      rebuild: (home, how) => rebuildOnQueue({ connection, producer, pace }, home, how),
      close: async () => {
        await producer.close()
        await connection.close()
      },
    })
  }
