/** The driver on `@eventstore/db-client`. */
import { END, EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client'
import { type Driver, type Filtered, type FilterOptions, type FoundEvent, foundEvent, type OpenDriver, type ReadOptions } from './Driver.js'

/** What both kinds of reading give; the library ends a call only when told. */
interface Reading extends AsyncIterable<Parameters<typeof foundEvent>[0]> {
  readonly on: (event: 'error', listener: () => void) => unknown
  readonly destroy: (error: Error) => unknown
  readonly cancel: () => Promise<void>
}

/** Events come one by one, no faster than they are taken. */
const collect = async (reading: Reading, signal: AbortSignal, prefixes?: ReadonlyArray<string>): Promise<ReadonlyArray<FoundEvent>> => {
  const stop = (): void => {
    reading.cancel().catch(() => {})
    reading.destroy(new Error('stopped'))
  }
  // An error that comes when nobody iterates any more would end the process.
  reading.on('error', () => {})
  signal.addEventListener('abort', stop)
  try {
    const found: FoundEvent[] = []
    for await (const each of reading) found.push(foundEvent(each, prefixes))
    return found
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const placeOf = (from: ReadOptions['from']) => (from === 'start' ? START : from === 'end' ? END : from)
const positionOf = (from: ReadOptions['from']) =>
  typeof from === 'bigint' ? { commit: from, prepare: from } : from === 'start' ? START : END

/** Events that the server looks at between two checkpoints, in windows of 32: after each of them a call ends. */
const CONSIDERED = 1000 * 32

/** Milliseconds in which a server that has more to tell tells something. */
const SILENCE = 3000

/**
 * The library filters subscriptions only: one is read until there are events enough, the
 * log has ended, or the server has looked at many events, and then left.
 */
const readFiltered = (client: EventStoreDBClient, { prefixes, after, limit }: FilterOptions, signal: AbortSignal): Promise<Filtered> =>
  new Promise((resolve, reject) => {
    const events: FoundEvent[] = []
    let reached: bigint | null = null
    let isOver = false
    let silence: NodeJS.Timeout | undefined
    const subscription = client.subscribeToAll({
      fromPosition: positionOf(after),
      requiresLeader: true,
      filter: streamNameFilter({
        prefixes: [...prefixes],
        checkpointInterval: CONSIDERED / 32,
        checkpointReached: (_, { commit }) => {
          reached = commit
          finish(false)
        },
      }),
    })
    const leave = (): void => {
      isOver = true
      clearTimeout(silence)
      signal.removeEventListener('abort', leave)
      subscription.unsubscribe().catch(() => {})
    }
    /** What was told before may still wait to be heard. */
    const finish = (ended: boolean): void => {
      if (isOver) return
      if (subscription.readableLength > 0) {
        setImmediate(() => finish(ended))
        return
      }
      leave()
      const last = events.at(-1)?.position ?? null
      resolve({ events, ended, reached: reached === null || (last !== null && last > reached) ? last : reached })
    }
    const waitOn = (): void => {
      clearTimeout(silence)
      silence = setTimeout(() => finish(false), SILENCE)
    }
    signal.addEventListener('abort', leave)
    subscription.on('confirmation', waitOn)
    subscription.on('error', (error) => {
      leave()
      reject(error)
    })
    subscription.on('caughtUp', () => finish(true))
    subscription.on('data', (each) => {
      if (isOver) return
      waitOn()
      events.push(foundEvent(each))
      if (events.length < limit) return
      leave()
      resolve({ events, ended: false, reached: events.at(-1)?.position ?? null })
    })
  })

/** Without TLS the library sends no sign-in, but its mere presence makes it use the call that keeps a deadline. */
const NOBODY = { username: 'nobody', password: 'nobody' }

/**
 * Bulk appends have a connection of their own. The library keeps all that wait for
 * an answer in one place of the process, whatever client they belong to, and empties
 * it when any bulk stream ends: so one connection at a time may have one.
 */
export const openDbClientDriver: OpenDriver = ({ url, tls, credentials }, mayBulk) => {
  const calls = EventStoreDBClient.connectionString(url)
  const bulk = mayBulk ? EventStoreDBClient.connectionString(url) : calls
  const single = credentials ?? (tls ? undefined : NOBODY)

  const driver: Driver = {
    append: async (stream, expected, events, options) => {
      const inBulk = (options.bulk && mayBulk) || single === undefined
      const result = await (inBulk ? bulk : calls).appendToStream(
        stream,
        events.map((event) => ({ ...event, contentType: 'application/octet-stream' as const })),
        {
          expectedRevision: expected,
          requiresLeader: true,
          deadline: options.deadline,
          ...(inBulk || single === undefined ? {} : { credentials: single }),
        },
      )
      return result.success ? { revision: result.nextExpectedRevision, position: result.position?.commit ?? null } : null
    },
    readStream: (stream, { from, direction, limit }, signal) =>
      collect(calls.readStream(stream, { fromRevision: placeOf(from), direction, maxCount: limit, requiresLeader: true }), signal),
    readAll: ({ from, direction, limit, prefixes }, signal) =>
      collect(calls.readAll({ fromPosition: positionOf(from), direction, maxCount: limit, requiresLeader: true }), signal, prefixes),
    readFiltered: (options, signal) => readFiltered(calls, options, signal),
    listen: (prefixes, hearing) => {
      const subscription = calls.subscribeToAll({
        fromPosition: END,
        requiresLeader: true,
        filter: streamNameFilter({ prefixes: [...prefixes] }),
      })
      subscription.on('error', hearing.ended)
      subscription.on('confirmation', hearing.confirmed)
      subscription.on('data', (each) => hearing.event(foundEvent(each).position))
      subscription.on('close', () => hearing.ended(null))
      return () => {
        subscription.unsubscribe().catch(() => {})
      }
    },
    dispose: async () => {
      await calls.dispose()
      if (bulk !== calls) await bulk.dispose()
    },
  }
  return driver
}
