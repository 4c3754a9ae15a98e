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

/** Puts so many events into the empty log of a store. */
type Fill = (events: Store, total: number) => Promise<void>

/** All at once, as from a backup. */
const restored: Fill = async (events, total) => {
  const created = new Date()
  await events.restore?.(async (insert) => {
    for (const chunk of chunksOf(total)) {
      let version = chunk.from
      for (const event of dataOf(chunk)) await insert({ ...event, id: 0, stream: chunk.stream, version: version++, created, meta: META })
    }
  })
}

/** Past the program, into its table: its own ways take 10 KB of memory for each event written, until the process ends. The process can do nothing more with the store. */
const inserted =
  (path: string): Fill =>
  async (events, total) => {
    // Two builds of SQLite must not hold one file open in one process: each takes the other's locks away.
    await events.dispose()
    const database = new DatabaseSync(path)
    const insert = database.prepare('INSERT INTO events (stream, version, name, data, meta, created) VALUES (?, ?, ?, ?, ?, ?)')
    const [meta, created] = [JSON.stringify(META), new Date().toISOString()]
    database.exec('BEGIN')
    for (const chunk of chunksOf(total)) {
      let version = chunk.from
      for (const { name, data } of dataOf(chunk)) insert.run(chunk.stream, version++, name, JSON.stringify(data), meta, created)
    }
    database.exec('COMMIT')
    database.close()
  }

/** On the store given, or on the one in memory that it makes by itself. */
const openOn = async (kept: Kept, fill: Fill, adapter?: Store): Promise<Subject> => {
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
  // Made when it is first needed: it works on its store from then on, beside what fills the log.
  const make = () => act().withState(Career).withProjection(hours).build()
  let made: ReturnType<typeof make> | null = null
  /** From the first event to the last; the first time it also finds out what there is to read. */
  const rebuild = async (): Promise<void> => {
    made ??= make()
    const app = made
    kept.clear()
    await app.reset([PROJECTION])
    await new Promise<void>((resolve) => {
      // It settles by a timer that does not keep a process alive.
      const alive = setInterval(() => undefined, 1_000)
      const settled = (): void => {
        clearInterval(alive)
        app.off('settled', settled)
        resolve()
      }
      app.on('settled', settled)
      app.settle({ eventLimit: EVENT_LIMIT })
    })
  }
  return {
    append: async (chunk) => {
      await events.commit(chunk.stream, dataOf(chunk), META, chunk.from - 1)
    },
    fill: (total) => fill(events, total),
    rebuild,
    totals: async () => kept.totals(),
    close: async () => {
      kept.close()
      // Else the next process waits five seconds for what this one holds.
      await made?.shutdown()
      await events.dispose()
    },
  }
}

export const openAct: OpenSubject = () => openOn(inMemory(), restored)

export const openActSqlite: OpenSubject = (dir) => {
  const path = join(dir, 'act.db')
  return openOn(inTable(join(dir, 'hours.db')), inserted(path), new SqliteStore({ url: `file:${path}` }))
}
