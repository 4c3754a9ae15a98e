/** The read side of `events.db`: whole statements, never an open cursor, so that no reader holds checkpoints back. */
import { type FoldEvent, kindOf, type LogPosition, type RecordedEvent, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { readForFold } from '../chain/readForFold.js'
import { readText } from '../chain/readText.js'
import type { StoredRow } from '../check/judgeStored.js'
import { type Expected, noStream, type ReadError } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'
import { unsafeBrand, unsafeRow, unsafeRows } from '../unsafe.js'
import { openReader, prepareOn } from './database.js'
import { faultOf } from './fault.js'
import { hexOf } from './hex.js'
import { SID_RANGE } from './layout.js'
import { openTail } from './Tail.js'
import { type RowPlace, tailRows } from './tailRows.js'
import { openWhereabouts } from './Whereabouts.js'

type Row = readonly [position: number, sid: number, revision: number, data: string, sealed: Uint8Array | null, hash: Uint8Array]
type FoldRow = readonly [position: number, sid: number, revision: number, data: string]
/** A row as it stands, in types that only a sound file keeps to; last the place it was found by. */
type StandingRow = readonly [
  position: number,
  sid: number,
  revision: number,
  data: unknown,
  sealed: unknown,
  hash: unknown,
  name: StreamName | null,
  placedSid: number,
  placedRevision: number,
]

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
  readonly forFold: ReadPage<FoldEvent>
  /** The same, as it stands in the file, unread. */
  readonly stored: ReadPage<StoredRow>
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
  const { db, isStale } = openReader(path)
  const fault = faultOf(path)
  const prepare = prepareOn(db)
  const foldColumns = 'event.position, event.sid, event.revision, event.data'
  const columns = `${foldColumns}, event.sealed, event.hash`
  const byStream = prepare(
    `SELECT ${columns} FROM place JOIN event USING (position) WHERE place.sid = ? AND place.revision >= ? ORDER BY place.revision`,
  )
  const byPlace = prepare(`SELECT ${columns} FROM event WHERE position = ?`)
  const foldByPlace = prepare(`SELECT ${foldColumns} FROM event WHERE position = ?`)
  const standing = `${columns}, event.stream`
  const standingByPlace = prepare(`SELECT ${standing}, event.sid, event.revision FROM event WHERE position = ?`)
  const endAt = prepare('SELECT revision, hash FROM event WHERE position = ?')
  const byPosition = prepare(`SELECT ${columns} FROM event WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`)
  const inPartition = `FROM place JOIN event USING (position)
    WHERE (place.sid, place.revision) > (?, ?) AND place.sid < ? AND place.position <= ? ORDER BY place.sid, place.revision LIMIT ?`
  const byPartition = prepare(`SELECT ${columns} ${inPartition}`)
  const foldByPartition = prepare(`SELECT ${foldColumns} ${inPartition}`)
  const standingByPartition = prepare(`SELECT ${standing}, place.sid, place.revision ${inPartition}`)
  // Two ranges of the index of names, so that no career is looked at.
  const noCareers = prepare("SELECT name FROM name WHERE name < 'career-' UNION ALL SELECT name FROM name WHERE name >= 'career.'")
  const highest = prepare('SELECT max(position) FROM event')
  const byHighest = prepare(`SELECT ${columns} FROM event ORDER BY position DESC LIMIT 1`)

  // Brought up to date before the indexes are read: together they then miss nothing.
  const tail = openTail(db)
  const where = openWhereabouts(db, tail)

  const lookUp = (sid: number): StreamName => {
    const name = where.name(sid)
    if (name !== null) return name
    tail.catchUp()
    return where.name(sid) ?? unsafeBrand<StreamName>('')
  }

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

  const attempt = <A>(body: () => A): E.Either<ReadError, A> => {
    const found = E.tryCatch(body, fault)
    return isStale() ? E.left(unavailable(`${path} was written while it was read without locks: try again`)) : found
  }

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

  const foldEvents = (rows: ReadonlyArray<FoldRow>): E.Either<ReadError, ReadonlyArray<FoldEvent>> => {
    const read: FoldEvent[] = []
    let before = -1
    let stream = unsafeBrand<StreamName>('')
    for (const [position, sid, revision, text] of rows) {
      // Each stream comes once: its name is not kept.
      if (sid !== before) stream = lookUp(sid)
      before = sid
      const event = readForFold({ stream, revision, position: unsafeBrand(position), text })
      if (E.isLeft(event)) return event
      read.push(event.right)
    }
    return E.right(read)
  }

  const storedRows = (rows: ReadonlyArray<StandingRow>): E.Either<ReadError, ReadonlyArray<StoredRow>> => {
    let before = -1
    let stream = unsafeBrand<StreamName>('')
    return E.right(
      rows.map(([position, sid, revision, text, sealed, hash, name, placedSid, placedRevision]): StoredRow => {
        if (sid !== before) stream = lookUp(sid)
        before = sid
        return {
          stream,
          revision,
          position: unsafeBrand(position),
          text: typeof text === 'string' ? text : '',
          sealed: sealed instanceof Uint8Array ? sealed : null,
          hash: hash instanceof Uint8Array ? hexOf(hash) : '',
          name,
          isPlaced: placedSid === sid && placedRevision === revision,
        }
      }),
    )
  }

  const pageOf =
    <R extends RowPlace, A>(
      indexed: typeof byPartition,
      one: typeof byPlace,
      eventsOf: (rows: ReadonlyArray<R>) => E.Either<ReadError, ReadonlyArray<A>>,
    ): ReadPage<A> =>
    (partition, upTo, from, limit) =>
      E.flatten(
        attempt(() => {
          tail.catchUp()
          const first = partition * SID_RANGE
          const rows = unsafeRows<R>(indexed.all(from?.sid ?? first, from?.revision ?? -1, first + SID_RANGE, upTo, limit))
          const last = rows.length < limit ? undefined : rows[rows.length - 1]
          const next = last === undefined ? null : { sid: last[1], revision: last[2] }
          const fetch = (position: number): R | undefined => unsafeRow<R>(one.get(position))
          const page = tailRows(rows, tail.part(partition), { after: from, upTo, through: next }, fetch)
          return E.map((events: ReadonlyArray<A>) => ({ events, next }))(eventsOf(page))
        }),
      )

  const read = (body: () => ReadonlyArray<Row>, stream: StreamName | null): E.Either<ReadError, ReadonlyArray<RecordedEvent>> =>
    E.flatten(attempt(() => events(body(), stream)))

  const rowAt = (position: number): ReadonlyArray<Row> => unsafeRows<Row>(byPlace.all(position))

  /** The stream as the indexes have it, and what the tail has besides. */
  const rowsOf = (stream: StreamName, from: number): ReadonlyArray<Row> => {
    tail.catchUp()
    const sid = where.sid(stream)
    if (sid === null) return []
    const rows = unsafeRows<Row>(byStream.all(sid, from))
    const rest = where.inTail(sid, rows.length === 0 ? from : (rows[rows.length - 1]?.[2] ?? 0) + 1)
    return rest.length === 0 ? rows : [...rows, ...rest.flatMap(rowAt)]
  }

  const endOf = (stream: StreamName): Expected => {
    const sid = where.sid(stream)
    const position = sid === null ? null : where.last(sid)
    const row = position === null ? undefined : unsafeRow<readonly [number, Uint8Array]>(endAt.get(position))
    return row === undefined ? noStream : { tag: 'at', revision: row[0], hash: hexOf(row[1]) }
  }

  return {
    stream: (stream, from) => read(() => rowsOf(stream, from), stream),
    at: (stream, revision) =>
      read(() => {
        tail.catchUp()
        const sid = where.sid(stream)
        return sid === null ? [] : where.from(sid, revision, 1).flatMap(rowAt)
      }, stream),
    ends: (streams) =>
      attempt(() => {
        // One state for all: finding the newest state again for each costs as much as the look itself.
        db.exec('BEGIN')
        try {
          tail.catchUp()
          return streams.map(endOf)
        } finally {
          if (db.isTransaction) db.exec('COMMIT')
        }
      }),
    after: (after, upTo, limit) => read(() => unsafeRows<Row>(byPosition.all(after, upTo, limit)), null),
    partition: pageOf<Row, RecordedEvent>(byPartition, byPlace, (rows) => events(rows, null)),
    forFold: pageOf<FoldRow, FoldEvent>(foldByPartition, foldByPlace, foldEvents),
    stored: pageOf<StandingRow, StoredRow>(standingByPartition, standingByPlace, storedRows),
    referenceStreams: () =>
      attempt(() => {
        tail.catchUp()
        const named = unsafeRows<readonly [StreamName]>(noCareers.all()).map(([name]) => name)
        const fresh = [...tail.names()].filter((name) => kindOf(name) !== 'career')
        // Where a filling is under way, a name stands in both.
        return fresh.length === 0 ? named : [...new Set([...named, ...fresh])]
      }),
    head: () => attempt(() => unsafeBrand<LogPosition>(unsafeRow<readonly [number | null]>(highest.get())?.[0] ?? 0)),
    last: () => read(() => unsafeRows<Row>(byHighest.all()), null),
    close: () => db.close(),
  }
}
