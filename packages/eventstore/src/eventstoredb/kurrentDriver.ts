/** The driver on `@kurrent/kurrentdb-client`, the successor of `@eventstore/db-client`; its reads are native code. */
import { END, KurrentDBClient, START, streamNameFilter } from '@kurrent/kurrentdb-client'
import { type Driver, type FoundEvent, foundEvent, type LogReadOptions, type OpenDriver, type ReadOptions } from './Driver.js'
import { failureOf, NoAnswer, UnreadCertificate } from './failure.js'

const collect = async (
  reading: AsyncIterable<Parameters<typeof foundEvent>[0]>,
  signal: AbortSignal,
  prefixes?: ReadonlyArray<string>,
): Promise<ReadonlyArray<FoundEvent>> => {
  const found: FoundEvent[] = []
  for await (const each of reading) {
    if (signal.aborted) break
    found.push(foundEvent(each, prefixes))
  }
  return found
}

const placeOf = (from: ReadOptions['from']) => (from === 'start' ? START : from === 'end' ? END : from)
const positionOf = (from: ReadOptions['from']) =>
  typeof from === 'bigint' ? { commit: from, prepare: from } : from === 'start' ? START : END

/** Milliseconds in which the part of the library that is plain JavaScript is heard. */
const EXPLAINING = 2000

/**
 * Rejects with what is wrong with the server or the address, where that is told: a subscription is plain
 * JavaScript, and says what it met.
 */
const reached = (client: KurrentDBClient, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const subscription = client.subscribeToAll({ fromPosition: END, requiresLeader: true })
    const leave = (): void => {
      clearTimeout(late)
      signal.removeEventListener('abort', silent)
      subscription.unsubscribe().catch(() => {})
    }
    const silent = (): void => {
      leave()
      reject(new NoAnswer())
    }
    const late = setTimeout(silent, EXPLAINING)
    signal.addEventListener('abort', silent)
    subscription.on('confirmation', () => {
      leave()
      resolve()
    })
    subscription.on('error', (error) => {
      leave()
      reject(error)
    })
  })

const NOBODY = { username: 'nobody', password: 'nobody' }

/** Waiting appends are kept by stream here, so every client may send in bulk. */
export const openKurrentDriver: OpenDriver = ({ url, tls, credentials }) => {
  const client = KurrentDBClient.connectionString(url)
  const single = credentials ?? (tls ? undefined : NOBODY)

  /**
   * Reads are native code, which calls a certificate that it does not take "unavailable", as a dead server, and a
   * wrong password a missing right. So another call is asked why.
   */
  const explained = async <A>(signal: AbortSignal, read: () => Promise<A>): Promise<A> => {
    try {
      return await read()
    } catch (error) {
      const failure = failureOf(error)
      if (failure.tag !== 'passing' && failure.tag !== 'refused') throw error
      await reached(client, signal)
      // It may have come back meanwhile; without TLS there is nothing more to say.
      if (!tls || failure.tag === 'refused') throw error
      return await read().catch((again) => Promise.reject(failureOf(again).tag === 'passing' ? new UnreadCertificate() : again))
    }
  }

  const readAll = ({ from, direction, limit, prefixes }: LogReadOptions, signal: AbortSignal): Promise<ReadonlyArray<FoundEvent>> =>
    collect(client.readAll({ fromPosition: positionOf(from), direction, maxCount: limit, requiresLeader: true }), signal, prefixes)

  const driver: Driver = {
    append: async (stream, expected, events, { bulk, deadline }) => {
      const result = await client.appendToStream(
        stream,
        events.map((event) => ({ ...event, contentType: 'application/octet-stream' as const })),
        {
          streamState: expected,
          requiresLeader: true,
          deadline,
          ...(bulk || single === undefined ? {} : { credentials: single }),
        },
      )
      return result.success ? { revision: result.nextExpectedRevision, position: result.position?.commit ?? null } : null
    },
    readStream: (stream, { from, direction, limit }, signal) =>
      explained(signal, () =>
        collect(client.readStream(stream, { fromRevision: placeOf(from), direction, maxCount: limit, requiresLeader: true }), signal),
      ),
    readAll: (options, signal) =>
      explained(signal, async () => {
        try {
          return await readAll(options, signal)
        } catch (error) {
          if (typeof options.from !== 'bigint') throw error
          // The library calls a position that is no event's "unavailable" too. Where a read that
          // needs no position has an answer and this one still has none, it is the position.
          await readAll({ from: 'end', direction: 'backwards', limit: 1, prefixes: [] }, signal)
          return await readAll(options, signal).catch(() => Promise.reject(new Error('InvalidPosition')))
        }
      }),
    readFiltered: async ({ prefixes, after, limit }, signal) => {
      const filter = streamNameFilter({ prefixes: [...prefixes] })
      const fromPosition = positionOf(after)
      // The event it is read from comes again.
      const found = await collect(
        client.readAll({ fromPosition, direction: 'forwards', maxCount: limit + 1, requiresLeader: true, filter }),
        signal,
      )
      const events = found.filter(({ position }) => position !== after).slice(0, limit)
      return { events, ended: found.length <= limit, reached: events.at(-1)?.position ?? null }
    },
    listen: (prefixes, hearing) => {
      const subscription = client.subscribeToAll({
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
    dispose: () => client.dispose(),
  }
  return driver
}
