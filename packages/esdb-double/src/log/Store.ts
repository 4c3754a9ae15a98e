/** The log with its journal: what may be written to it, and how. */
import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type { Change } from '../faults.js'
import { ANY, type Decision, decide } from './decide.js'
import { type EventLog, isShown, makeEventLog } from './EventLog.js'
import { type JournalError, openJournal } from './journal.js'
import { truncation } from './metadata.js'
import {
  EPOCH_STREAM,
  isMetastream,
  LAST_REVISION,
  METADATA_TYPE,
  metastreamOf,
  type Proposed,
  type Recorded,
  sizeOf,
  TOMBSTONE_TYPE,
} from './Recorded.js'
import { openRemoved } from './removed.js'

export type Written =
  | {
      readonly tag: 'Written'
      /** Revision of the last event; -1 where the stream has none. */
      readonly revision: bigint
      /** Position of the last event; `null` where that can no longer be read. */
      readonly position: bigint | null
    }
  | Exclude<Decision, { readonly tag: 'Append' | 'Repeat' }>

export interface Store {
  readonly log: EventLog
  readonly append: (stream: string, expected: bigint, events: ReadonlyArray<Proposed>) => Written
  readonly softDelete: (stream: string, expected: bigint) => Written
  readonly tombstone: (stream: string, expected: bigint) => Written
  /** Does what others may do to the data. */
  readonly change: (change: Change) => void
  readonly close: () => void
}

/** How many ids of recent events are kept for appends without an exact expectation. */
const RECENT_IDS = 100_000

/** Events of a foreign stream, which are one commit. */
const FOREIGN = 1000
/** Their data in bytes, at most, so that a commit stays small. */
const FOREIGN_BYTES = 4_194_304

const NO_BYTES = new Uint8Array(0)
const TICKS_PER_MILLISECOND = 10_000n

const systemEvent = (type: string, data: Uint8Array): Proposed => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data,
  metadata: NO_BYTES,
})

/** Opens the log of a folder. */
export const openStore = (dir: string): E.Either<JournalError, Store> => {
  const log = makeEventLog()
  const recent = new Map<string, { readonly stream: string; readonly revision: bigint }>()
  const journal = openJournal(dir, (commit) => commit.forEach(log.add))
  if (E.isLeft(journal)) return journal

  /** Writes to several streams at once; all or nothing, also over a kill. */
  const commit = (parts: ReadonlyArray<{ readonly stream: string; readonly from: bigint; readonly events: ReadonlyArray<Proposed> }>) => {
    const created = BigInt(Date.now()) * TICKS_PER_MILLISECOND
    const records: Array<Recorded> = []
    let position = log.end()
    for (const { stream, from, events } of parts) {
      for (const [index, event] of events.entries()) {
        records.push({ ...event, stream, revision: from + BigInt(index), position, created })
        position += sizeOf(stream, event)
      }
    }
    journal.right.write(records)
    records.forEach(log.add)
    log.committed()
  }

  const nextOf = (stream: string): bigint => log.stream(stream).last + 1n

  const remember = (stream: string, from: bigint, events: ReadonlyArray<Proposed>): void => {
    for (const [index, { id }] of events.entries()) recent.set(id, { stream, revision: from + BigInt(index) })
    for (const id of recent.keys()) {
      if (recent.size <= RECENT_IDS) break
      recent.delete(id)
    }
  }

  const decided = (name: string, expected: bigint, ids: ReadonlyArray<string>): Decision =>
    decide({
      stream: log.stream(name),
      expected,
      ids,
      hasMetadata: !isMetastream(name) && log.stream(metastreamOf(name)).last >= 0n,
      recent: (id) => {
        const found = recent.get(id)
        return found?.stream === name ? found.revision : undefined
      },
    })

  const append: Store['append'] = (name, expected, events) => {
    const decision = decided(
      name,
      expected,
      events.map(({ id }) => id),
    )
    const { last, softDeleted, first, events: stored } = log.stream(name)
    switch (decision.tag) {
      case 'WrongExpectedVersion':
      case 'Deleted':
        return decision
      case 'Repeat':
        return {
          tag: 'Written',
          revision: decision.last,
          position: decision.last < first ? null : (stored[Number(decision.last)]?.position ?? null),
        }
      case 'Append': {
        if (events.length === 0) return { tag: 'Written', revision: last, position: log.end() }
        const metastream = metastreamOf(name)
        const undelete = softDeleted
          ? [{ stream: metastream, from: nextOf(metastream), events: [systemEvent(METADATA_TYPE, truncation(last + 1n))] }]
          : []
        // In the order of the server: first the events, then what shows them.
        commit([{ stream: name, from: last + 1n, events }, ...undelete])
        remember(name, last + 1n, events)
        return { tag: 'Written', revision: last + BigInt(events.length), position: log.stream(name).events.at(-1)?.position ?? null }
      }
    }
  }

  /** Deleting expects as an append of nothing does, except that a stream which is not there cannot be deleted. */
  const deleting = (name: string, expected: bigint, write: () => void): Written => {
    const decision = decided(name, expected, [])
    if (decision.tag === 'WrongExpectedVersion' || decision.tag === 'Deleted') return decision
    write()
    return { tag: 'Written', revision: log.stream(name).last, position: log.all.at(-1)?.position ?? null }
  }

  const softDelete: Store['softDelete'] = (name, expected) => {
    const metastream = metastreamOf(name)
    if (log.stream(name).last < 0n && log.stream(metastream).last < 0n && !log.stream(name).tombstoned)
      return { tag: 'WrongExpectedVersion', actual: -1n }
    return deleting(name, expected, () =>
      commit([{ stream: metastream, from: nextOf(metastream), events: [systemEvent(METADATA_TYPE, truncation(LAST_REVISION))] }]),
    )
  }

  const tombstone: Store['tombstone'] = (name, expected) =>
    deleting(name, expected, () => commit([{ stream: name, from: LAST_REVISION, events: [systemEvent(TOMBSTONE_TYPE, NO_BYTES)] }]))

  commit([{ stream: EPOCH_STREAM, from: nextOf(EPOCH_STREAM), events: [systemEvent('$epoch-information', Buffer.from('{}'))] }])
  // The server writes this one when it starts for the first time; it is the first that readers of $all see.
  const scavenges = metastreamOf('$scavenges')
  if (nextOf(scavenges) === 0n) append(scavenges, ANY, [systemEvent(METADATA_TYPE, Buffer.from('{"$maxAge":2592000}'))])

  const removed = openRemoved(dir)
  removed.positions().forEach(log.remove)
  const remove = (gone: ReadonlyArray<Recorded>): void => {
    removed.add(gone.map(({ position }) => position))
    for (const { position } of gone) log.remove(position)
  }

  /** Events that no reader of their stream sees any more; the last of a stream, and marks of deletion, stay in the log. */
  const scavenged = (): ReadonlyArray<Recorded> =>
    log.all.filter((event) => {
      if (event.type === TOMBSTONE_TYPE || isMetastream(event.stream) || !isShown(event)) return false
      const { tombstoned, first, last } = log.stream(event.stream)
      return tombstoned || (event.revision < first && event.revision < last)
    })

  const change: Store['change'] = (asked) => {
    switch (asked.kind) {
      case 'remove':
        return remove(log.stream(asked.stream).events.filter(({ revision }) => revision === BigInt(asked.revision)))
      case 'tombstone':
        tombstone(asked.stream, ANY)
        return
      case 'softDelete':
        softDelete(asked.stream, ANY)
        return
      case 'truncate': {
        const metastream = metastreamOf(asked.stream)
        return commit([
          { stream: metastream, from: nextOf(metastream), events: [systemEvent(METADATA_TYPE, truncation(BigInt(asked.before)))] },
        ])
      }
      case 'scavenge':
        return remove(scavenged())
      case 'foreign': {
        const data = new Uint8Array(asked.bytes).fill(0x20)
        const event = (): Proposed => ({ ...systemEvent('Other', data), contentType: 'application/octet-stream' })
        const each = Math.max(1, Math.min(FOREIGN, Math.floor(FOREIGN_BYTES / (asked.bytes + 1))))
        for (let written = 0; written < asked.events; written += each) {
          const stream = `other-${written / each}`
          commit([{ stream, from: nextOf(stream), events: Array.from({ length: Math.min(each, asked.events - written) }, event) }])
        }
      }
    }
  }

  return E.right({ log, append, softDelete, tombstone, change, close: journal.right.close })
}
