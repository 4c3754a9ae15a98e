/** Connections to one Redis server or to a cluster, and what may be said when they fail. */
import { setTimeout as wait } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { Cluster, Redis } from 'ioredis'
import { adviceOf, isPassing } from './faults.js'
import { type RedisAddress, redisAddress } from './RedisAddress.js'

export interface RedisConnection {
  readonly address: RedisAddress
  readonly client: Redis | Cluster
  /** What last befell the connection, until it is well again; tells more than the work that failed for it. */
  readonly trouble: () => unknown
  /** Each server that holds keys. */
  readonly servers: () => ReadonlyArray<Redis>
  readonly close: () => Promise<void>
}

/** A server that does not answer for so long is taken for dead, in milliseconds. */
const SILENCE_MS = 15_000
/** Longest wait for a server to come back, in milliseconds: a restart and a change of masters fit in. */
const PATIENCE_MS = 15_000

const backOff = (tries: number): number => Math.min(25 * 2 ** Math.min(tries, 6), 1_000)

const clientOf = (address: RedisAddress): Redis | Cluster => {
  const options = {
    ...(address.username === null ? {} : { username: address.username }),
    ...(address.password === null ? {} : { password: address.password }),
    ...(address.tls ? { tls: {} } : {}),
    connectTimeout: 5_000,
    socketTimeout: SILENCE_MS,
    // Trying again is `attempt`'s, which tries a whole piece of work.
    maxRetriesPerRequest: 1,
    disableClientInfo: true,
  }
  const [first = { host: 'localhost', port: 6379 }] = address.nodes
  const client = address.cluster
    ? new Cluster([...address.nodes], {
        redisOptions: options,
        clusterRetryStrategy: backOff,
        // Without bound it would keep work for a cluster that never comes back.
        enableOfflineQueue: false,
        lazyConnect: true,
      })
    : new Redis({ ...options, ...first, db: address.database, retryStrategy: backOff, enableAutoPipelining: true, lazyConnect: true })
  return client
}

/**
 * Runs work on Redis. Where the connection is lost or a server is not ready, the
 * whole work is done again until a deadline, so it must be safe to do twice. The
 * left side is one line that says what to do.
 */
export const attempt = async <A>({ address, trouble }: RedisConnection, work: () => Promise<A>): Promise<E.Either<string, A>> => {
  const started = performance.now()
  for (let tries = 0; ; tries++) {
    try {
      return E.right(await work())
    } catch (error) {
      if (!isPassing(error) || performance.now() - started > PATIENCE_MS) return E.left(adviceOf(address.shown, error, trouble()))
    }
    await wait(backOff(tries))
  }
}

/** Connects, or says in one line why not. */
export const connectRedis = async (url: string): Promise<E.Either<string, RedisConnection>> => {
  const address = redisAddress(url)
  if (E.isLeft(address)) return E.left(`This is no address of a Redis: ${address.left}.`)
  const client = clientOf(address.right)
  let trouble: unknown = null
  client.on('error', (error) => {
    trouble = error
  })
  client.on('ready', () => {
    trouble = null
  })
  const deadline = new AbortController()
  try {
    // A cluster that does not come together is asked again and again, for ever.
    const late = wait(PATIENCE_MS, null, { signal: deadline.signal }).then(() => Promise.reject(new Error('Cluster is not ready')))
    await Promise.race([client.connect(), late])
  } catch (error) {
    client.disconnect()
    return E.left(adviceOf(address.right.shown, error, trouble))
  } finally {
    deadline.abort()
  }
  return E.right({
    address: address.right,
    client,
    trouble: () => trouble,
    servers: () => (client instanceof Cluster ? client.nodes('master') : [client]),
    close: async () => {
      // Nothing is under way that must be awaited: all work was.
      client.disconnect()
    },
  })
}
