/** Connections to the Redis of the queue: one for short calls, which fail after a while, and one for jobs, which waits. */
import { attempt, claimDatabase, connectRedis, type RedisConnection } from '@jejak/eventstore/redis'
import type { Reports } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { Cluster, type Redis } from 'ioredis'
import { namespaceOf } from './namespace.js'
import { type QueueUnavailable, unavailable } from './QueueError.js'

export interface QueueConnection {
  /** What all keys begin with. */
  readonly prefix: string
  /** For adding jobs and looking at them. */
  readonly calls: Redis | Cluster
  /** A further connection for those who work on jobs: its commands wait until Redis is back. Its opener disconnects it. */
  readonly waiting: () => Redis | Cluster
  /** Runs calls; again where the connection was lost, so they must be safe to do twice. */
  readonly attempt: <A>(work: () => Promise<A>) => Promise<E.Either<QueueUnavailable, A>>
  readonly close: () => Promise<void>
}

const waitingClient = ({ client }: RedisConnection): Redis | Cluster => {
  if (!(client instanceof Cluster)) return client.duplicate({ maxRetriesPerRequest: null, enableAutoPipelining: false, lazyConnect: false })
  const { replyMapping: _, ...redisOptions } = client.options.redisOptions ?? {}
  return client.duplicate([], {
    enableOfflineQueue: true,
    lazyConnect: false,
    redisOptions: { ...redisOptions, maxRetriesPerRequest: null },
  })
}

const waitingOn = (connection: RedisConnection): Redis | Cluster => {
  const waiting = waitingClient(connection)
  // Who works on jobs hears of it from their queue.
  waiting.on('error', () => undefined)
  return waiting
}

/**
 * Connects to the Redis at an address. It may be the one of the read models, never the one of the keys.
 *
 * @param standing the views that are kept live: programs that keep others have queues of their own
 */
export const connectQueue =
  (url: string, standing: Reports['standing']): TaskEither<QueueUnavailable, QueueConnection> =>
  async () => {
    const connected = await connectRedis(url)
    if (E.isLeft(connected)) return E.left(unavailable(connected.left))
    const connection = connected.right
    const claimed = await attempt(connection, () => claimDatabase(connection, 'views'))
    if (E.isLeft(claimed) || !claimed.right) {
      await connection.close()
      const { shown } = connection.address
      return E.left(
        unavailable(E.isLeft(claimed) ? claimed.left : `Redis at ${shown} holds the keys of persons: keep the queue in another Redis.`),
      )
    }
    return E.right({
      prefix: namespaceOf(connection.address.prefix, standing),
      calls: connection.client,
      waiting: () => waitingOn(connection),
      attempt: async (work) => E.mapLeft(unavailable)(await attempt(connection, work)),
      close: connection.close,
    })
  }
