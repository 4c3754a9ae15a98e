/** What a copy holds besides events: their total, and the streams that are damaged on the server. */
import type { DatabaseSync } from 'node:sqlite'
import type { StreamName } from '@jejak/core'
import { prepareOn } from '../sqlite/database.js'
import { unsafeRow, unsafeRows } from '../unsafe.js'
import { NOTHING, plus, readTotal, type Total } from './Total.js'

/** A stream that is not on the server as it was recorded. */
export interface DamagedStream {
  readonly stream: StreamName
  /** Where in the log it shows; 0 where that is not known. */
  readonly position: number
  readonly kind: string
  readonly reason: string
}

/** Made in copies of before, too; a program that does not know it leaves it alone. */
export const DAMAGED_TABLE =
  'CREATE TABLE IF NOT EXISTS damaged(stream TEXT PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID'

/** The hash of a row that stands in the place of an event which could not be taken in. */
export const NO_HASH = new Uint8Array(32)

export const readDamaged = (db: DatabaseSync): ReadonlyArray<DamagedStream> =>
  unsafeRows<readonly [StreamName, number, string, string]>(
    prepareOn(db)('SELECT stream, position, kind, reason FROM damaged ORDER BY position, stream').all(),
  ).map(([stream, position, kind, reason]) => ({ stream, position, kind, reason }))

/** The total that stands in the file; null where none does. */
export const notedTotal = (db: DatabaseSync): ReturnType<typeof readTotal> =>
  readTotal(unsafeRow<readonly [string]>(prepareOn(db)("SELECT value FROM meta WHERE key = 'total'").get())?.[0] ?? '')

/** The total of the events that are in the file. */
export const countTotal = (db: DatabaseSync): Total => {
  let total = NOTHING
  const zero = Buffer.from(NO_HASH)
  for (const row of prepareOn(db)('SELECT hash, revision FROM event').iterate()) {
    const [hash, revision] = unsafeRow<readonly [Uint8Array, number]>(row) ?? [NO_HASH, 0]
    if (zero.compare(hash) !== 0) total = plus(total, hash, revision === 0)
  }
  return total
}
