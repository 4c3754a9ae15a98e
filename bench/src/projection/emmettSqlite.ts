/** Emmett with its SQLite store: its consumer reads the log from the first event and keeps the read model in a table of the same file. */
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import type { Event } from '@event-driven-io/emmett'
import { emmettEvents } from './emmett.js'
import { nodeSqliteConnection } from './nodeSqliteConnection.js'
import { type Chunk, chunksOf, type OpenSubject } from './Subject.js'

type Attended = Event<'Attended', { readonly cohort: string; readonly hours: number }>

const TABLE = 'CREATE TABLE IF NOT EXISTS hours (cohort TEXT PRIMARY KEY, attended INTEGER, hours INTEGER) WITHOUT ROWID'
const ADD = 'INSERT INTO hours VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET attended = attended + 1, hours = hours + excluded.hours'
/** Ten times what is usual there, and no pause: with its own 100 and 50 ms, no more than 2,000 events a second. */
const PULLING = { batchSize: 1_000, pullingFrequencyInMs: 0 }

/** It imports its driver even where it is handed a connection. */
const withoutDriver = (): void => {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'sqlite3' ? { url: 'data:text/javascript,export default {}', shortCircuit: true } : next(specifier, context),
  })
}

export const openEmmettSqlite: OpenSubject = async (dir) => {
  withoutDriver()
  const { getSQLiteEventStore, SQLiteConnectionPool, sqliteProjection } = await import('@event-driven-io/emmett-sqlite')
  const fileName = join(dir, 'emmett.db')
  const connection = nodeSqliteConnection(fileName)
  const pool = SQLiteConnectionPool({ fileName, connectionOptions: { singleton: true, connection } })
  const store = getSQLiteEventStore({ fileName, pool })
  await store.schema.migrate()
  await connection.command(TABLE)
  const projection = sqliteProjection<Attended>({
    name: 'hours',
    canHandle: ['Attended'],
    handle: async (events, context) => {
      for (const { data } of events) await context.connection.command(ADD, [data.cohort, data.hours])
    },
  })
  const append = async (chunk: Chunk): Promise<void> => {
    await store.appendToStream(chunk.stream, emmettEvents(chunk), { expectedStreamVersion: BigInt(chunk.from) })
  }
  return {
    append,
    fill: async (total) => {
      for (const chunk of chunksOf(total)) await append(chunk)
    },
    rebuild: async () => {
      const head = await connection.querySingle<{ position: number }>('SELECT max(global_position) AS position FROM emt_messages')
      const last = BigInt(head?.position ?? 0)
      await connection.command('DELETE FROM hours')
      await connection.command('DELETE FROM emt_processors')
      const consumer = store.consumer({ pulling: PULLING })
      const stopAfter = ({ metadata }: { readonly metadata: { readonly globalPosition: bigint } }): boolean =>
        metadata.globalPosition >= last
      consumer.processor<Attended>({ processorId: 'hours', projection, startFrom: 'BEGINNING', stopAfter })
      await consumer.start()
    },
    totals: async () => {
      const sums = 'SELECT count(*) AS cohorts, coalesce(sum(attended), 0) AS attended, coalesce(sum(hours), 0) AS hours FROM hours'
      const totals = await connection.querySingle<{ cohorts: number; attended: number; hours: number }>(sums)
      return totals ?? { cohorts: 0, attended: 0, hours: 0 }
    },
    close: async () => connection.close(),
  }
}
