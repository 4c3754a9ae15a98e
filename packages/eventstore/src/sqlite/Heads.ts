/** Where streams end, as the write side knows it: remembered, else looked up in the tail and the indexes. */
import type { DatabaseSync } from 'node:sqlite'
import { partitionOf, type StreamName } from '@jejak/core'
import { unsafeRow } from '../unsafe.js'
import { prepareOn } from './database.js'
import { hexOf } from './hex.js'
import { SID_RANGE } from './layout.js'
import { recently } from './recently.js'
import type { Tail } from './Tail.js'
import type { Whereabouts } from './Whereabouts.js'

/** Streams remembered at least; some 250 bytes each, at most twice so many. */
const REMEMBERED = 65_536

/** The last event of a stream. */
interface Head {
  readonly sid: number
  readonly revision: number
  /** In hex. */
  readonly hash: string
}

export interface Heads {
  /** Where a stream ends; null for one that has no event. */
  readonly get: (stream: StreamName) => Head | null
  /** Gives a stream that has none a number. */
  readonly newSid: (stream: StreamName) => number
  readonly set: (stream: StreamName, head: Head) => void
  /** Says that another process moved the end of a stream. */
  readonly moved: (sid: number) => void
  readonly forgetAll: () => void
}

/** Looks are to be made in a write transaction, with a tail that was caught up in it. */
export const openHeads = (db: DatabaseSync, tail: Tail, where: Whereabouts): Heads => {
  const prepare = prepareOn(db)
  const endAt = prepare('SELECT sid, revision, hash FROM event WHERE position = ?')
  const lastSid = prepare('SELECT max(sid) FROM name WHERE sid >= ? AND sid < ?')

  const heads = recently<StreamName, Head>(REMEMBERED)
  const others = new Set<number>()

  const forgetAll = (): void => {
    heads.clear()
    others.clear()
  }

  const lookUp = (stream: StreamName): Head | null => {
    const sid = where.sid(stream)
    const position = sid === null ? null : where.last(sid)
    const row = position === null ? undefined : unsafeRow<readonly [number, number, Uint8Array]>(endAt.get(position))
    if (row === undefined) return null
    const head = { sid: row[0], revision: row[1], hash: hexOf(row[2]) }
    others.delete(head.sid)
    heads.set(stream, head)
    return head
  }

  return {
    get: (stream) => {
      const known = heads.get(stream)
      return known === undefined || others.has(known.sid) ? lookUp(stream) : known
    },
    newSid: (stream) => {
      const partition = partitionOf(stream)
      const first = partition * SID_RANGE
      const last = tail.newest(partition) ?? unsafeRow<readonly [number | null]>(lastSid.get(first, first + SID_RANGE))?.[0] ?? first
      return last + 1
    },
    set: heads.set,
    moved: (sid) => {
      others.add(sid)
      if (others.size > REMEMBERED) forgetAll()
    },
    forgetAll,
  }
}
