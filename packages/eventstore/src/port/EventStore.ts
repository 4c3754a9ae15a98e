/**
 * Where events are kept: the one port every adapter implements and the contract
 * suite tests. Errors are values; nothing is thrown across this border.
 *
 * Guarantees, stated as limits: revisions of a stream are dense from 0; a reader
 * that has seen position n never later finds a smaller one it had not seen; there
 * is no promise of order between streams beyond their positions.
 */

import type { EventId, FoldEvent, Instant, LogPosition, RecordedEvent, SealedDraft, StreamName } from '@jejak/core'
import type { Either } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** Where a writer believes a stream ends. */
export type Expected = { readonly tag: 'noStream' } | { readonly tag: 'at'; readonly revision: number; readonly hash: string }

export const noStream: Expected = { tag: 'noStream' }

/** What an append made, or had made before: its last event. */
export interface Appended {
  readonly stream: StreamName
  readonly revision: number
  readonly hash: string
  readonly position: LogPosition
  readonly recordedAt: Instant
  /** Whether an earlier try stands there, which may have been sealed otherwise; if not, these drafts do. */
  readonly repeated: boolean
}

/** The stream does not end where the writer believed; `actual` is where it does. */
export interface Conflict {
  readonly tag: 'Conflict'
  readonly stream: StreamName
  readonly actual: Expected
}
/** The store cannot be reached or is busy; nothing was written. `reason` says what to do, without personal data. */
export interface Unavailable {
  readonly tag: 'Unavailable'
  readonly reason: string
  /** What is known of the cause; left out where trying again may help. */
  readonly code?: UnusableCode
}
/** Why a file will not become usable by waiting: a program newer than this one wrote it. */
export type UnusableCode = 'newerLayout'
/** It is not known whether the write happened: send the same ids with the same expectation again. */
export interface Ambiguous {
  readonly tag: 'Ambiguous'
  readonly reason: string
}
/** One event is larger than the store takes; `event` is which. */
export interface TooLarge {
  readonly tag: 'TooLarge'
  readonly stream: StreamName
  readonly event?: EventId
  readonly bytes: number
  readonly limit: number
}
/** What is stored is not what was written. */
export interface Corrupt {
  readonly tag: 'Corrupt'
  readonly stream: StreamName | null
  readonly position: LogPosition | null
  readonly reason: string
}

export type AppendError = Conflict | Unavailable | Ambiguous | TooLarge | Corrupt
export type ReadError = Unavailable | Corrupt

export interface AppendRequest {
  readonly stream: StreamName
  readonly expected: Expected
  readonly drafts: NonEmptyArray<SealedDraft>
}

/** An event by its stream and revision. */
export interface Place {
  readonly stream: StreamName
  readonly revision: number
}

/** Largest event, in bytes of its stored form. */
export const MAX_EVENT_BYTES = 1_048_576

/** A file that holds a log. */
export interface LogFile {
  readonly path: string
  /** Whether it is a copy of a log elsewhere, whose positions it has; those of a log of its own are dense from 1. */
  readonly isCopy: boolean
}

export interface EventStore {
  /** Events of a stream in order, from a revision (default 0); empty for a stream that is not there. */
  readonly read: (stream: StreamName, from?: number) => TaskEither<ReadError, ReadonlyArray<RecordedEvent>>
  /** Single events at these places, in the order asked; a place that is not there is left out. */
  readonly readAt: (places: ReadonlyArray<Place>) => TaskEither<ReadError, ReadonlyArray<RecordedEvent>>
  /** Where streams end now. */
  readonly ends: (streams: ReadonlyArray<StreamName>) => TaskEither<ReadError, ReadonlyMap<StreamName, Expected>>
  /**
   * Adds events to one stream, all or none, unless they hold more than a server takes in
   * one append (1 MiB): then several are made of them, each all or none and right after
   * the one before; what stands of them is gone on from when they are sent again. Sending the same ids with the same
   * expectation again is a success with the first result; ids are compared at the
   * revisions that follow the expectation, and a partial match is a Conflict.
   */
  readonly append: (stream: StreamName, expected: Expected, drafts: NonEmptyArray<SealedDraft>) => TaskEither<AppendError, Appended>
  /** Many appends in as few commits as possible; each has its own result, in the order given. Never fails as a whole. */
  readonly appendMany: (requests: ReadonlyArray<AppendRequest>) => Task<ReadonlyArray<Either<AppendError, Appended>>>
  /**
   * Adds events of another store as they stand there, to the byte: ids, revisions, times,
   * hashes and sealed parts are kept, positions are new. They are added in the order given,
   * each exactly after the one it names; one that stands already is left out. Stops at the
   * first that does not fit: those before it may stand, none after it does. Corrupt where an
   * event is not what was hashed.
   */
  readonly restore: (events: ReadonlyArray<RecordedEvent>) => TaskEither<AppendError, void>
  /** The log after a position, in pages, up to the head at the time of each page; ends there. Stops after the first error. */
  readonly readAll: (
    after: LogPosition,
    options?: { readonly pageSize?: number; readonly upTo?: LogPosition },
  ) => AsyncIterable<Either<ReadError, ReadonlyArray<RecordedEvent>>>
  /** All events of the streams of one partition up to a position, stream by stream, each in order; for rebuilds. */
  readonly readPartition: (partition: number, upTo: LogPosition) => AsyncIterable<Either<ReadError, ReadonlyArray<RecordedEvent>>>
  /** The same as folds read events; an adapter that reads them no faster than whole leaves it out. */
  readonly readForFold?: (partition: number, upTo: LogPosition) => AsyncIterable<Either<ReadError, ReadonlyArray<FoldEvent>>>
  /**
   * All events of the streams that are no careers up to a position, stream by stream,
   * each in order; for rebuilds, which need them before the careers. An adapter that
   * finds them no faster than by the whole log leaves it out: rebuilds then read the log.
   */
  readonly readReference?: (upTo: LogPosition) => AsyncIterable<Either<ReadError, ReadonlyArray<RecordedEvent>>>
  /** The log after a position, in pages, and then whatever is appended, by any process, until `signal` aborts. Reports errors and goes on from where it was. */
  readonly subscribe: (after: LogPosition, signal: AbortSignal) => AsyncIterable<Either<ReadError, ReadonlyArray<RecordedEvent>>>
  /** Whether the log that was opened is still the one under its name; where it is not (a file that was put away or replaced), nothing is written any more. An adapter that cannot tell leaves it out. */
  readonly isInPlace?: () => boolean
  /** Position of the last event; 0 for an empty log. */
  readonly head: () => TaskEither<ReadError, LogPosition>
  /**
   * Streams that others deleted before their events could be read, as far as known: no event is left at which they
   * could be parked, so no figure holds them. An adapter of a log that only Jejak writes leaves it out.
   */
  readonly lost?: () => TaskEither<ReadError, number>
  /** Where the log is a file on this machine: what a check of the whole log looks into besides; see `checkLog`. */
  readonly file?: LogFile
  /** Calls back soon after something was appended, by any process; may call once too often. Returns how to stop. */
  readonly onAppend: (listener: () => void) => () => void
  /** Finishes what was begun and lets go. Calls after it answer Unavailable. */
  readonly close: Task<void>
}
