/**
 * What only a file of events can have wrong: its pages, and its indexes against the
 * log. What an index leads to is seen by whoever walks through it; here is counted
 * that it leads to all and to nothing else. Read in one look, while others write.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { LogFault, LogFaultCode } from '../check/LogFault.js'
import type { ReadError } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'
import { unsafeRow, unsafeRows } from '../unsafe.js'
import { openReader, prepareOn } from './database.js'
import { faultOf } from './fault.js'
import { strangersIn } from './schema.js'

export interface CheckedFile {
  /** Events up to the position that was asked for. */
  readonly events: number
  readonly faults: ReadonlyArray<LogFault>
}

export interface FileToCheck {
  readonly path: string
  readonly upTo: LogPosition
  /** A copy keeps the numbers of streams when it is emptied. */
  readonly isCopy: boolean
}

/** Messages of SQLite that are kept. */
const MESSAGES = 5

/** The tables besides the log. */
const SMALL = ['meta', 'name', 'place', 'indexed'] as const

type Indexed = readonly [upto: number, target: number, sid: number, revision: number]

const ofFile = (code: LogFaultCode, detail: string): LogFault => ({ code, stream: null, revision: null, position: null, detail })
const badIndex = (detail: string): LogFault => ofFile('BadIndex', detail)

/** Events that a filling has put into the indexes so far, all of them or those that begin a stream. */
const FILLED = `FROM event WHERE position <= ?1 OR (position <= ?2 AND (sid < ?3 OR (sid = ?3 AND revision <= ?4)))`

const indexFaults = (db: DatabaseSync, isCopy: boolean): ReadonlyArray<LogFault> => {
  const prepare = prepareOn(db)
  const count = (sql: string): number => unsafeRow<readonly [number]>(prepare(`SELECT count(*) ${sql}`).get())?.[0] ?? 0
  // 1. How far the indexes say they go.
  const states = unsafeRows<Indexed>(prepare('SELECT upto, target, sid, revision FROM indexed').all())
  const [state] = states
  const end = unsafeRow<readonly [number | null]>(prepare('SELECT max(position) FROM event').get())?.[0] ?? 0
  if (state === undefined || states.length > 1) return [badIndex('it is not noted once how far the indexes go')]
  const [upto, target] = state
  if (!(upto >= 0 && upto <= target && target <= end)) return [badIndex('the indexes are noted to go further than the log')]
  // 2. So many rows, and no more: each leads to another event, as the walk sees.
  const filled = unsafeRow<readonly [number, number | null]>(prepare(`SELECT count(*), sum(revision = 0) ${FILLED}`).get(...state))
  const [places, names] = [count('FROM place'), count('FROM name')]
  const faults: LogFault[] = []
  if (places !== (filled?.[0] ?? 0))
    faults.push(badIndex(`the index of streams has ${places} events where the log has ${filled?.[0] ?? 0}`))
  const streams = filled?.[1] ?? 0
  if (isCopy ? names < streams : names !== streams)
    faults.push(badIndex(`the index of names has ${names} streams where the log has ${streams}`))
  // 3. A name that is new must be new.
  const again = 'FROM event e JOIN name n ON n.name = e.stream WHERE e.position > (SELECT max(upto) FROM indexed) AND n.sid <> e.sid'
  const twice =
    'FROM (SELECT 1 FROM event WHERE position > (SELECT max(upto) FROM indexed) AND stream IS NOT NULL GROUP BY stream HAVING count(*) > 1)'
  if (count(again) + count(twice) > 0) faults.push(badIndex('two streams have one name'))
  return faults
}

const faultsIn = (db: DatabaseSync, { upTo, isCopy }: FileToCheck): CheckedFile => {
  const prepare = prepareOn(db)
  // The table of events is read whole by the walk, which meets whatever is damaged in it; and so no statement takes long.
  const messages = SMALL.flatMap((table) => unsafeRows<readonly [string]>(prepare(`PRAGMA integrity_check(${table})`).all()))
  const damaged = messages
    .filter(([text]) => text !== 'ok')
    .slice(0, MESSAGES)
    .map(([text]) => ofFile('DamagedFile', text.split('\n')[0] ?? ''))
  // Looked for again here: whoever checks may have opened the file long before.
  const foreign = strangersIn(db).map((stranger) => ofFile('Foreign', stranger))
  const events = unsafeRow<readonly [number]>(prepare('SELECT count(*) FROM event WHERE position <= ?').get(upTo))?.[0] ?? 0
  return { events, faults: [...foreign, ...damaged, ...indexFaults(db, isCopy)] }
}

/** Checks a file of events as it is at this moment. */
export const checkFile = (file: FileToCheck): E.Either<ReadError, CheckedFile> =>
  E.flatten(
    E.tryCatch((): E.Either<ReadError, CheckedFile> => {
      const { db, isStale } = openReader(file.path)
      try {
        db.exec('BEGIN')
        const found = faultsIn(db, file)
        db.exec('COMMIT')
        return isStale() ? E.left(unavailable(`${file.path} was written while it was read without locks: try again`)) : E.right(found)
      } finally {
        db.close()
      }
    }, faultOf(file.path)),
  )
