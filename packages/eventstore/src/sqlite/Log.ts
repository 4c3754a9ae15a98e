/**
 * The write side of `events.db`: one transaction at a time, many appends in each.
 * Synchronous, so it runs the same inline and in a thread.
 */
import type { DatabaseSync } from 'node:sqlite'
import { type Instant, instantOfMillis, type LogPosition, partitionOf, type RecordedEvent, type StreamName, toMillis } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { stamp } from '../chain/EventText.js'
import { readText } from '../chain/readText.js'
import { type Ambiguous, type Corrupt, type Expected, noStream, type Unavailable } from '../port/EventStore.js'
import { ambiguous } from '../port/faults.js'
import { judgeAppend } from '../port/judgeAppend.js'
import type { PreparedRequest } from '../port/prepareRequest.js'
import { unsafeBrand, unsafeRow, unsafeRows } from '../unsafe.js'
import { errcodeOf, faultOf, isBusy } from './fault.js'
import { SID_RANGE } from './layout.js'
import type { AppendResult, Work } from './Writer.js'

/** How long a transaction takes more appends in, in milliseconds. A checkpoint may come on top, inside COMMIT. */
const BUDGET = 10
/** Appends a transaction takes in all the same: where the machine is busy, time passes that is not the transaction's. */
const LEAST = 256
/** Ends of streams kept in memory; beyond it all are forgotten. */
const HEADS = 200_000

/** What became of a batch: another one writes; it failed as a whole; or the results of its first requests, in order. */
type Outcome =
  | { readonly tag: 'busy' }
  | { readonly tag: 'failed'; readonly error: Unavailable | Ambiguous | Corrupt }
  | { readonly tag: 'done'; readonly results: ReadonlyArray<AppendResult>; readonly wrote: boolean }

export interface Log {
  /** Commits as much of the work as fits the time of a transaction, at least one piece. */
  readonly commit: (works: ReadonlyArray<Work>) => Outcome
}

interface Head {
  readonly sid: number
  readonly revision: number
  readonly hash: string
}

type EventRow = readonly [position: number, revision: number, data: string, sealed: Uint8Array | null, hash: Uint8Array]

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

export const openLog = (db: DatabaseSync, path: string, clock: () => number): Log => {
  db.exec('PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16384;')
  const prepare = (sql: string) => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  const begin = prepare('BEGIN IMMEDIATE')
  const commitAll = prepare('COMMIT')
  const rollback = prepare('ROLLBACK')
  const dataVersion = prepare('PRAGMA data_version')
  const lastEvent = prepare("SELECT position, json_extract(data, '$.meta.recordedAt') FROM event ORDER BY position DESC LIMIT 1")
  const streamHead = prepare(
    'SELECT s.sid, e.revision, e.hash FROM stream s JOIN event e ON e.sid = s.sid WHERE s.name = ? ORDER BY e.revision DESC LIMIT 1',
  )
  const eventsFrom = prepare(
    'SELECT position, revision, data, sealed, hash FROM event WHERE sid = ? AND revision >= ? ORDER BY revision LIMIT ?',
  )
  const lastSid = prepare('SELECT max(sid) FROM stream WHERE sid >= ? AND sid < ?')
  const addStream = prepare('INSERT INTO stream VALUES (?, ?)')
  const addEvent = prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)')

  // All that is remembered of the file; true until another connection commits.
  let version = -1
  let position = 0
  let recordedMillis = 0
  const heads = new Map<StreamName, Head>()
  const sids = new Map<number, number>()

  const forget = (): void => {
    version = -1
    heads.clear()
    sids.clear()
  }

  const remember = (): void => {
    const now = unsafeRow<readonly [number]>(dataVersion.get())?.[0] ?? -1
    if (now === version) return
    forget()
    version = now
    const last = unsafeRow<readonly [number, Instant]>(lastEvent.get())
    position = last?.[0] ?? 0
    recordedMillis = last === undefined ? 0 : toMillis(last[1])
  }

  const headOf = (stream: StreamName): Head | null => {
    const known = heads.get(stream)
    if (known !== undefined) return known
    const row = unsafeRow<readonly [number, number, Uint8Array]>(streamHead.get(stream))
    if (row === undefined) return null
    const head = { sid: row[0], revision: row[1], hash: hexOf(row[2]) }
    if (heads.size >= HEADS) heads.clear()
    heads.set(stream, head)
    return head
  }

  const newSid = (stream: StreamName): number => {
    const partition = partitionOf(stream)
    const known = sids.get(partition)
    const from = partition * SID_RANGE
    const last = known ?? unsafeRow<readonly [number | null]>(lastSid.get(from, from + SID_RANGE))?.[0] ?? from
    sids.set(partition, last + 1)
    addStream.run(last + 1, stream)
    return last + 1
  }

  const standing = (stream: StreamName, sid: number, from: number, count: number): ReadonlyArray<RecordedEvent> =>
    unsafeRows<EventRow>(eventsFrom.all(sid, from, count)).flatMap(([at, revision, text, sealed, hash]) => {
      const event = readText({ stream, revision, position: unsafeBrand(at), text, sealed, hash: hexOf(hash) })
      return E.isRight(event) ? [event.right] : []
    })

  const append = (request: PreparedRequest, now: Instant): AppendResult => {
    const { stream, drafts, stamped } = request
    const recordedAt = stamped?.recordedAt ?? now
    const head = headOf(stream)
    const end: Expected = head === null ? noStream : { tag: 'at', revision: head.revision, hash: head.hash }
    const judged = judgeAppend(request, end, (from, count) => (head === null ? [] : standing(stream, head.sid, from, count)))
    if (judged.tag === 'Conflict') return E.left(judged)
    if (judged.tag === 'Repeat') return E.right(judged.appended)
    const sid = head?.sid ?? newSid(stream)
    let revision = head?.revision ?? -1
    let previousHash = head?.hash ?? null
    for (const draft of drafts) {
      revision += 1
      position += 1
      const { text, hash } = stamp(draft, { stream, revision, recordedAt, previousHash })
      addEvent.run(position, sid, revision, text, draft.sealed, Buffer.from(hash, 'hex'))
      previousHash = hash
    }
    const hash = previousHash ?? ''
    heads.set(stream, { sid, revision, hash })
    return E.right({ stream, revision, hash, position: unsafeBrand<LogPosition>(position), recordedAt, repeated: false })
  }

  const perform = ([first, ...rest]: Work, now: Instant): AppendResult => {
    let result = append(first, now)
    for (const request of rest) {
      if (E.isLeft(result)) return result
      result = append(request, now)
    }
    return result
  }

  const undo = (): boolean => {
    forget()
    try {
      if (db.isTransaction) rollback.run()
      return true
    } catch {
      return false
    }
  }

  const commit = (works: ReadonlyArray<Work>): Outcome => {
    try {
      begin.run()
    } catch (error) {
      return isBusy(error) ? { tag: 'busy' } : { tag: 'failed', error: faultOf(path)(error) }
    }
    const results: AppendResult[] = []
    let before: number
    try {
      remember()
      before = position
      // Never before the last event of the log, whatever the clock says.
      recordedMillis = Math.max(clock(), recordedMillis)
      const recordedAt = instantOfMillis(recordedMillis)
      const started = performance.now()
      for (const work of works) {
        results.push(perform(work, recordedAt))
        if (results.length >= LEAST && performance.now() - started > BUDGET) break
      }
    } catch (error) {
      undo()
      return { tag: 'failed', error: faultOf(path)(error) }
    }
    try {
      commitAll.run()
    } catch (error) {
      // A full disk or a lock leaves the transaction open and it is undone; after anything else only the file knows.
      const known = isBusy(error) || errcodeOf(error) === 13
      const fault = faultOf(path)(error)
      return { tag: 'failed', error: undo() && known ? fault : ambiguous(fault.reason) }
    }
    return { tag: 'done', results, wrote: position > before }
  }

  return { commit }
}
