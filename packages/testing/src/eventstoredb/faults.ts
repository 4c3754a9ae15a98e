/** Faults that a test arms and the double then has. */
import * as t from 'io-ts'

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
    /** It is refused as by a follower, which names the leader. */
    t.strict({ kind: t.literal('notLeader'), host: t.string, port: t.number }),
  ]),
])

export const FaultCodec = t.union([
  RequestFault,
  /** All connections are cut now. */
  t.strict({ kind: t.literal('cut') }),
  /** Every request from now on waits so long before anything is done about it. */
  t.strict({ kind: t.literal('stall'), milliseconds: t.number }),
])

export type Fault = t.TypeOf<typeof FaultCodec>
export type RequestFault = t.TypeOf<typeof RequestFault>

export interface Faults {
  readonly arm: (fault: Fault) => void
  /** The fault of the next request, which thereby has had it. */
  readonly next: (on: RequestFault['on']) => RequestFault | null
  /** Resolves when requests may go on; `null` where they may at once. */
  readonly stalled: () => Promise<void> | null
  readonly cut: () => void
}

/** `cut` cuts all connections. */
export const makeFaults = (cut: () => void): Faults => {
  let armed: ReadonlyArray<RequestFault> = []
  let stall: Promise<void> | null = null
  return {
    arm: (fault) => {
      if (fault.kind === 'cut') cut()
      else if (fault.kind === 'stall') {
        const { milliseconds } = fault
        const waiting = new Promise<void>((resolve) => setTimeout(resolve, milliseconds)).then(() => {
          if (stall === waiting) stall = null
        })
        stall = waiting
      } else armed = [...armed, fault]
    },
    next: (on) => {
      const found = armed.find((fault) => fault.on === on && fault.times > 0)
      if (found === undefined) return null
      armed = armed.flatMap((fault) => (fault !== found ? [fault] : fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []))
      return found
    },
    stalled: () => stall,
    cut,
  }
}
