/**
 * Puts the tail of the log into its indexes, in their order and little by little,
 * inside the transactions that append: so no transaction grows long, and how far it
 * came stands in the file with what it did, for whoever writes next.
 */
import type { DatabaseSync } from 'node:sqlite'
import { unsafeRow } from '../unsafe.js'
import { prepareOn } from './database.js'
import { indexFrom, type Tail } from './Tail.js'

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
type PlaceRow = readonly [sid: number, revision: number, position: number]

/** Index of the first number that is not below another one. */
const firstFrom = (sorted: Float64Array, number: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * @param limit events in the tail from which on it is filled in
 */
export const openFiller = (db: DatabaseSync, tail: Tail, limit: number): Filler => {
  const prepare = prepareOn(db)
  const state = prepare('SELECT upto, target, sid, revision FROM indexed')
  const advance = prepare('UPDATE indexed SET upto = ?, target = ?, sid = ?, revision = ?')
  const addPlace = prepare('INSERT INTO place VALUES (?, ?, ?)')
  const addName = prepare('INSERT INTO name VALUES (?, ?)')

  // The streams to fill in for one target, in order.
  let sids = new Float64Array(0)
  let madeFor = -1

  const sidsUpTo = (target: number): Float64Array => {
    if (madeFor === target) return sids
    const found: number[] = []
    for (const { places } of tail.parts()) for (const [sid, { positions }] of places) if ((positions[0] ?? 0) <= target) found.push(sid)
    sids = Float64Array.from(found).sort()
    madeFor = target
    return sids
  }

  const forget = (): void => {
    sids = new Float64Array(0)
    madeFor = -1
  }

  /** What is to be filled in up to a target, after the place filled in last, in order. */
  function* missing(target: number, sid: number, revision: number): Generator<PlaceRow, void> {
    const sorted = sidsUpTo(target)
    for (let i = firstFrom(sorted, sid); i < sorted.length; i += 1) {
      const next = sorted[i] ?? 0
      const places = tail.places(next)
      if (places === null) continue
      for (let at = next === sid ? indexFrom(places, revision + 1) : 0; ; at += 1) {
        const position = places.positions[at]
        if (position === undefined || position > target) break
        yield [next, places.revisions[at] ?? 0, position]
      }
    }
  }

  const fill = (rows: number): void => {
    const [upto, aim, ...last] = unsafeRow<State>(state.get()) ?? [0, 0, -1, -1]
    const begun = aim > upto
    const target = begun ? aim : tail.end()
    let [sid, revision] = begun ? last : [-1, -1]
    let left = rows
    for (const [nextSid, nextRevision, position] of missing(target, sid, revision)) {
      if (left === 0) {
        advance.run(upto, target, sid, revision)
        return
      }
      if (nextRevision === 0) addName.run(nextSid, tail.nameOf(nextSid))
      addPlace.run(nextSid, nextRevision, position)
      sid = nextSid
      revision = nextRevision
      left -= 1
    }
    advance.run(target, target, -1, -1)
    forget()
  }

  return {
    step: (appended) => {
      if (tail.size() >= limit) fill(Math.max(LEAST, FOR_EACH * appended))
    },
    fill,
    forget,
  }
}
