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
import type { Places } from './Places.js'

/** The events of the tail in the order of the log, a column each. */
interface TailRows {
  readonly positions: ReadonlyArray<number>
  readonly sids: ReadonlyArray<number>
  readonly revisions: ReadonlyArray<number>
  /** The name of the stream, where the event is its first. */
  readonly streams: ReadonlyArray<StreamName | null>
}

/** The streams of a partition that have events in the tail, by their numbers. */
export type TailPart = ReadonlyMap<number, Places>

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
  readonly rows: () => TailRows
  readonly part: (partition: number) => TailPart
  readonly places: (sid: number) => Places | null
  /** The newest stream of a partition, if it came by; else null. */
  readonly newest: (partition: number) => number | null
  readonly sidOf: (stream: StreamName) => number | null
  readonly nameOf: (sid: number) => StreamName | null
  readonly names: () => Iterable<StreamName>
}

interface Run {
  readonly revisions: number[]
  readonly positions: number[]
}
type Row = readonly [position: number, sid: number, revision: number, stream: StreamName | null]

const partitionOfSid = (sid: number): number => Math.floor(sid / SID_RANGE)
const nothing: TailPart = new Map()

export const openTail = (db: DatabaseSync): Tail => {
  const prepare = prepareOn(db)
  const indexed = prepare('SELECT upto FROM indexed')
  const after = prepare('SELECT position, sid, revision, stream FROM event WHERE position > ? ORDER BY position')

  // All after `start`, up to `end`, is here; nothing is while `end` is -1.
  let start = -1
  let end = -1
  let positions: number[] = []
  let sids: number[] = []
  let revisions: number[] = []
  let streams: (StreamName | null)[] = []
  const fresh = new Map<StreamName, number>()
  const newest = new Map<number, number>()
  // Made of the first `arranged` rows when somebody looks: who only appends never does.
  let arranged = 0
  const parts = new Map<number, Map<number, Run>>()
  const names = new Map<number, StreamName>()

  const disarrange = (): void => {
    arranged = 0
    parts.clear()
    names.clear()
  }

  const clear = (): void => {
    positions = []
    sids = []
    revisions = []
    streams = []
    fresh.clear()
    newest.clear()
    disarrange()
  }

  const arrange = (): void => {
    for (; arranged < positions.length; arranged += 1) {
      const sid = sids[arranged] ?? 0
      const partition = partitionOfSid(sid)
      const part = parts.get(partition) ?? new Map<number, Run>()
      if (part.size === 0) parts.set(partition, part)
      const run = part.get(sid) ?? { revisions: [], positions: [] }
      if (run.positions.length === 0) part.set(sid, run)
      run.revisions.push(revisions[arranged] ?? 0)
      run.positions.push(positions[arranged] ?? 0)
      const stream = streams[arranged] ?? null
      if (stream !== null) names.set(sid, stream)
    }
  }

  const add = (position: number, sid: number, revision: number, stream: StreamName | null): void => {
    positions.push(position)
    sids.push(sid)
    revisions.push(revision)
    streams.push(stream)
    end = position
    if (stream === null) return
    fresh.set(stream, sid)
    newest.set(partitionOfSid(sid), sid)
  }

  /** Lets go what the indexes hold. */
  const drop = (upto: number): void => {
    const left = positions.findIndex((position) => position > upto)
    const from = left === -1 ? positions.length : left
    for (const stream of streams.slice(0, from)) if (stream !== null) fresh.delete(stream)
    positions = positions.slice(from)
    sids = sids.slice(from)
    revisions = revisions.slice(from)
    streams = streams.slice(from)
    disarrange()
  }

  const part = (partition: number): TailPart => {
    arrange()
    return parts.get(partition) ?? nothing
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
      for (const [position, sid, revision, stream] of unsafeRows<Row>(after.all(end))) {
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
    size: () => positions.length,
    rows: () => ({ positions, sids, revisions, streams }),
    part,
    places: (sid) => part(partitionOfSid(sid)).get(sid) ?? null,
    newest: (partition) => newest.get(partition) ?? null,
    sidOf: (stream) => fresh.get(stream) ?? null,
    nameOf: (sid) => {
      arrange()
      return names.get(sid) ?? null
    },
    names: () => fresh.keys(),
  }
}
