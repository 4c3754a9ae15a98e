/** Opens the file of the row index, or a copy of it that nobody else sees. */
import { existsSync, renameSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { makePrivate } from '@jejak/eventstore'
import { TABLES } from './foldEvent.js'

const BUSY_TIMEOUT = 5_000
/** Pages kept in memory, in KiB: few, since rows come stream by stream and so do the pages they need. */
const CACHE = 8_192

const prepare = (db: DatabaseSync): DatabaseSync => {
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${CACHE}; PRAGMA wal_autocheckpoint = 8000`)
  return db
}

/** SQLite's codes for a file that is damaged or is no database. */
const DAMAGED: ReadonlySet<unknown> = new Set([11, 26])

const open = (path: string): DatabaseSync => {
  makePrivate(path)
  return prepare(new DatabaseSync(path, { timeout: BUSY_TIMEOUT }))
}

/** Puts a file that cannot be used aside: it may be another's than Jejak's, so it is never removed. */
const putAside = (path: string): void => {
  let place = `${path}.unusable`
  for (let n = 2; existsSync(place); n++) place = `${path}.unusable-${n}`
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, place + suffix)
}

/** Whether a database holds something, and neither rows of an index nor the lease of an import, which may come first. */
const isForeign = (db: DatabaseSync): boolean => {
  const names = new Set(
    db
      .prepare('SELECT name FROM sqlite_schema')
      .all()
      .map(({ name }) => name),
  )
  return names.size > 0 && !names.has('held') && !names.has('lease')
}

/**
 * The index file. One that is damaged, or is no index, is put aside and made anew: an
 * index holds nothing that is not in the log.
 */
export const openIndexFile = (path: string): DatabaseSync => {
  try {
    const db = open(path)
    if (!isForeign(db)) return db
    db.close()
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && DAMAGED.has(error.errcode))) throw error
  }
  putAside(path)
  return open(path)
}

/** A private copy on disk that is gone with its connection: what a dry run works on. */
export const openIndexCopy = (path: string, create: (db: DatabaseSync) => void): DatabaseSync => {
  const db = openTemporary()
  if (!existsSync(path)) return db
  create(db)
  try {
    db.exec(
      `ATTACH DATABASE 'file:${encodeURI(path).replaceAll('?', '%3f').replaceAll('#', '%23').replaceAll("'", '%27')}?mode=ro' AS whole`,
    )
    db.exec('BEGIN')
    for (const table of ['meta', ...TABLES]) db.exec(`INSERT INTO ${table} SELECT * FROM whole.${table}`)
    db.exec('COMMIT')
    db.exec('DETACH DATABASE whole')
  } catch {
    // A copy that fails is no loss: the index is made from the log instead.
    if (db.isTransaction) db.exec('ROLLBACK')
    db.close()
    return openTemporary()
  }
  return db
}

/** A database in a file without a name, which the system takes back when it is closed or the process ends. */
export const openTemporary = (cacheKib = CACHE): DatabaseSync => {
  const db = new DatabaseSync('')
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -${cacheKib}`)
  return db
}
