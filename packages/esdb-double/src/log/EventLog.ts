/** The log in memory: every event in order, and the streams it makes. */
import { KEEP_ALL, type Retention, retentionOf } from './metadata.js'
import { EPOCH_STREAM, isMetastream, LAST_REVISION, metastreamOf, type Recorded, sizeOf, TOMBSTONE_TYPE } from './Recorded.js'

/** How a stream stands. `last` is -1 where nothing was ever written to it. */
export interface StreamState {
  readonly last: bigint
  readonly tombstoned: boolean
  readonly softDeleted: boolean
  /** First revision a reader sees. */
  readonly first: bigint
  /** Events and revisions up to `last`; the index is the revision. */
  readonly events: ReadonlyArray<Recorded>
}

export interface EventLog {
  readonly all: ReadonlyArray<Recorded>
  /** Position the next event will have. */
  readonly end: () => bigint
  readonly stream: (name: string) => StreamState
  /** Index in `all` of the event at a position, or -1. */
  readonly indexAt: (position: bigint) => number
  readonly add: (event: Recorded) => void
  /** Takes the event at a position out of the log and of its stream; its place stays. */
  readonly remove: (position: bigint) => void
  /** Calls back after each commit; returns how to stop. */
  readonly onCommit: (listener: () => void) => () => void
  readonly committed: () => void
}

/** Where the log begins; position 0 means the start and is no event. */
const FIRST_POSITION = 475n

const NONE: ReadonlyArray<Recorded> = []

/** Whether readers of `$all` ever see the event. */
export const isShown = (event: Recorded): boolean => event.stream !== EPOCH_STREAM

export const makeEventLog = (): EventLog => {
  const all: Array<Recorded> = []
  const streams = new Map<string, Array<Recorded>>()
  const tombstones = new Set<string>()
  const listeners = new Set<() => void>()
  let end = FIRST_POSITION

  const retention = (name: string): Retention =>
    // A metastream keeps its last event only.
    isMetastream(name) ? { truncateBefore: 0n, maxCount: 1n } : retentionOf(streams.get(metastreamOf(name))?.at(-1))

  const stream = (name: string): StreamState => {
    const events = streams.get(name) ?? NONE
    const last = BigInt(events.length) - 1n
    const { truncateBefore, maxCount } = events.length === 0 ? KEEP_ALL : retention(name)
    const counted = maxCount === null ? 0n : last - maxCount + 1n
    return {
      last,
      tombstoned: tombstones.has(isMetastream(name) ? name.slice(2) : name),
      softDeleted: truncateBefore === LAST_REVISION,
      first: counted > truncateBefore ? counted : truncateBefore,
      events,
    }
  }

  const indexAt = (position: bigint): number => {
    let low = 0
    let high = all.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = all[middle]?.position ?? 0n
      if (found === position) return middle
      if (found < position) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  return {
    all,
    end: () => end,
    stream,
    indexAt,
    add: (event) => {
      all.push(event)
      end = event.position + sizeOf(event.stream, event)
      if (event.type === TOMBSTONE_TYPE) tombstones.add(event.stream)
      else {
        const events = streams.get(event.stream)
        if (events === undefined) streams.set(event.stream, [event])
        else events.push(event)
      }
    },
    remove: (position) => {
      const index = indexAt(position)
      const event = all[index]
      if (event === undefined) return
      const gone = { ...event, stream: EPOCH_STREAM }
      all[index] = gone
      const events = streams.get(event.stream)
      if (events?.[Number(event.revision)] === event) events[Number(event.revision)] = gone
    },
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    committed: () => {
      for (const listener of listeners) listener()
    },
  }
}
