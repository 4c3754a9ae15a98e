/** From errors of SQLite to errors of the port, each with what to do. */
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Corrupt, Unavailable } from '../port/EventStore.js'
import { corrupt, unavailable } from '../port/faults.js'

/** The result code of SQLite, extended; null for any other error. */
export const errcodeOf = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null

/** BUSY in all its forms (5, 261, 517) and LOCKED: another one writes, try again. */
export const isBusy = (error: unknown): boolean => {
  const code = errcodeOf(error)
  return code !== null && ((code & 0xff) === 5 || (code & 0xff) === 6)
}

/** What SQLite needs at least to begin a write, in bytes. */
const LEAST_ROOM = 65_536

/** Whether the disk of a file has no room left: SQLite then fails in many ways, few of which say so. */
export const isDiskFull = (path: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize < LEAST_ROOM
  } catch {
    return false
  }
}

/** READONLY, IOERR and CANTOPEN, which a full disk causes as well. */
const AMBIGUOUS: ReadonlySet<number> = new Set([8, 10, 14])
const FULL = 13

/** What an error of SQLite on a file means for the one who runs the program. */
export const faultOf =
  (path: string) =>
  (error: unknown): Unavailable | Corrupt => {
    const code = errcodeOf(error)
    const primary = code === null ? null : code & 0xff
    switch (primary !== null && AMBIGUOUS.has(primary) && isDiskFull(path) ? FULL : primary) {
      case 5:
      case 6:
        return unavailable(`${path} is locked by another process: wait until it has finished, or end it, and try again`)
      case 13:
        return unavailable(`no space is left on the disk of ${path}: free some and try again; nothing was written`)
      case 3:
      case 8:
      case 23:
        return unavailable(`${path} may not be written: give this user access to the file and its folder`)
      case 14:
        return unavailable(`${path} cannot be opened: check that its folder is there and that this user may write in it`)
      case 10:
        return unavailable(`the disk of ${path} reports an error: check the disk and try again`)
      case 19:
        return corrupt(`${path} holds two events at one place of a stream: put back a backup`)
      case 26:
        return corrupt(`${path} is not a database: name another file, or put back a backup`)
      case 11:
        return corrupt(`${path} is damaged: put back a backup`)
      case null:
        return unavailable(`${path} cannot be used: ${error instanceof Error ? error.message : 'unknown error'}`)
      default:
        return unavailable(`${path} cannot be used (SQLite ${code}): try again; if it stays so, put back a backup`)
    }
  }
