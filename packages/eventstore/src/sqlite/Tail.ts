/**
 * The end of the log that is not in its indexes yet, held in memory: where the events
 * of a stream stand, and the names of streams that are new. Together with the indexes
 * it knows every event, so each look begins by reading what was committed since the
 * last, in the same transaction or before the indexes are read.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { StreamName } from '@jejak/core'
import { unsafeRow, unsafeRows } from '../unsafe.js'
import { prepareOn } from './database.js'
import { SID_RANGE } from './layout.js'

/** Events of a stream, in the order of the log: their revisions, and where they stand. */
export interface Places {
  readonly revisions: ReadonlyArray<number>
  readonly positions: ReadonlyArray<number>
}

/** Index of the first of them from a revision on. A guess that holds where no revision is missing, and is mended where one is. */
export const indexFrom = ({ revisions }: Places, revision: number): number => {
  let i = Math.min(Math.max(0, revision - (revisions[0] ?? 0)), revisions.length)
  while (i > 0 && (revisions[i - 1] ?? 0) >= revision) i -= 1
  while (i < revisions.length && (revisions[i] ?? 0) < revision) i += 1
  return i
}

/** The streams of a partition that have events in the tail. */
export interface TailPart {
  readonly places: ReadonlyMap<number, Places>
  /** The newest of its streams, if that is new; else 0. */
  readonly newest: number
}

export interface Tail {
  /**
   * Reads what others committed since, and lets go what was put into the indexes. True if
   * there may be events that `added` was not told of.
   *
   * @param added is told the stream of each event that is read
   */
  readonly catchUp: (added?: (sid: number) => void) => boolean
  /** Takes in the next event of the log. */
  readonly add: (position: number, sid: number, revision: number, stream: StreamName | null) => void
  /** Forgets all, after a transaction that was undone. */
  readonly forget: () => void
  /** Position of the last event of the log. */
  readonly end: () => number
  readonly size: () => number
  readonly places: (sid: number) => Places | null
  readonly part: (partition: number) => TailPart
  readonly parts: () => Iterable<TailPart>
  readonly sidOf: (stream: StreamName) => number | null
  readonly nameOf: (sid: number) => StreamName | null
  readonly names: () => Iterable<StreamName>
}

interface Run {
  revisions: number[]
  positions: number[]
}
interface Part {
  readonly places: Map<number, Run>
  newest: number
}
type Row = readonly [position: number, sid: number, revision: number, stream: StreamName | null]

const nothing: TailPart = { places: new Map(), newest: 0 }

export const openTail = (db: DatabaseSync): Tail => {
  const prepare = prepareOn(db)
  const indexed = prepare('SELECT upto FROM indexed')
  const after = prepare('SELECT position, sid, revision, stream FROM event WHERE position > ? ORDER BY position')

  const parts = new Map<number, Part>()
  const sids = new Map<StreamName, number>()
  const names = new Map<number, StreamName>()
  // All after `start`, up to `end`, is here; nothing is while `end` is -1.
  let start = -1
  let end = -1
  let size = 0

  const clear = (): void => {
    parts.clear()
    sids.clear()
    names.clear()
    size = 0
  }

  const partOf = (sid: number): Part => {
    const partition = Math.floor(sid / SID_RANGE)
    const known = parts.get(partition)
    if (known !== undefined) return known
    const part: Part = { places: new Map(), newest: 0 }
    parts.set(partition, part)
    return part
  }

  const add = (position: number, sid: number, revision: number, stream: StreamName | null): void => {
    const part = partOf(sid)
    const run = part.places.get(sid)
    if (run === undefined) part.places.set(sid, { revisions: [revision], positions: [position] })
    else {
      run.revisions.push(revision)
      run.positions.push(position)
    }
    if (stream !== null) {
      sids.set(stream, sid)
      names.set(sid, stream)
      part.newest = sid
    }
    end = position
    size += 1
  }

  /** Lets go what the indexes hold. */
  const drop = (upto: number): void => {
    size = 0
    for (const part of parts.values())
      for (const [sid, run] of part.places) {
        const left = run.positions.findIndex((position) => position > upto)
        if (left === 0) {
          size += run.positions.length
          continue
        }
        if (left === -1) part.places.delete(sid)
        else {
          run.revisions = run.revisions.slice(left)
          run.positions = run.positions.slice(left)
          size += run.positions.length
        }
        const name = names.get(sid)
        if (name === undefined) continue
        // Its first event is in the indexes, and its name with it.
        names.delete(sid)
        sids.delete(name)
        if (part.newest === sid) part.newest = 0
      }
  }

  return {
    catchUp: (added) => {
      const upto = unsafeRow<readonly [number]>(indexed.get())?.[0] ?? 0
      // Below what it was, it is a copy that was emptied.
      const missed = upto > end || upto < start
      if (missed) {
        clear()
        end = upto
      } else if (upto > start) drop(upto)
      start = upto
      const rows = unsafeRows<Row>(after.all(end))
      for (const [position, sid, revision, stream] of rows) {
        add(position, sid, revision, stream)
        added?.(sid)
      }
      return missed
    },
    add,
    forget: () => {
      clear()
      start = -1
      end = -1
    },
    end: () => end,
    size: () => size,
    places: (sid) => parts.get(Math.floor(sid / SID_RANGE))?.places.get(sid) ?? null,
    part: (partition) => parts.get(partition) ?? nothing,
    parts: () => parts.values(),
    sidOf: (stream) => sids.get(stream) ?? null,
    nameOf: (sid) => names.get(sid) ?? null,
    names: () => sids.keys(),
  }
}
