/** What a copy says of itself, read without changing it. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadError } from '../port/EventStore.js'
import { faultOf } from '../sqlite/fault.js'
import { countTotal, type DamagedStream, notedTotal, readDamaged } from './copyTables.js'
import { NOTHING, type Total } from './Total.js'

export type { DamagedStream } from './copyTables.js'

export interface CopyState {
  /** What was added up while it was filled. */
  readonly noted: Total
  /** What is in it now. */
  readonly counted: Total
  readonly damaged: ReadonlyArray<DamagedStream>
}

const EMPTY: CopyState = { noted: NOTHING, counted: NOTHING, damaged: [] }

/** Counts all events of a copy; an empty one where the file is not there. */
export const readCopyState = (path: string): E.Either<ReadError, CopyState> =>
  E.tryCatch(() => {
    if (!existsSync(path)) return EMPTY
    const db = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
    try {
      // One moment for all three.
      db.exec('BEGIN')
      return { noted: notedTotal(db)?.total ?? NOTHING, counted: countTotal(db), damaged: readDamaged(db) }
    } finally {
      db.close()
    }
  }, faultOf(path))
