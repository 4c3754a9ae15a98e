/** Act with its store in memory or on SQLite; what a projection keeps is the user's to choose, here a table on SQLite beside a store on SQLite. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { act, projection, type Store, state, store } from '@rotorsoft/act'
import { SqliteStore } from '@rotorsoft/act-sqlite'
import { z } from 'zod'
import { type Chunk, chunksOf, HoursByCohort, type OpenSubject, type Subject, type Totals } from './Subject.js'

const Attended = z.object({ cohort: z.string(), hours: z.number() })
type Attended = z.infer<typeof Attended>

/** A projection may only read what some state emits. */
const Career = state({ Career: z.object({}) })
  .init(() => ({}))
  .emits({ Attended })
  .patch({ Attended: () => ({}) })
  .build()

/** Events read at a time; its documentation names it for rebuilds. */
const EVENT_LIMIT = 1_000
const PROJECTION = 'hours'

/** Where the read model is kept: batch by batch, as the program hands it over. */
interface Kept {
  readonly clear: () => void
  readonly add: (batch: ReadonlyArray<Attended>) => void
  readonly totals: () => Totals
  readonly close: () => void
}

const inMemory = (): Kept => {
  const hours = new HoursByCohort()
  return {
    clear: () => hours.clear(),
    add: (batch) => {
      for (const attended of batch) hours.add(attended)
    },
    totals: () => hours.totals(),
    close: () => undefined,
  }
}

const inTable = (path: string): Kept => {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS hours (cohort TEXT PRIMARY KEY, attended INTEGER, hours INTEGER) WITHOUT ROWID`)
  const add = database.prepare(
    'INSERT INTO hours VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET attended = attended + 1, hours = hours + excluded.hours',
  )
  return {
    clear: () => database.exec('DELETE FROM hours'),
    add: (batch) => {
      database.exec('BEGIN')
      for (const { cohort, hours } of batch) add.run(cohort, hours)
      database.exec('COMMIT')
    },
    totals: () => {
      const row = database.prepare('SELECT count(*) AS cohorts, sum(attended) AS attended, sum(hours) AS hours FROM hours').get()
      return { cohorts: Number(row?.['cohorts']), attended: Number(row?.['attended']), hours: Number(row?.['hours']) }
    },
    close: () => database.close(),
  }
}

const dataOf = ({ drafts }: Chunk) => drafts.map(({ type, data, meta }) => ({ name: type, data: { ...data, meta } }))
const META = { correlation: 'bench', causation: {} }

/** On the store given, or on the one in memory that it makes by itself. */
const openOn = async (kept: Kept, adapter?: Store): Promise<Subject> => {
  const events = store(adapter)
  await events.seed()
  const hours = projection(PROJECTION)
    .on({ Attended })
    .do(async function hoursByCohort({ data }) {
      kept.add([data])
    })
    .batch(async function hoursOfBatch(batch) {
      kept.add(batch.map(({ data }) => data))
    })
    .build()
  const app = act().withState(Career).withProjection(hours).build()
  const settle = (): Promise<void> =>
    new Promise((resolve) => {
      const settled = (): void => {
        app.off('settled', settled)
        resolve()
      }
      app.on('settled', settled)
      app.settle({ eventLimit: EVENT_LIMIT })
    })
  return {
    append: async (chunk) => {
      await events.commit(chunk.stream, dataOf(chunk), META, chunk.from - 1)
    },
    fill: async (total) => {
      const created = new Date()
      await events.restore?.(async (insert) => {
        for (const chunk of chunksOf(total)) {
          let version = chunk.from
          for (const event of dataOf(chunk))
            await insert({ ...event, id: 0, stream: chunk.stream, version: version++, created, meta: META })
        }
      })
      // The projection was live while the log grew.
      await settle()
    },
    rebuild: async () => {
      kept.clear()
      await app.reset([PROJECTION])
      await settle()
    },
    totals: async () => kept.totals(),
    close: async () => {
      kept.close()
      await events.dispose()
    },
  }
}

export const openAct: OpenSubject = () => openOn(inMemory())

export const openActSqlite: OpenSubject = (dir) =>
  openOn(inTable(join(dir, 'hours.db')), new SqliteStore({ url: `file:${join(dir, 'act.db')}` }))
