/** Where the events of a stream stand in the log: the indexes and the tail, looked into together. */
import type { DatabaseSync } from 'node:sqlite'
import type { StreamName } from '@jejak/core'
import { unsafeRow, unsafeRows } from '../unsafe.js'
import { prepareOn } from './database.js'
import { indexFrom } from './Places.js'
import type { Tail } from './Tail.js'

/** Answers as of the moment the tail was caught up. */
export interface Whereabouts {
  /** The number of a stream; null for one that has no event. */
  readonly sid: (stream: StreamName) => number | null
  readonly name: (sid: number) => StreamName | null
  /** The position of the last event of a stream. */
  readonly last: (sid: number) => number | null
  /** Positions of so many events of a stream at most, from a revision on. */
  readonly from: (sid: number, revision: number, count: number) => ReadonlyArray<number>
  /** Positions that the tail has, from a revision on. */
  readonly inTail: (sid: number, revision: number) => ReadonlyArray<number>
}

const none: ReadonlyArray<number> = []

export const openWhereabouts = (db: DatabaseSync, tail: Tail): Whereabouts => {
  const prepare = prepareOn(db)
  const sidOf = prepare('SELECT sid FROM name WHERE name = ?')
  const nameOf = prepare('SELECT name FROM name WHERE sid = ?')
  const lastPlace = prepare('SELECT position FROM place WHERE sid = ? ORDER BY revision DESC LIMIT 1')
  const placesFrom = prepare('SELECT position FROM place WHERE sid = ? AND revision >= ? ORDER BY revision LIMIT ?')

  const inTail = (sid: number, revision: number): ReadonlyArray<number> => {
    const places = tail.places(sid)
    return places === null ? none : places.positions.slice(indexFrom(places, revision))
  }

  return {
    sid: (stream) => tail.sidOf(stream) ?? unsafeRow<readonly [number]>(sidOf.get(stream))?.[0] ?? null,
    name: (sid) => tail.nameOf(sid) ?? unsafeRow<readonly [StreamName]>(nameOf.get(sid))?.[0] ?? null,
    last: (sid) => tail.places(sid)?.positions.at(-1) ?? unsafeRow<readonly [number]>(lastPlace.get(sid))?.[0] ?? null,
    from: (sid, revision, count) => {
      const indexed = unsafeRows<readonly [number]>(placesFrom.all(sid, revision, count)).map(([position]) => position)
      if (indexed.length === count) return indexed
      // The tail may hold again what is just being filled in.
      return [...indexed, ...inTail(sid, revision + indexed.length)].slice(0, count)
    },
    inTail,
  }
}
