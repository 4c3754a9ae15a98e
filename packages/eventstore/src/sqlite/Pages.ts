/** The read side of `events.db`: whole statements, never an open cursor, so that no reader holds checkpoints back. */
import type { LogPosition, PlainEvent, RecordedEvent, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { readPlain } from '../chain/readPlain.js'
import { readText } from '../chain/readText.js'
import { type Expected, noStream, type ReadError } from '../port/EventStore.js'
import { unsafeBrand, unsafeRow, unsafeRows } from '../unsafe.js'
import { openReader } from './database.js'
import { faultOf } from './fault.js'
import { hexOf } from './Log.js'
import { SID_RANGE } from './layout.js'

type Row = readonly [position: number, sid: number, revision: number, data: string, sealed: Uint8Array | null, hash: Uint8Array]
type PlainRow = readonly [position: number, sid: number, revision: number, data: string]

/** Where a walk through a partition stands: the stream and the revision that came last. */
export interface PartitionCursor {
  readonly sid: number
  readonly revision: number
}

/** A page of a partition, and where the next one begins; `null` after the last. */
export type ReadPage<A> = (
  partition: number,
  upTo: LogPosition,
  from: PartitionCursor | null,
  limit: number,
) => E.Either<ReadError, { readonly events: ReadonlyArray<A>; readonly next: PartitionCursor | null }>

export interface Pages {
  readonly stream: (stream: StreamName, from: number) => E.Either<ReadError, ReadonlyArray<RecordedEvent>>
  readonly at: (stream: StreamName, revision: number) => E.Either<ReadError, ReadonlyArray<RecordedEvent>>
  /** Where streams end, all at one moment. */
  readonly ends: (streams: ReadonlyArray<StreamName>) => E.Either<ReadError, ReadonlyArray<Expected>>
  readonly after: (after: LogPosition, upTo: LogPosition, limit: number) => E.Either<ReadError, ReadonlyArray<RecordedEvent>>
  readonly partition: ReadPage<RecordedEvent>
  /** The same, as folds read events. */
  readonly plain: ReadPage<PlainEvent>
  /** Names of the streams that are no careers. */
  readonly referenceStreams: () => E.Either<ReadError, ReadonlyArray<StreamName>>
  readonly head: () => E.Either<ReadError, LogPosition>
  /** The event of the highest position; none in an empty file. */
  readonly last: () => E.Either<ReadError, ReadonlyArray<RecordedEvent>>
  readonly close: () => void
}

/** Names of streams kept in memory; beyond it all are forgotten. */
const NAMES = 500_000

export const openPages = (path: string): Pages => {
  const db = openReader(path)
  const fault = faultOf(path)
  const prepare = (sql: string) => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  const columns = 'position, sid, revision, data, sealed, hash'
  const byStream = prepare(
    `SELECT ${columns} FROM event WHERE sid = (SELECT sid FROM stream WHERE name = ?) AND revision >= ? ORDER BY revision`,
  )
  const byPlace = prepare(`SELECT ${columns} FROM event WHERE sid = (SELECT sid FROM stream WHERE name = ?) AND revision = ?`)
  const byPosition = prepare(`SELECT ${columns} FROM event WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`)
  const inPartition = 'FROM event WHERE (sid, revision) > (?, ?) AND sid < ? AND position <= ? ORDER BY sid, revision LIMIT ?'
  const byPartition = prepare(`SELECT ${columns} ${inPartition}`)
  const plainByPartition = prepare(`SELECT position, sid, revision, data ${inPartition}`)
  const lastOf = prepare(
    'SELECT revision, hash FROM event WHERE sid = (SELECT sid FROM stream WHERE name = ?) ORDER BY revision DESC LIMIT 1',
  )
  // Two ranges of the index of names, so that no career is looked at.
  const noCareers = prepare("SELECT name FROM stream WHERE name < 'career-' UNION ALL SELECT name FROM stream WHERE name >= 'career.'")
  const nameOf = prepare('SELECT name FROM stream WHERE sid = ?')
  const highest = prepare('SELECT max(position) FROM event')
  const byHighest = prepare(`SELECT ${columns} FROM event ORDER BY position DESC LIMIT 1`)

  const lookUp = (sid: number): StreamName => unsafeBrand<StreamName>(unsafeRow<readonly [string]>(nameOf.get(sid))?.[0] ?? '')

  // A stream never changes its name, so what was read once is true for ever.
  const names = new Map<number, StreamName>()
  const streamOf = (sid: number): StreamName => {
    const known = names.get(sid)
    if (known !== undefined) return known
    const name = lookUp(sid)
    if (names.size >= NAMES) names.clear()
    names.set(sid, name)
    return name
  }

  const attempt = <A>(body: () => A): E.Either<ReadError, A> => E.tryCatch(body, fault)

  const events = (rows: ReadonlyArray<Row>, stream: StreamName | null): E.Either<ReadError, ReadonlyArray<RecordedEvent>> => {
    const read: RecordedEvent[] = []
    for (const [position, sid, revision, text, sealed, hash] of rows) {
      const event = readText({
        stream: stream ?? streamOf(sid),
        revision,
        position: unsafeBrand(position),
        text,
        sealed,
        hash: hexOf(hash),
      })
      if (E.isLeft(event)) return event
      read.push(event.right)
    }
    return E.right(read)
  }

  const plainEvents = (rows: ReadonlyArray<PlainRow>): E.Either<ReadError, ReadonlyArray<PlainEvent>> => {
    const read: PlainEvent[] = []
    let before = -1
    let stream = unsafeBrand<StreamName>('')
    for (const [position, sid, revision, text] of rows) {
      // Each stream comes once: its name is not kept.
      if (sid !== before) stream = lookUp(sid)
      before = sid
      const event = readPlain({ stream, revision, position: unsafeBrand(position), text })
      if (E.isLeft(event)) return event
      read.push(event.right)
    }
    return E.right(read)
  }

  const pageOf =
    <R extends readonly [position: number, sid: number, revision: number, ...rest: unknown[]], A>(
      statement: typeof byPartition,
      eventsOf: (rows: ReadonlyArray<R>) => E.Either<ReadError, ReadonlyArray<A>>,
    ): ReadPage<A> =>
    (partition, upTo, from, limit) =>
      E.flatten(
        attempt(() => {
          const first = partition * SID_RANGE
          const rows = unsafeRows<R>(statement.all(from?.sid ?? first, from?.revision ?? -1, first + SID_RANGE, upTo, limit))
          const last = rows.length < limit ? undefined : rows[rows.length - 1]
          const next = last === undefined ? null : { sid: last[1], revision: last[2] }
          return E.map((page: ReadonlyArray<A>) => ({ events: page, next }))(eventsOf(rows))
        }),
      )

  const read = (body: () => unknown, stream: StreamName | null): E.Either<ReadError, ReadonlyArray<RecordedEvent>> =>
    E.flatten(attempt(() => events(unsafeRows<Row>(body()), stream)))

  return {
    stream: (stream, from) => read(() => byStream.all(stream, from), stream),
    at: (stream, revision) => read(() => byPlace.all(stream, revision), stream),
    ends: (streams) =>
      attempt(() => {
        // One state for all: finding the newest state again for each costs as much as the look itself.
        db.exec('BEGIN')
        try {
          return streams.map((stream) => {
            const row = unsafeRow<readonly [number, Uint8Array]>(lastOf.get(stream))
            return row === undefined ? noStream : { tag: 'at', revision: row[0], hash: hexOf(row[1]) }
          })
        } finally {
          if (db.isTransaction) db.exec('COMMIT')
        }
      }),
    after: (after, upTo, limit) => read(() => byPosition.all(after, upTo, limit), null),
    partition: pageOf<Row, RecordedEvent>(byPartition, (rows) => events(rows, null)),
    plain: pageOf<PlainRow, PlainEvent>(plainByPartition, plainEvents),
    referenceStreams: () => attempt(() => unsafeRows<readonly [StreamName]>(noCareers.all()).map(([name]) => name)),
    head: () => attempt(() => unsafeBrand<LogPosition>(unsafeRow<readonly [number | null]>(highest.get())?.[0] ?? 0)),
    last: () => read(() => byHighest.all(), null),
    close: () => db.close(),
  }
}
