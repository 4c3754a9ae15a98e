/**
 * Puts the tail of the log into its indexes, in their order and little by little,
 * inside the transactions that append: so no transaction grows long, and how far it
 * came stands in the file with what it did, for whoever writes next.
 */
import type { DatabaseSync } from 'node:sqlite'
import { unsafeRow } from '../unsafe.js'
import { prepareOn } from './database.js'
import type { Tail } from './Tail.js'

/** Events in the tail from which on it is filled in: a larger tail costs memory and time on opening, a smaller one more pages written. */
export const TAIL = 32_768

/** Rows filled in by a transaction at least, while a filling is under way. */
const LEAST = 256
/** Rows filled in for each event appended: more than one, or the tail would grow without end. */
const FOR_EACH = 2

export interface Filler {
  /**
   * Goes on filling where there is enough to fill, within the open transaction. The tail
   * holds all that is committed, and what this transaction appended.
   *
   * @param appended events that this transaction appended
   */
  readonly step: (appended: number) => void
  /** Fills in so many rows at most, however little there is, within an open transaction. */
  readonly fill: (rows: number) => void
  /** Forgets what it prepared, after a transaction that was undone. */
  readonly forget: () => void
}

type State = readonly [upto: number, target: number, sid: number, revision: number]

/**
 * @param limit events in the tail from which on it is filled in
 */
export const openFiller = (db: DatabaseSync, tail: Tail, limit: number): Filler => {
  const prepare = prepareOn(db)
  const state = prepare('SELECT upto, target, sid, revision FROM indexed')
  const advance = prepare('UPDATE indexed SET upto = ?, target = ?, sid = ?, revision = ?')
  const addPlace = prepare('INSERT INTO place VALUES (?, ?, ?)')
  const addName = prepare('INSERT INTO name VALUES (?, ?)')

  // The rows of the tail up to one target, in the order of the indexes.
  let order = new Uint32Array(0)
  let madeFor = -1

  const orderUpTo = (target: number): Uint32Array => {
    if (madeFor === target) return order
    const { positions, sids } = tail.rows()
    const later = positions.findIndex((position) => position > target)
    // Of one stream, the order of the log is that of the revisions.
    order = Uint32Array.from({ length: later === -1 ? positions.length : later }, (_, i) => i).sort(
      (a, b) => (sids[a] ?? 0) - (sids[b] ?? 0) || a - b,
    )
    madeFor = target
    return order
  }

  /** Where to go on in that order, after the place filled in last. */
  const firstAfter = (sid: number, revision: number): number => {
    const { sids, revisions } = tail.rows()
    let low = 0
    let high = order.length
    while (low < high) {
      const middle = (low + high) >> 1
      const row = order[middle] ?? 0
      const ahead = (sids[row] ?? 0) - sid || (revisions[row] ?? 0) - revision
      if (ahead <= 0) low = middle + 1
      else high = middle
    }
    return low
  }

  const forget = (): void => {
    order = new Uint32Array(0)
    madeFor = -1
  }

  const fill = (rows: number): void => {
    const [upto, aim, ...last] = unsafeRow<State>(state.get()) ?? [0, 0, -1, -1]
    const begun = aim > upto
    const target = begun ? aim : tail.end()
    let [sid, revision] = begun ? last : [-1, -1]
    const sorted = orderUpTo(target)
    const { positions, sids, revisions, streams } = tail.rows()
    let next = firstAfter(sid, revision)
    for (const end = Math.min(next + rows, sorted.length); next < end; next += 1) {
      const row = sorted[next] ?? 0
      const stream = streams[row] ?? null
      sid = sids[row] ?? 0
      revision = revisions[row] ?? 0
      if (stream !== null) addName.run(sid, stream)
      addPlace.run(sid, revision, positions[row] ?? 0)
    }
    if (next < sorted.length) advance.run(upto, target, sid, revision)
    else {
      advance.run(target, target, -1, -1)
      forget()
    }
  }

  return {
    step: (appended) => {
      if (tail.size() >= limit) fill(Math.max(LEAST, FOR_EACH * appended))
    },
    fill,
    forget,
  }
}
