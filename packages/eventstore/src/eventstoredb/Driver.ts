/**
 * The few calls of EventStoreDB's protocol that the adapter needs, in its own
 * types: one small file for each client library stands behind it. Calls reject
 * with whatever their library throws; `failureOf` says what it means.
 */
import type { StreamName } from '@jejak/core'
import type { Address } from './Address.js'

/** An event as it is sent. */
export interface WireEvent {
  /** A UUID. */
  readonly id: string
  readonly type: string
  readonly data: Uint8Array
  readonly metadata: { readonly hash: string; readonly sealed: string | null }
}

/** An event as it is found, ours or not. */
export interface FoundEvent {
  readonly stream: string
  /** Begins with `$` where the server wrote it for itself. */
  readonly type: string
  readonly revision: bigint
  /** Commit position in the log; null from servers that do not tell it. */
  readonly position: bigint | null
  readonly data: unknown
  readonly metadata: unknown
}

export interface ReadOptions {
  /** A revision of a stream or a position of the log; read forwards it is included, backwards in the log it is not. */
  readonly from: 'start' | 'end' | bigint
  readonly direction: 'forwards' | 'backwards'
  /** At most so many events, at least one: a server never answers a read of none. */
  readonly limit: number
}

/** Of the whole log: data and metadata are kept of the streams of these prefixes only, so that a page of others weighs nothing. */
export interface LogReadOptions extends ReadOptions {
  readonly prefixes: ReadonlyArray<string>
}

export interface FilterOptions {
  /** Prefixes of the names of streams. */
  readonly prefixes: ReadonlyArray<string>
  /** A position, which itself is not read. */
  readonly after: 'start' | bigint
  readonly limit: number
}

/** What the server let through of its log. */
export interface Filtered {
  readonly events: ReadonlyArray<FoundEvent>
  /** Place of the log up to which that is all; null where it is not known to lie beyond where it was read from. */
  readonly reached: bigint | null
  /** Whether the log ends there. */
  readonly ended: boolean
}

/** Of the last event of an append. */
export interface Written {
  readonly revision: bigint
  readonly position: bigint | null
}

interface AppendOptions {
  /** Whether it may share a call with others, which is faster and knows no deadline. */
  readonly bulk: boolean
  /** Milliseconds after which the library gives up, where it can. */
  readonly deadline: number
}

/** What is heard of a subscription; none of these may throw. */
interface Hearing {
  readonly confirmed: () => void
  readonly event: (position: bigint | null) => void
  /** Nothing comes any more: `error` says why, null after a plain end. May be called more than once. */
  readonly ended: (error: unknown) => void
}

export interface Driver {
  /** Null where the stream does not end as expected and the library says so without an error. */
  readonly append: (
    stream: StreamName,
    expected: bigint | 'no_stream',
    events: ReadonlyArray<WireEvent>,
    options: AppendOptions,
  ) => Promise<Written | null>
  readonly readStream: (stream: StreamName, options: ReadOptions, signal: AbortSignal) => Promise<ReadonlyArray<FoundEvent>>
  /** The log of the server, foreign and system events included. */
  readonly readAll: (options: LogReadOptions, signal: AbortSignal) => Promise<ReadonlyArray<FoundEvent>>
  /** The log forwards, of some streams alone; the server leaves out all others. */
  readonly readFiltered: (options: FilterOptions, signal: AbortSignal) => Promise<Filtered>
  /** Hears of events appended from now on to streams of these prefixes. Returns how to stop. */
  readonly listen: (prefixes: ReadonlyArray<string>, hearing: Hearing) => () => void
  /** Ends all that is open. */
  readonly dispose: () => Promise<void>
}

/** `mayBulk`: whether this is the one client of the process that sends bulk appends. Throws where the address is refused. */
export type OpenDriver = (address: Address, mayBulk: boolean) => Driver

/** A resolved event of either library. */
interface Resolved {
  readonly event?: {
    readonly streamId: string
    readonly type: string
    readonly revision: bigint
    readonly position?: { readonly commit: bigint }
    readonly data: unknown
    readonly metadata: unknown
  }
  readonly commitPosition?: bigint
}

const beginsWith = (prefixes: ReadonlyArray<string>, stream: string): boolean => prefixes.some((prefix) => stream.startsWith(prefix))

/**
 * Of a link whose target is gone only the place is left, and no more of an event that is of none of these
 * prefixes (all are, where none are given).
 */
export const foundEvent = ({ event, commitPosition }: Resolved, prefixes: ReadonlyArray<string> = ['']): FoundEvent => {
  const kept = event !== undefined && beginsWith(prefixes, event.streamId)
  return {
    stream: event?.streamId ?? '',
    type: event?.type ?? '',
    revision: event?.revision ?? 0n,
    position: event?.position?.commit ?? commitPosition ?? null,
    data: kept ? event.data : undefined,
    metadata: kept ? event.metadata : undefined,
  }
}
