/** The file of a local copy: laid out as `events.db`, with the positions of the store it is a copy of. */
import { type LogPosition, partitionOf, type RecordedEvent, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { textOf } from '../chain/EventText.js'
import { verifyChain } from '../chain/verifyChain.js'
import type { Damage } from '../eventstoredb/Damage.js'
import type { ServerEnd } from '../eventstoredb/LogReader.js'
import { DAMAGED_EVENT } from '../port/damagedEvent.js'
import { type Corrupt, type Expected, noStream, type ReadError, type Unavailable } from '../port/EventStore.js'
import { corrupt } from '../port/faults.js'
import { LOG_END } from '../read/pages.js'
import { inTransaction, type Layout, openDatabase, patiently, prepareOn } from '../sqlite/database.js'
import { faultOf } from '../sqlite/fault.js'
import { hexOf } from '../sqlite/hex.js'
import { EVENTS_LAYOUT, SID_RANGE } from '../sqlite/layout.js'
import { openPages, type Pages } from '../sqlite/Pages.js'
import { lackingIn, listed } from '../sqlite/schema.js'
import { unsafeBrand, unsafeRow } from '../unsafe.js'
import { countTotal, DAMAGED_TABLE, type DamagedStream, NO_HASH, notedTotal, readDamaged } from './copyTables.js'
import { NOTHING, plus, totalText } from './Total.js'

export interface CopyFile {
  readonly pages: Pages
  /** Whether the total that stands in it is that of its events, as far as that is seen without counting. */
  readonly isSound: boolean
  /**
   * Adds what follows a position. What another process has added since is left out.
   * Right is whether the copy now goes up to the last of them: it does not where another
   * process emptied it. Of a stream whose chain does not hold nothing is added any more: in the place of the
   * event that broke it stands one that nobody can read, at which whoever folds the stream parks it.
   */
  readonly add: (after: LogPosition, events: ReadonlyArray<RecordedEvent>) => Promise<E.Either<ReadError, boolean>>
  /** Notes what others did to streams on the server. */
  readonly noteDamage: (damages: ReadonlyArray<Damage>) => Promise<E.Either<ReadError, void>>
  readonly damaged: () => E.Either<ReadError, ReadonlyMap<StreamName, DamagedStream>>
  /** Streams that were deleted before any event of them came: nothing of them is in the file. */
  readonly lost: () => E.Either<ReadError, number>
  /** Where some streams end, picked at random, none of a damaged one: at most so many, the longer ones more often. */
  readonly someEnds: (most: number) => E.Either<ReadError, ReadonlyMap<StreamName, StreamEnd>>
  /** The newest events, each of another stream, none of a damaged one. */
  readonly newest: () => E.Either<ReadError, ReadonlyArray<RecordedEvent>>
  /** What an earlier process knew of the end of the server's log; null where nothing stands here. */
  readonly serverEnd: () => E.Either<ReadError, ServerEnd | null>
  readonly noteServerEnd: (end: ServerEnd) => Promise<E.Either<ReadError, void>>
  /** Throws all events away. */
  readonly clear: () => Promise<E.Either<ReadError, void>>
  readonly close: () => void
}

/** The last event of a stream. */
export type StreamEnd = Extract<Expected, { readonly tag: 'at' }>

const COPY_LAYOUT: Layout = { ...EVENTS_LAYOUT, kind: 'a copy of events', remedy: 'delete it: it is made again from the server' }

/** Newest events among which one is looked for that still stands on the server. */
const NEAR_END = 200

/** A stream in the file, and where it ends there. */
interface Known {
  readonly sid: number
  end: Expected
}

export const openCopyFile =
  (path: string): TaskEither<Unavailable | Corrupt, CopyFile> =>
  async () => {
    const opened = await openDatabase(path, COPY_LAYOUT)
    if (E.isLeft(opened)) return opened
    const db = opened.right
    // What is lost with the machine is copied again.
    db.exec('PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16384;')
    const prepared = E.flatten(
      E.tryCatch(() => {
        db.exec(DAMAGED_TABLE)
        const lacking = lackingIn(db, DAMAGED_TABLE)
        return lacking.length > 0 ? E.left(corrupt(`${path} lacks ${listed(lacking)}: ${COPY_LAYOUT.remedy}`)) : E.right(undefined)
      }, faultOf(path)),
    )
    if (E.isLeft(prepared)) {
      db.close()
      return prepared
    }
    const prepare = prepareOn(db)
    const highest = prepare('SELECT max(position) FROM event')
    const sidOf = prepare('SELECT sid FROM name WHERE name = ?')
    const lastOf = prepare(
      'SELECT event.revision, event.hash FROM place JOIN event USING (position) WHERE place.sid = ? ORDER BY place.revision DESC LIMIT 1',
    )
    const lastSid = prepare('SELECT max(sid) FROM name WHERE sid >= ? AND sid < ?')
    const addStream = prepare('INSERT INTO name VALUES (?, ?)')
    const addEvent = prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)')
    const addPlace = prepare('INSERT INTO place VALUES (?, ?, ?)')
    const setIndexed = prepare('UPDATE indexed SET upto = ?1, target = ?1')

    const readEnd = prepare("SELECT value FROM meta WHERE key = 'serverEnd'")
    const writeEnd = prepare("INSERT OR REPLACE INTO meta VALUES ('serverEnd', ?)")

    const writeTotal = prepare("INSERT OR REPLACE INTO meta VALUES ('total', ?)")
    const addDamaged = prepare('INSERT OR REPLACE INTO damaged VALUES (?, ?, ?, ?)')
    const dropDamaged = prepare("DELETE FROM damaged WHERE stream = ? AND kind IN ('softDeleted', 'truncated')")
    const isBroken = prepare("SELECT 1 FROM damaged WHERE stream = ? AND kind = 'broken'")
    const countLost = prepare(
      `SELECT count(*) FROM damaged WHERE kind IN ('tombstoned', 'softDeleted', 'truncated') AND NOT EXISTS (
         SELECT 1 FROM name JOIN place USING (sid) WHERE name.name = damaged.stream)`,
    )
    const streamNear = prepare(
      `SELECT name.sid, name.name FROM event JOIN name USING (sid)
       WHERE position >= ? AND name.name NOT IN (SELECT stream FROM damaged) ORDER BY position LIMIT 1`,
    )
    const nearEnd = prepare('SELECT min(position) FROM (SELECT position FROM event ORDER BY position DESC LIMIT ?)')

    const newSid = (stream: StreamName): number => {
      const from = partitionOf(stream) * SID_RANGE
      const sid = (unsafeRow<readonly [number | null]>(lastSid.get(from, from + SID_RANGE))?.[0] ?? from) + 1
      addStream.run(sid, stream)
      return sid
    }

    const find = (stream: StreamName): Known => {
      const sid = unsafeRow<readonly [number]>(sidOf.get(stream))?.[0]
      if (sid === undefined) return { sid: newSid(stream), end: noStream }
      const last = unsafeRow<readonly [number, Uint8Array]>(lastOf.get(sid))
      return { sid, end: last === undefined ? noStream : { tag: 'at', revision: last[0], hash: hexOf(last[1]) } }
    }

    type Row = readonly [
      position: number,
      sid: number,
      revision: number,
      text: string,
      sealed: Uint8Array | null,
      hash: Uint8Array,
      stream: StreamName | null,
    ]

    /** In the place of an event that cannot be taken in: its frame, and why. */
    const rowInPlaceOf = (
      { id, meta: { agency, recordedAt }, position, revision, stream }: RecordedEvent,
      sid: number,
      reason: string,
    ): Row => {
      const text = JSON.stringify({ data: { reason }, id, meta: { agency, recordedAt }, schema: 1, type: DAMAGED_EVENT })
      return [position, sid, revision, text, null, NO_HASH, revision === 0 ? stream : null]
    }

    /** Streams found broken before, or now. */
    const broken = new Set<StreamName>()
    const wasBroken = (stream: StreamName): boolean => {
      if (!broken.has(stream) && isBroken.get(stream) !== undefined) broken.add(stream)
      return broken.has(stream)
    }

    const rowsOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Row> => {
      const streams = new Map<StreamName, Known>()
      const rows: Row[] = []
      for (const event of events) {
        const { position, revision, sealed, stream } = event
        const known = streams.get(stream)
        if (known === undefined ? wasBroken(stream) : broken.has(stream)) continue
        const found = known ?? find(stream)
        streams.set(stream, found)
        const end = verifyChain([event], found.end)
        const text = E.isLeft(end) ? E.left(end.left.reason) : textOf(event)
        if (E.isLeft(end) || E.isLeft(text)) {
          const reason = E.isLeft(end) ? end.left.reason : 'an event has no canonical form'
          broken.add(stream)
          addDamaged.run(stream, position, 'broken', reason)
          rows.push(rowInPlaceOf(event, found.sid, reason))
          continue
        }
        found.end = end.right
        const hash = Buffer.from(event.meta.hash, 'hex')
        rows.push([position, found.sid, revision, text.right, sealed, hash, revision === 0 ? stream : null])
      }
      return rows
    }

    const attempt = async <A>(body: () => A): Promise<E.Either<ReadError, A>> => {
      try {
        return E.right(await patiently(() => inTransaction(db, body)))
      } catch (error) {
        return E.left(faultOf(path)(error))
      }
    }

    // Made by a program that kept no total, it is counted once; where the total is that of other events, it is made again.
    const settled = await attempt(() => {
      const noted = notedTotal(db)
      const head = unsafeRow<readonly [number | null]>(highest.get())?.[0] ?? 0
      if (noted === null && head > 0) writeTotal.run(totalText(countTotal(db), head))
      return noted === null || noted.upTo === head
    })
    if (E.isLeft(settled)) {
      db.close()
      return settled
    }

    return E.tryCatch((): CopyFile => {
      const pages = openPages(path)
      return {
        pages,
        isSound: settled.right,
        add: async (after, events) =>
          E.flatten(
            await attempt((): E.Either<ReadError, boolean> => {
              const head = unsafeRow<readonly [number | null]>(highest.get())?.[0] ?? 0
              if (head < after) return E.right(false)
              broken.clear()
              let total = notedTotal(db)?.total ?? NOTHING
              const rows = rowsOf(events.filter(({ position }) => position > head))
              // A copy is filled for reading: its indexes never lag.
              for (const row of rows) {
                const [position, sid, revision, , , hash] = row
                addEvent.run(...row)
                addPlace.run(sid, revision, position)
                if (hash !== NO_HASH) total = plus(total, hash, revision === 0)
              }
              const upTo = rows.at(-1)?.[0] ?? head
              setIndexed.run(upTo)
              writeTotal.run(totalText(total, upTo))
              return E.right(true)
            }),
          ),
        noteDamage: (damages) =>
          attempt(() => {
            for (const { stream, position, kind, reason } of damages) {
              if (kind === 'restored') dropDamaged.run(stream)
              else if (isBroken.get(stream) === undefined) addDamaged.run(stream, position ?? 0, kind, reason)
            }
          }),
        damaged: () => E.tryCatch(() => new Map(readDamaged(db).map((each) => [each.stream, each])), faultOf(path)),
        lost: () => E.tryCatch(() => unsafeRow<readonly [number]>(countLost.get())?.[0] ?? 0, faultOf(path)),
        someEnds: (most) =>
          E.tryCatch(() => {
            const head = unsafeRow<readonly [number | null]>(highest.get())?.[0] ?? 0
            const ends = new Map<StreamName, StreamEnd>()
            for (let picked = 0; picked < most; picked += 1) {
              const near = unsafeRow<readonly [number, StreamName]>(streamNear.get(Math.floor(Math.random() * (head + 1))))
              if (near === undefined) continue
              const [sid, stream] = near
              const last = unsafeRow<readonly [number, Uint8Array]>(lastOf.get(sid))
              if (last !== undefined) ends.set(stream, { tag: 'at', revision: last[0], hash: hexOf(last[1]) })
            }
            return ends
          }, faultOf(path)),
        newest: () => {
          const read = E.tryCatch(
            () => ({
              from: unsafeRow<readonly [number | null]>(nearEnd.get(NEAR_END))?.[0] ?? 0,
              skipped: new Set<StreamName>(readDamaged(db).map(({ stream }) => stream)),
            }),
            faultOf(path),
          )
          if (E.isLeft(read)) return read
          const { from, skipped } = read.right
          const after: LogPosition = unsafeBrand(Math.max(0, from - 1))
          return E.map((events: ReadonlyArray<RecordedEvent>) => {
            const found: RecordedEvent[] = []
            for (const event of events.toReversed()) {
              if (skipped.has(event.stream)) continue
              skipped.add(event.stream)
              found.push(event)
            }
            return found
          })(pages.after(after, LOG_END, NEAR_END))
        },
        serverEnd: () =>
          E.tryCatch(() => {
            const [ours, all] = (unsafeRow<readonly [string]>(readEnd.get())?.[0] ?? '').split(' ')
            return ours === undefined || all === undefined ? null : { ours: Number(ours), all: BigInt(all) }
          }, faultOf(path)),
        noteServerEnd: ({ ours, all }) =>
          attempt(() => {
            writeEnd.run(`${ours} ${all}`)
          }),
        // The numbers of streams stay: other processes remember them.
        clear: () =>
          attempt(() =>
            db.exec(
              `DELETE FROM event; DELETE FROM place; UPDATE indexed SET upto = 0, target = 0; DELETE FROM damaged; DELETE FROM meta WHERE key IN ('serverEnd', 'total')`,
            ),
          ),
        close: () => {
          pages.close()
          db.close()
        },
      }
    }, faultOf(path))
  }
