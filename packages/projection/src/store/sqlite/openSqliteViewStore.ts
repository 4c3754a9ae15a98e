/**
 * Read models in one SQLite file, `views.db`: WAL, synchronous=NORMAL. It can be
 * lost and made again. Any number of processes may use it at once.
 */
import {
  type AgencyCode,
  type CareerId,
  careerStream,
  type LocalDate,
  type LogPosition,
  PARTITIONS,
  partitionOf,
  type StreamName,
} from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { unsafeParse } from '../../unsafe.js'
import {
  type Generation,
  type GenerationGone,
  PEOPLE,
  positionOf,
  type ViewStore,
  type ViewsError,
  type ViewsUnavailable,
  type ViewsUnusableCode,
} from '../ViewStore.js'
import { Checkpointer } from './Checkpointer.js'
import { clearDropped, drop } from './drop.js'
import { PATIENCE_MS, attempt as patiently } from './gateway.js'
import { connect, isOwn, LAYOUT, lay, versionOf } from './layout.js'
import {
  contentsOf,
  DOCUMENT,
  type DocumentRow,
  firstOpenOf,
  MARKS,
  type MarkRow,
  namesIn,
  peopleOf,
  statusOf,
  straysOf,
  sumsOf,
  toDocument,
  toMark,
} from './reads.js'
import { Statements } from './Statements.js'
import { writePart } from './writePart.js'
import { commit, mark, park, putReferences } from './writes.js'

/** Nothing of a generation is asked for here, so it cannot be gone. */
const withoutGone = <A>(result: E.Either<ViewsUnavailable | GenerationGone, A>): E.Either<ViewsUnavailable, A> =>
  E.isRight(result)
    ? result
    : result.left.tag === 'ViewsUnavailable'
      ? E.left(result.left)
      : E.left({ tag: 'ViewsUnavailable', reason: 'A generation of read models vanished. Run the command again.' })

type GenerationRow = [number, string, LocalDate, LogPosition, LogPosition, string, Generation['state'], number, string]

interface Opened {
  readonly path: string
  readonly sql: Statements
  readonly checkpointer: Checkpointer
  readonly isStale: () => boolean
  readonly patienceMs: number
}

const STALE: ViewsUnavailable = {
  tag: 'ViewsUnavailable',
  reason: 'The read models (views.db) were written while they were read without locks: run the command again.',
}

const storeOn = ({ path, sql, checkpointer, isStale, patienceMs }: Opened): ViewStore => {
  const attempt =
    <A>(work: () => A): TE.TaskEither<ViewsError, A> =>
    async () => {
      const done = await patiently(work, path, patienceMs)()
      return isStale() ? E.left(STALE) : done
    }
  const read = <A>(generation: number, work: () => A): TE.TaskEither<ViewsError, A> =>
    attempt(() =>
      sql.look(() => {
        sql.demand(generation)
        return work()
      }),
    )
  const write = <A>(generation: number, work: () => A): TE.TaskEither<ViewsError, A> =>
    attempt(() =>
      sql.write(() => {
        sql.demand(generation)
        return work()
      }),
    )
  /** A write as they come one after the other while the log is followed. */
  const small =
    <A>(generation: number, work: () => A): TE.TaskEither<ViewsError, A> =>
    async () => {
      const done = await write(generation, work)()
      checkpointer.committed()
      return done
    }
  const plain =
    <A>(work: () => A): TE.TaskEither<ViewsUnavailable, A> =>
    async () =>
      withoutGone(await attempt(work)())
  const beat = (generation: number, now: number): void => {
    sql.run('UPDATE generation SET beat = ? WHERE number = ?', now, generation)
  }
  return {
    claimLog: (log) =>
      plain(() => {
        const named = () => sql.one<[string]>('SELECT name FROM log')?.[0] ?? null
        const present = named()
        if (present !== null || log === null) return present
        return sql.write(() => {
          sql.run('INSERT INTO log(name) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM log)', log)
          return named()
        })
      }),
    emptying: 'delete views.db, views.db-wal and views.db-shm',
    renewLog: (log) => async () => {
      const hidden = await plain(() =>
        sql.write(() => {
          sql.run('DELETE FROM log')
          if (log !== null) sql.run('INSERT INTO log(name) VALUES (?)', log)
          return sql.run("UPDATE generation SET state = 'dropped' WHERE state <> 'dropped'")
        }),
      )()
      if (E.isLeft(hidden)) return hidden
      const cleared = await clearDropped(sql, plain)()
      return E.isLeft(cleared) ? cleared : hidden
    },
    generations: () =>
      plain(() =>
        sql
          .all<GenerationRow>(
            'SELECT number, definitions, day, up_to, reached, hash, state, beat, built_at FROM generation WHERE state <> ? ORDER BY number DESC',
            'dropped',
          )
          .map(([number, definitions, day, upTo, position, hash, state, beat, builtAt]) => ({
            ...{ number, definitions, day, upTo, reached: { position, hash } },
            ...{ state, beat, builtAt },
          })),
      ),
    begin: ({ definitions, day, now, upTo, hash }) =>
      plain(() =>
        sql.write(() => {
          // AUTOINCREMENT: the number of a dropped generation never comes back.
          const insert = `INSERT INTO generation(definitions, day, up_to, reached, hash, state, beat, built_at)
            VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7) RETURNING number`
          const number = sql.one<[number]>(insert, definitions, day, upTo, hash, 'building', now, '')?.[0] ?? 0
          for (let partition = 0; partition < PARTITIONS; partition++)
            sql.run('INSERT INTO slot(generation, partition, checkpoint, catalogue, epoch) VALUES (?, ?, ?, 0, 0)', number, partition, upTo)
          return number
        }),
      ),
    writePart: (generation, part, now) =>
      write(generation, () => {
        beat(generation, now)
        writePart(sql, generation, part)
      }),
    parts: (generation) =>
      read(generation, () =>
        sql

          .all<[number, number, number, string | null]>(
            'SELECT partition, events, documents, digest FROM part WHERE generation = ? ORDER BY partition',
            generation,
          )
          .map(([partition, events, documents, digest]) => ({ partition, events, documents, digest })),
      ),
    contents: (generation, partition) => read(generation, () => contentsOf(sql, generation, partition)),
    names: (generation, partition) => read(generation, () => namesIn(sql, generation, partition)),
    strays: (generation) => read(generation, () => straysOf(sql, generation)),
    verified: (generation, partition, digest) =>
      write(generation, () => {
        sql.run('UPDATE part SET digest = ? WHERE generation = ? AND partition = ?', digest, generation, partition)
      }),
    writeReferences: (generation, { references, catalogue, parked }, now) =>
      write(generation, () => {
        beat(generation, now)
        putReferences(sql, generation, references)
        park(sql, generation, parked)
        sql.run('UPDATE slot SET catalogue = max(catalogue, ?) WHERE generation = ?', catalogue, generation)
      }),
    publish: (generation, instead, builtAt) =>
      write(generation, () => {
        const live = 'SELECT 1 FROM generation WHERE number = ? AND state = ?'
        if (instead !== null && sql.one(live, instead, 'live') !== undefined)
          if (positionOf(statusOf(sql, generation)) < positionOf(statusOf(sql, instead))) return false
        sql.run('UPDATE generation SET state = ?, built_at = ? WHERE number = ?', 'live', builtAt, generation)
        return true
      }),
    retire: (generation, inFavourOf) =>
      write(generation, () => {
        sql.demand(inFavourOf)
        if (positionOf(statusOf(sql, inFavourOf)) < positionOf(statusOf(sql, generation))) return false
        sql.run('UPDATE generation SET state = ? WHERE number = ?', 'retired', generation)
        return true
      }),
    drop: (generation) => drop(sql, plain, generation),
    parked: (generation) =>
      read(generation, () =>
        sql
          .all<[StreamName, number, LogPosition, string]>(
            'SELECT stream, revision, position, reason FROM parked WHERE generation = ? ORDER BY stream',
            generation,
          )
          .map(([stream, revision, position, reason]) => ({ stream, revision, position, reason })),
      ),
    status: (generation) => read(generation, () => statusOf(sql, generation)),
    references: (generation, after) =>
      read(generation, () => ({
        entries: sql
          .all<[LogPosition, AgencyCode, string]>(
            'SELECT position, agency, entry FROM reference WHERE generation = ? AND position > ? ORDER BY position',
            generation,
            after,
          )
          .map(([position, agency, entry]) => ({ position, agency, entry })),
        catalogue: sql.one<[LogPosition]>('SELECT min(catalogue) FROM slot WHERE generation = ?', generation)?.[0] ?? unsafeParse('0'),
      })),
    mark: (generation, marking) => small(generation, () => mark(sql, generation, marking)),
    marks: (generation, from, limit) =>
      read(generation, () => {
        const ahead = sql.all<MarkRow>(`${MARKS} partition >= ? LIMIT ?`, generation, from, limit)
        const rest = limit - ahead.length
        const round = rest === 0 ? [] : sql.all<MarkRow>(`${MARKS} partition < ? LIMIT ?`, generation, from, rest)
        return [...ahead, ...round].map(toMark)
      }),
    marksIn: (generation, partition, limit) =>
      read(generation, () => sql.all<MarkRow>(`${MARKS} partition = ? LIMIT ?`, generation, partition, limit).map(toMark)),
    dirty: (generation) =>
      read(generation, () =>
        sql
          .all<[number, number]>(
            'SELECT partition, count(*) FROM mark WHERE generation = ? GROUP BY partition ORDER BY partition',
            generation,
          )
          .map(([partition, marks]) => ({ partition, marks })),
      ),
    claim: (generation, partition) =>
      write(generation, () => {
        const raise = 'UPDATE slot SET epoch = epoch + 1 WHERE generation = ? AND partition = ? RETURNING epoch'
        return sql.one<[number]>(raise, generation, partition)?.[0] ?? 0
      }),
    load: (generation, careers) =>
      read(generation, () =>
        careers.flatMap((career) =>
          sql.all<DocumentRow>(`${DOCUMENT} = ?`, generation, partitionOf(careerStream(career)), career).map(toDocument),
        ),
      ),
    commit: (generation, commits) => small(generation, () => commit(sql, generation, commits)),
    advance: (generation, commits, marking) =>
      small(generation, () => {
        const committed = commit(sql, generation, commits)
        const marked = mark(sql, generation, marking)
        return { committed, marked, firstOpen: firstOpenOf(sql, generation) }
      }),
    documents: (generation, partition, after, limit) =>
      read(generation, () =>
        sql.all<DocumentRow>(`${DOCUMENT} > ? ORDER BY d.career LIMIT ?`, generation, partition, after ?? '', limit).map(toDocument),
      ),
    sums: (generation, views, agency) =>
      read(generation, () => ({
        sums: views.map((view) => sumsOf(sql, generation, view, agency)),
        people: peopleOf(sql, generation, agency),
        status: statusOf(sql, generation),
      })),
    rows: (generation, view, agency) =>
      read(generation, () => ({
        rows: sql
          .all<[CareerId, string]>(
            'SELECT career, row FROM person_row WHERE generation = ? AND view = ? AND agency = ?',
            generation,
            view,
            agency,
          )
          .map(([career, row]) => ({ career, row })),
        people: peopleOf(sql, generation, agency),
        status: statusOf(sql, generation),
      })),
    agencies: (generation) =>
      read(generation, () => {
        const known = new Set<AgencyCode>()
        for (const [agency] of sql.all<[AgencyCode]>('SELECT DISTINCT agency FROM reference WHERE generation = ?', generation))
          known.add(agency)
        const people = 'SELECT DISTINCT agency FROM sum WHERE generation = ? AND view = ?'
        for (const [agency] of sql.all<[AgencyCode]>(people, generation, PEOPLE)) known.add(agency)
        return [...known].sort()
      }),
    close: async () => {
      await checkpointer.close()
      if (sql.db.isOpen) sql.db.close()
    },
  }
}

/** What a file is to this program before it is touched. */
type Found = 'usable' | ViewsUnusableCode

const REFUSED: Readonly<Record<ViewsUnusableCode, (path: string) => string>> = {
  newerLayout: () =>
    'The read models (views.db) were made by a newer version of Jejak: use that version, or delete views.db to make them again.',
  foreignFile: (path) => `${path} is a database that is no views.db of Jejak; nothing in it was changed: name another file in JEJAK_VIEWS.`,
}

const refusalOf = (code: ViewsUnusableCode, path: string): ViewsUnavailable => ({
  tag: 'ViewsUnavailable',
  reason: REFUSED[code](path),
  code,
})

export interface SqliteViewStoreOptions {
  /** Longest wait for other processes that write, in milliseconds. */
  readonly patienceMs?: number
}

/**
 * Opens `views.db`, makes its tables, empties a file of an older layout; refuses one of a
 * newer, and one of another program. One that is as it must be is only read.
 */
export const openSqliteViewStore =
  (path: string, { patienceMs = PATIENCE_MS }: SqliteViewStoreOptions = {}): TE.TaskEither<ViewsUnavailable, ViewStore> =>
  async () => {
    const opened = withoutGone(await patiently(() => connect(path), path, patienceMs)())
    if (E.isLeft(opened)) return opened
    const { db, isStale } = opened.right
    const sql = new Statements(db)
    const laid = withoutGone(
      await patiently(
        (): Found => {
          if (!isOwn(db)) return 'foreignFile'
          if (versionOf(db) > LAYOUT) return 'newerLayout'
          // The mode stays in the file; asking for it again writes nothing.
          db.exec('PRAGMA journal_mode = WAL')
          // Looked at once more inside: it may have become another's in between.
          if (versionOf(db) < LAYOUT && !sql.write(() => isOwn(db) && lay(db))) return 'foreignFile'
          return 'usable'
        },
        path,
        patienceMs,
      )(),
    )
    if (E.isLeft(laid)) {
      db.close()
      return laid
    }
    if (laid.right === 'usable') return E.right(storeOn({ path, sql, checkpointer: new Checkpointer(db, path), isStale, patienceMs }))
    db.close()
    return E.left(refusalOf(laid.right, path))
  }
