/** Connections to SQLite files, also where neither the file nor its folder may be written. */
import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { errcodeOf } from './fault.js'

export interface Connection {
  readonly db: DatabaseSync
  /** Whether the file was written since, where it is read without locks: what was read then is worth nothing. */
  readonly isStale: () => boolean
}

const never = (): boolean => false

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** What changes whenever a file is written. */
const stampOf = (path: string): string => {
  const { ino, size, mtimeNs } = statSync(path, { bigint: true })
  return `${ino} ${size} ${mtimeNs} ${sizeOf(`${path}-wal`)}`
}

/** READONLY, IOERR, FULL and CANTOPEN: how SQLite says that it cannot make the files it needs for its locks. */
const LOCKLESS: ReadonlySet<number> = new Set([8, 10, 13, 14])

/** Whether SQLite could not make the files it needs for its locks, or for its write-ahead log. */
export const isLockless = (error: unknown): boolean => LOCKLESS.has((errcodeOf(error) ?? 0) & 0xff)

/**
 * Whether a file that did not open can be read as one that does not change: the files
 * SQLite needs for its locks cannot be made, since the folder may not be written or the
 * disk is full, and nothing waits in a write-ahead log beside it.
 */
const isReadable = (path: string, error: unknown): boolean => isLockless(error) && sizeOf(path) > 0 && sizeOf(`${path}-wal`) === 0

/**
 * Opens a file. Where this user may only read it, or the disk is full, it is read without
 * locks; then a reader asks `isStale` after each read. Throws what SQLite throws.
 *
 * @param timeout how long SQLite waits for locks by itself, in milliseconds
 */
export const connect = (path: string, timeout: number): Connection => {
  const db = new DatabaseSync(path, { timeout })
  try {
    db.prepare('SELECT 1 FROM sqlite_schema').get()
    return { db, isStale: never }
  } catch (error) {
    if (!isReadable(path, error)) return { db, isStale: never }
    db.close()
    const opened = stampOf(path)
    const url = pathToFileURL(path)
    url.searchParams.set('immutable', '1')
    return { db: new DatabaseSync(url, { readOnly: true, timeout }), isStale: () => stampOf(path) !== opened }
  }
}
