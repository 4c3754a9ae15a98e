/**
 * The write side of `events.db`: one transaction at a time, many appends in each.
 * Synchronous, so it runs the same inline and in a thread.
 */
import type { DatabaseSync } from 'node:sqlite'
import { type Instant, instantOfMillis, type LogPosition, type RecordedEvent, type StreamName, toMillis } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { stamp } from '../chain/EventText.js'
import { readText } from '../chain/readText.js'
import { type Ambiguous, type Corrupt, type Expected, noStream, type Unavailable } from '../port/EventStore.js'
import { ambiguous } from '../port/faults.js'
import { judgeAppend } from '../port/judgeAppend.js'
import type { PreparedRequest } from '../port/prepareRequest.js'
import { unsafeBrand, unsafeRow } from '../unsafe.js'
import { prepareOn } from './database.js'
import { errcodeOf, faultOf, isBusy } from './fault.js'
import { openFiller, TAIL } from './fill.js'
import { openHeads } from './Heads.js'
import { hexOf } from './hex.js'
import { openTail } from './Tail.js'
import { openWhereabouts } from './Whereabouts.js'
import type { AppendResult, Work } from './Writer.js'

/** How long a transaction takes more appends in, in milliseconds. A checkpoint may come on top, inside COMMIT. */
const BUDGET = 10
/** Appends a transaction takes in all the same: where the machine is busy, time passes that is not the transaction's. */
const LEAST = 256

/** What became of a batch: another one writes; it failed as a whole; or the results of its first requests, in order. */
type Outcome =
  | { readonly tag: 'busy' }
  | { readonly tag: 'failed'; readonly error: Unavailable | Ambiguous | Corrupt }
  | { readonly tag: 'done'; readonly results: ReadonlyArray<AppendResult>; readonly wrote: boolean }

export interface Log {
  /** Commits as much of the work as fits the time of a transaction, at least one piece. */
  readonly commit: (works: ReadonlyArray<Work>) => Outcome
  /**
   * Brings the indexes up to the end of the log, before the file is let go, so that whoever
   * opens it next finds little to read; not where nothing was committed, nor against others who write.
   */
  readonly settle: () => void
}

/** What is put into the indexes by a transaction that does nothing else. */
const SETTLED = 2000

type EventRow = readonly [position: number, revision: number, data: string, sealed: Uint8Array | null, hash: Uint8Array]

/**
 * @param limit events that the indexes may lack, before they are filled
 */
export const openLog = (db: DatabaseSync, path: string, clock: () => number, limit = TAIL): Log => {
  db.exec('PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16384;')
  const prepare = prepareOn(db)
  const begin = prepare('BEGIN IMMEDIATE')
  const commitAll = prepare('COMMIT')
  const rollback = prepare('ROLLBACK')
  const recordedAtOf = prepare("SELECT json_extract(data, '$.meta.recordedAt') FROM event WHERE position = ?")
  const eventAt = prepare('SELECT position, revision, data, sealed, hash FROM event WHERE position = ?')
  const addEvent = prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)')

  const tail = openTail(db)
  const where = openWhereabouts(db, tail)
  const heads = openHeads(db, tail, where)
  const filler = openFiller(db, tail, limit)
  let position = 0
  let recordedMillis = 0

  /** Reads what others wrote since: nothing that is remembered is relied on before. */
  const remember = (): void => {
    const others = tail.catchUp(heads.moved)
    if (others) heads.forgetAll()
    if (tail.end() === position && !others) return
    position = tail.end()
    const last = unsafeRow<readonly [Instant]>(recordedAtOf.get(position))
    recordedMillis = last === undefined ? 0 : toMillis(last[0])
  }

  const standing = (stream: StreamName, sid: number, from: number, count: number): ReadonlyArray<RecordedEvent> =>
    where.from(sid, from, count).flatMap((at) => {
      const row = unsafeRow<EventRow>(eventAt.get(at))
      if (row === undefined) return []
      const [, revision, text, sealed, hash] = row
      const event = readText({ stream, revision, position: unsafeBrand(at), text, sealed, hash: hexOf(hash) })
      return E.isRight(event) ? [event.right] : []
    })

  const append = (request: PreparedRequest, now: Instant): AppendResult => {
    const { stream, drafts, stamped } = request
    const recordedAt = stamped?.recordedAt ?? now
    const head = heads.get(stream)
    const end: Expected = head === null ? noStream : { tag: 'at', revision: head.revision, hash: head.hash }
    const judged = judgeAppend(request, end, (from, count) => (head === null ? [] : standing(stream, head.sid, from, count)))
    if (judged.tag === 'Conflict') return E.left(judged)
    if (judged.tag === 'Repeat') return E.right(judged.appended)
    const sid = head?.sid ?? heads.newSid(stream)
    let revision = head?.revision ?? -1
    let previousHash = head?.hash ?? null
    for (const draft of drafts) {
      revision += 1
      position += 1
      const { text, hash } = stamp(draft, { stream, revision, recordedAt, previousHash })
      const name = revision === 0 ? stream : null
      addEvent.run(position, sid, revision, text, draft.sealed, Buffer.from(hash, 'hex'), name)
      tail.add(position, sid, revision, name)
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
    tail.forget()
    filler.forget()
    heads.forgetAll()
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
      filler.step(position - before)
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

  const settle = (): void => {
    try {
      while (tail.size() > 0) {
        begin.run()
        remember()
        filler.fill(SETTLED)
        commitAll.run()
        tail.catchUp()
      }
    } catch {
      // Whoever writes next goes on with it.
      undo()
    }
  }

  return { commit, settle }
}
