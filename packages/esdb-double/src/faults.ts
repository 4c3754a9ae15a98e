/** Faults that a test arms and the double then has. */
import * as t from 'io-ts'

/** Events of one append may hold so much data together; names, types and metadata do not count. */
const MAX_APPEND_SIZE = 1_048_576

const Requests = t.union([t.literal('write'), t.literal('read')])

/** A fault of the next so many requests of a kind. Reads are all reads and subscriptions, writes all appends and deletes. */
const RequestFault = t.intersection([
  t.strict({ on: Requests, times: t.number }),
  t.union([
    /** It is done, and never answered. */
    t.strict({ kind: t.literal('dropReply') }),
    /** The connection is cut before it is done. */
    t.strict({ kind: t.literal('cutBefore') }),
    /** It is done, and then the connection is cut instead of an answer. */
    t.strict({ kind: t.literal('cutAfter') }),
    /** It is refused as by a server that is starting, stopping or electing. */
    t.strict({ kind: t.literal('notReady') }),
    /** It is neither done nor answered. */
    t.strict({ kind: t.literal('hang') }),
    /** It is refused as by a follower, which names the leader. */
    t.strict({ kind: t.literal('notLeader'), host: t.string, port: t.number }),
  ]),
])

/** What becomes of the data, as by others who have the server too. */
const Change = t.union([
  /** One event is gone without a trace, as after damage or a botched restore. */
  t.strict({ kind: t.literal('remove'), stream: t.string, revision: t.number }),
  t.strict({ kind: t.literal('tombstone'), stream: t.string }),
  t.strict({ kind: t.literal('softDelete'), stream: t.string }),
  /** `$tb`: what is before a revision is hidden. */
  t.strict({ kind: t.literal('truncate'), stream: t.string, before: t.number }),
  /** What was deleted or truncated leaves the log, too. */
  t.strict({ kind: t.literal('scavenge') }),
  /** Another program writes so many events, each with so many bytes of data, into streams of its own. */
  t.strict({ kind: t.literal('foreign'), events: t.number, bytes: t.number }),
])

export const FaultCodec = t.union([
  RequestFault,
  Change,
  /** From now on an append may hold so many bytes of data, as with `--max-append-size`. */
  t.strict({ kind: t.literal('appendLimit'), bytes: t.number }),
  /** All connections are cut now. */
  t.strict({ kind: t.literal('cut') }),
  /** Every request from now on waits so long before anything is done about it. */
  t.strict({ kind: t.literal('stall'), milliseconds: t.number }),
])

export type Fault = t.TypeOf<typeof FaultCodec>
export type RequestFault = t.TypeOf<typeof RequestFault>
export type Change = t.TypeOf<typeof Change>

export interface Faults {
  readonly arm: (fault: Fault) => void
  /** The fault of the next request, which thereby has had it. */
  readonly next: (on: RequestFault['on']) => RequestFault | null
  /** Resolves when requests may go on; `null` where they may at once. */
  readonly stalled: () => Promise<void> | null
  readonly cut: () => void
  /** Bytes of data that an append may hold. */
  readonly appendLimit: () => number
}

/** `cut` cuts all connections, `change` does something to the data. */
export const makeFaults = (cut: () => void, change: (change: Change) => void): Faults => {
  let limit = MAX_APPEND_SIZE
  let armed: ReadonlyArray<RequestFault> = []
  let stall: Promise<void> | null = null
  return {
    arm: (fault) => {
      switch (fault.kind) {
        case 'cut':
          return cut()
        case 'stall': {
          const waiting = new Promise<void>((resolve) => setTimeout(resolve, fault.milliseconds)).then(() => {
            if (stall === waiting) stall = null
          })
          stall = waiting
          return
        }
        case 'appendLimit':
          limit = fault.bytes
          return
        case 'remove':
        case 'tombstone':
        case 'softDelete':
        case 'truncate':
        case 'scavenge':
        case 'foreign':
          return change(fault)
        default:
          armed = [...armed, fault]
      }
    },
    next: (on) => {
      const found = armed.find((fault) => fault.on === on && fault.times > 0)
      if (found === undefined) return null
      armed = armed.flatMap((fault) => (fault !== found ? [fault] : fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []))
      return found
    },
    stalled: () => stall,
    cut,
    appendLimit: () => limit,
  }
}
