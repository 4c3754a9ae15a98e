/**
 * One import of an agency at a time. A lease is a row with the holder's process
 * and its last sign of life; one whose process is gone, or silent for a minute,
 * is taken over. Exact appends protect the log even from a holder that wakes up late.
 */

import { hostname } from 'node:os'
import type { DatabaseSync } from 'node:sqlite'
import type { AgencyCode } from '@jejak/core'
import { makeTable, numberOf, type SqlRow, textOf } from '../index/sqlite.js'

/** Silence after which a holder counts as gone, in milliseconds. */
export const SILENCE = 60_000
/** How often a holder gives a sign of life at most, in milliseconds. */
const BEAT = 1_000

const SCHEMA =
  'CREATE TABLE IF NOT EXISTS lease (agency TEXT PRIMARY KEY, holder TEXT NOT NULL, pid INTEGER NOT NULL, host TEXT NOT NULL, beat INTEGER NOT NULL)'

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: there is such a process, it is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

export interface Lease {
  /** Gives a sign of life; false when another import has taken over. */
  readonly beat: () => boolean
  readonly release: () => void
}

/** Takes the lease of an agency, or names the process that holds it. */
export const takeLease = (
  db: DatabaseSync,
  agency: AgencyCode,
  holder: string,
  clock: () => number,
): { readonly lease: Lease } | { readonly heldBy: number } => {
  db.exec('BEGIN IMMEDIATE')
  makeTable(db, 'lease', SCHEMA)
  const present: SqlRow | undefined = db.prepare('SELECT pid, host, beat FROM lease WHERE agency = ?').get(agency)
  if (present !== undefined) {
    const pid = numberOf(present, 'pid')
    const recent = Math.abs(clock() - numberOf(present, 'beat')) < SILENCE
    if (recent && (textOf(present, 'host') !== hostname() || isAlive(pid))) {
      db.exec('ROLLBACK')
      return { heldBy: pid }
    }
  }
  db.prepare('INSERT OR REPLACE INTO lease (agency, holder, pid, host, beat) VALUES (?, ?, ?, ?, ?)').run(
    agency,
    holder,
    process.pid,
    hostname(),
    clock(),
  )
  db.exec('COMMIT')
  const sign = db.prepare('UPDATE lease SET beat = ? WHERE agency = ? AND holder = ?')
  let last = clock()
  return {
    lease: {
      beat: () => {
        const now = clock()
        if (now - last < BEAT && now >= last) return true
        last = now
        return Number(sign.run(now, agency, holder).changes) === 1
      },
      release: () => {
        db.prepare('DELETE FROM lease WHERE agency = ? AND holder = ?').run(agency, holder)
      },
    },
  }
}
