/** The file of a local copy: laid out as `events.db`, with the positions of the store it is a copy of. */
import { type LogPosition, partitionOf, type RecordedEvent, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { textOf } from '../chain/EventText.js'
import { verifyChain } from '../chain/verifyChain.js'
import type { ServerEnd } from '../eventstoredb/LogReader.js'
import { type Corrupt, type Expected, noStream, type ReadError, type Unavailable } from '../port/EventStore.js'
import { corrupt } from '../port/faults.js'
import { inTransaction, openDatabase, patiently, prepareOn } from '../sqlite/database.js'
import { faultOf } from '../sqlite/fault.js'
import { hexOf } from '../sqlite/hex.js'
import { EVENTS_LAYOUT, SID_RANGE } from '../sqlite/layout.js'
import { openPages, type Pages } from '../sqlite/Pages.js'
import { unsafeRow } from '../unsafe.js'

export interface CopyFile {
  readonly pages: Pages
  /**
   * Adds what follows a position. What another process has added since is left out.
   * Right is whether the copy now goes up to the last of them: it does not where another
   * process emptied it. Corrupt where the chain does not hold; then none of them is added.
   */
  readonly add: (after: LogPosition, events: ReadonlyArray<RecordedEvent>) => Promise<E.Either<ReadError, boolean>>
  /** What an earlier process knew of the end of the server's log; null where nothing stands here. */
  readonly serverEnd: () => E.Either<ReadError, ServerEnd | null>
  readonly noteServerEnd: (end: ServerEnd) => Promise<E.Either<ReadError, void>>
  /** Throws all events away. */
  readonly clear: () => Promise<E.Either<ReadError, void>>
  readonly close: () => void
}

/** A stream in the file, and where it ends there. */
interface Known {
  readonly sid: number
  end: Expected
}

export const openCopyFile =
  (path: string): TaskEither<Unavailable | Corrupt, CopyFile> =>
  async () => {
    const opened = await openDatabase(path, { ...EVENTS_LAYOUT, kind: 'a copy of events' })
    if (E.isLeft(opened)) return opened
    const db = opened.right
    // What is lost with the machine is copied again.
    db.exec('PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16384;')
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

    const rowsOf = (events: ReadonlyArray<RecordedEvent>): E.Either<Corrupt, ReadonlyArray<Row>> => {
      const streams = new Map<StreamName, Known>()
      const rows: Row[] = []
      for (const event of events) {
        const known = streams.get(event.stream) ?? find(event.stream)
        streams.set(event.stream, known)
        const end = verifyChain([event], known.end)
        if (E.isLeft(end)) return end
        known.end = end.right
        const text = textOf(event)
        if (E.isLeft(text)) return E.left(corrupt('the event has no canonical form', event.stream, event.position))
        const { position, revision, sealed, stream } = event
        const hash = Buffer.from(event.meta.hash, 'hex')
        rows.push([position, known.sid, revision, text.right, sealed, hash, revision === 0 ? stream : null])
      }
      return E.right(rows)
    }

    const attempt = async <A>(body: () => A): Promise<E.Either<ReadError, A>> => {
      try {
        return E.right(await patiently(() => inTransaction(db, body)))
      } catch (error) {
        return E.left(faultOf(path)(error))
      }
    }

    return E.tryCatch((): CopyFile => {
      const pages = openPages(path)
      return {
        pages,
        add: async (after, events) =>
          E.flatten(
            await attempt((): E.Either<ReadError, boolean> => {
              const head = unsafeRow<readonly [number | null]>(highest.get())?.[0] ?? 0
              if (head < after) return E.right(false)
              const rows = rowsOf(events.filter(({ position }) => position > head))
              if (E.isLeft(rows)) return rows
              // A copy is filled for reading: its indexes never lag.
              for (const row of rows.right) {
                const [position, sid, revision] = row
                addEvent.run(...row)
                addPlace.run(sid, revision, position)
              }
              setIndexed.run(rows.right.at(-1)?.[0] ?? head)
              return E.right(true)
            }),
          ),
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
              `DELETE FROM event; DELETE FROM place; UPDATE indexed SET upto = 0, target = 0; DELETE FROM meta WHERE key = 'serverEnd'`,
            ),
          ),
        close: () => {
          pages.close()
          db.close()
        },
      }
    }, faultOf(path))
  }
