/** Which agencies are being imported into, by whichever process: for readers of figures that still grow. */
import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { AgencyCode } from '@jejak/core'
import { numberOf, textOf } from '../index/sqlite.js'
import { isAlive, SILENCE } from './Lease.js'

/**
 * Agencies whose lease is held by an import that lives, in order. None where the file of
 * the row index is not there or cannot be read: that is no reader's concern.
 *
 * @param clock milliseconds since 1970
 */
export const importsUnderWay = (indexPath: string, clock: () => number): ReadonlyArray<AgencyCode> => {
  if (!existsSync(indexPath)) return []
  try {
    const db = new DatabaseSync(indexPath, { readOnly: true })
    try {
      return db
        .prepare('SELECT agency, pid, host, beat FROM lease ORDER BY agency')
        .all()
        .flatMap((row) => {
          const agency = textOf(row, 'agency')
          const lives = textOf(row, 'host') !== hostname() || isAlive(numberOf(row, 'pid'))
          return AgencyCode.is(agency) && lives && Math.abs(clock() - numberOf(row, 'beat')) < SILENCE ? [agency] : []
        })
    } finally {
      db.close()
    }
  } catch {
    return []
  }
}
