/** The driver on `@eventstore/db-client`. */
import { END, EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client'
import { type Driver, type FoundEvent, foundEvent, type OpenDriver, type ReadOptions } from './Driver.js'

/** What both kinds of reading give; the library ends a call only when told. */
interface Reading extends AsyncIterable<Parameters<typeof foundEvent>[0]> {
  readonly on: (event: 'error', listener: () => void) => unknown
  readonly destroy: (error: Error) => unknown
  readonly cancel: () => Promise<void>
}

/** Events come one by one, no faster than they are taken. */
const collect = async (reading: Reading, signal: AbortSignal): Promise<ReadonlyArray<FoundEvent>> => {
  const stop = (): void => {
    reading.cancel().catch(() => {})
    reading.destroy(new Error('stopped'))
  }
  // An error that comes when nobody iterates any more would end the process.
  reading.on('error', () => {})
  signal.addEventListener('abort', stop)
  try {
    const found: FoundEvent[] = []
    for await (const each of reading) found.push(foundEvent(each))
    return found
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const placeOf = (from: ReadOptions['from']) => (from === 'start' ? START : from === 'end' ? END : from)
const positionOf = (from: ReadOptions['from']) =>
  typeof from === 'bigint' ? { commit: from, prepare: from } : from === 'start' ? START : END

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
    readAll: ({ from, direction, limit }, signal) =>
      collect(calls.readAll({ fromPosition: positionOf(from), direction, maxCount: limit, requiresLeader: true }), signal),
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
