/** Opens the file of the row index, or a copy of it that nobody else sees. */
import { existsSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
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

/** The index file; a damaged one is removed and made anew, since it holds nothing that is not in the log. */
export const openIndexFile = (path: string): DatabaseSync => {
  try {
    return prepare(new DatabaseSync(path, { timeout: BUSY_TIMEOUT }))
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && DAMAGED.has(error.errcode))) throw error
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
    return prepare(new DatabaseSync(path, { timeout: BUSY_TIMEOUT }))
  }
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
