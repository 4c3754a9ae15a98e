/** Opens a SQLite file the way all files of this package are opened. */

import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { Corrupt, Unavailable } from '../port/EventStore.js'
import { corrupt, newerLayout } from '../port/faults.js'
import { unsafeRow } from '../unsafe.js'
import { type Connection, connect, isLockless } from './connect.js'
import { faultOf, isBusy } from './fault.js'
import { makePrivate } from './makePrivate.js'
import { lackingIn, listed, strangersIn } from './schema.js'

/** What a file must be: whose it is, in which layout, and how it is made when it is new. */
export interface Layout {
  /** Name of what is kept, as its `meta` table says it. */
  readonly kind: string
  readonly create: string
  /** Statements that lead from layout 1 to 2, from 2 to 3, and so on; `create` makes the last. */
  readonly upgrades: ReadonlyArray<string>
  /** What to do about a file that somebody changed. */
  readonly remedy: string
}

/** What every file of this package has. */
const META = 'CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;'

/** How long an opening or a write tries against other writers, in milliseconds. */
export const PATIENCE = 5000

/** Pause before another try, in milliseconds: short and never the same, so that writers do not meet again. */
export const jitter = (): number => 1 + Math.random() * 3

/** Runs `body` until it is not told that another one writes, or patience ends. What else it throws goes through. */
export const patiently = async <A>(body: () => A, patience = PATIENCE): Promise<A> => {
  const deadline = performance.now() + patience
  for (;;) {
    try {
      return body()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error
    }
    await sleep(jitter())
  }
}

const PRAGMAS = 'PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY;'

/**
 * Puts a file into the mode in which readers and writers do not meet. A backup made with
 * `VACUUM INTO` is in another one: where it cannot be changed, it is read as it is.
 */
const keepAheadLog = (db: DatabaseSync): void => {
  try {
    db.exec('PRAGMA journal_mode=WAL')
  } catch (error) {
    if (!isLockless(error)) throw error
  }
}

/** Runs `body` in a write transaction of its own; never begun as a reader, or it could not become a writer. */
export const inTransaction = <A>(db: DatabaseSync, body: () => A): A => {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = body()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** That nothing stands in a file that rewrites or hides what is recorded, and that nothing is missing. */
const schemaIn = (db: DatabaseSync, path: string, layout: Layout, isNewest: boolean): E.Either<Corrupt, void> => {
  const strangers = strangersIn(db)
  if (strangers.length > 0)
    return E.left(
      corrupt(
        `${path} has what Jejak did not make and what may alter records: ${listed(strangers)}: whoever keeps the file removes it with DROP in sqlite3, then runs jejak doctor`,
      ),
    )
  const lacking = isNewest ? lackingIn(db, META + layout.create) : []
  return lacking.length > 0 ? E.left(corrupt(`${path} lacks ${listed(lacking)}: ${layout.remedy}`)) : E.right(undefined)
}

/** What a file is: new, or of some layout; any file that is not of its kind is refused. Only reads. */
const layoutIn = (db: DatabaseSync, path: string, layout: Layout): E.Either<Unavailable | Corrupt, 'new' | number> => {
  const newest = layout.upgrades.length + 1
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    .all()
    .map(({ name }) => name)
  if (tables.length === 0) return E.right('new')
  const read = (key: string): string | null => {
    const row = unsafeRow<readonly [string]>(Object.values(db.prepare('SELECT value FROM meta WHERE key = ?').get(key) ?? {}))
    return row?.[0] ?? null
  }
  // Other programs, and the row index of imports, have a table of this name with other columns.
  const named = db.prepare("SELECT name FROM pragma_table_info('meta') WHERE name IN ('key', 'value')").all()
  if (named.length !== 2 || read('kind') !== layout.kind)
    return E.left(corrupt(`${path} holds something else than ${layout.kind} of Jejak: name another file`))
  const version = Number(read('layout'))
  if (version > newest)
    return E.left(newerLayout(`${path} was written by a newer Jejak (layout ${version}, this one knows ${newest}): use the newer program`))
  if (!Number.isInteger(version) || version < 1) return E.left(corrupt(`${path} names no layout that ever was: ${layout.remedy}`))
  return E.map(() => version)(schemaIn(db, path, layout, version === newest))
}

/** Makes the tables of a new file, and brings an older layout up to date, within a write transaction. */
const settleLayout = (db: DatabaseSync, path: string, layout: Layout): E.Either<Unavailable | Corrupt, void> => {
  const newest = layout.upgrades.length + 1
  const found = layoutIn(db, path, layout)
  if (E.isLeft(found)) return found
  if (found.right === 'new') {
    db.exec(META + layout.create)
    const put = db.prepare('INSERT INTO meta VALUES (?, ?)')
    put.run('kind', layout.kind)
    put.run('layout', String(newest))
    return E.right(undefined)
  }
  if (found.right === newest) return E.right(undefined)
  for (const upgrade of layout.upgrades.slice(found.right - 1)) db.exec(upgrade)
  db.prepare("UPDATE meta SET value = ? WHERE key = 'layout'").run(String(newest))
  return E.right(undefined)
}

/**
 * Opens a file, makes it where it is new, brings an older layout up to date, and
 * refuses one that is no database, belongs to something else, or is of a newer layout.
 * A file of the present layout is only read: no other writer stands in the way, and
 * where this user may not write it, only writes fail. The connection never waits by
 * itself: SQLite's own waiting starves writers.
 */
export const openDatabase = async (path: string, layout: Layout): Promise<E.Either<Unavailable | Corrupt, DatabaseSync>> => {
  let opened: DatabaseSync | null = null
  try {
    makePrivate(path)
    const { db } = connect(path, 0)
    opened = db
    // Looked at before anything is set: a file of something else stays as it is.
    const found = await patiently(() => layoutIn(db, path, layout))
    if (E.isRight(found)) {
      await patiently(() => keepAheadLog(db))
      db.exec(PRAGMAS)
    }
    const isSettled = E.isLeft(found) || found.right === layout.upgrades.length + 1
    const checked = isSettled ? found : await patiently(() => inTransaction(db, () => settleLayout(db, path, layout)))
    if (E.isLeft(checked)) db.close()
    return E.map(() => db)(checked)
  } catch (error) {
    if (opened?.isOpen) opened.close()
    return E.left(faultOf(path)(error))
  }
}

/** Prepares a statement whose rows are arrays. */
export const prepareOn =
  (db: DatabaseSync) =>
  (sql: string): StatementSync => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }

/** A second connection to a file that is open, for reading; waits for others. */
export const openReader = (path: string): Connection => {
  const connection = connect(path, 5000)
  connection.db.exec('PRAGMA cache_size=-4096; PRAGMA query_only=ON; PRAGMA temp_store=MEMORY;')
  return connection
}
