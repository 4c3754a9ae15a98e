/**
 * What readers and workers ask of the projection engine. One implementation over
 * any store of read models; any number of processes may use one store at once.
 */

import type { AgencyCode, CareerId, Catalogue, History, LocalDate, LogPosition } from '@jejak/core'
import type { AgencyFact, Figure, View } from '@jejak/core/measure'
import type { ReadError } from '@jejak/eventstore'
import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { BuiltPart, Parked } from '../store/ViewStore.js'
import type { Differences } from './Differences.js'

export type EngineError =
  | ReadError
  /** The store of read models cannot be used; `reason` says what to do. */
  | { readonly tag: 'ViewsUnavailable'; readonly reason: string }
  /** The read models were made from another log than the one given, from a longer one, or from one that went another way; `reason` says what to do. */
  | { readonly tag: 'OtherLog'; readonly reason: string }
  /** New read models would leave streams parked, and nobody allowed that: they were not swapped in. */
  | { readonly tag: 'Unreadable'; readonly parked: ReadonlyArray<Parked>; readonly reason: string }
  /** A part of new read models is not what a second count came to: they were not swapped in. */
  | { readonly tag: 'Unequal'; readonly partition: number; readonly reason: string }

export interface Progress {
  readonly done: number
  readonly total: number
}

export interface Health {
  readonly generation: number
  /** The day its standing views speak of. */
  readonly day: LocalDate
  readonly position: LogPosition
  readonly head: LogPosition
  readonly dirty: number
  /** Streams parked at an event that cannot be read: what follows in them is in no figure. */
  readonly parked: ReadonlyArray<Parked>
  readonly definitions: string
  readonly builtAt: string
}

/** What a wait came to, and up to where all is in by then. */
export type Waited =
  | { readonly tag: 'Reached'; readonly position: LogPosition }
  /** Not all up to the position is in yet, or the log does not reach so far. */
  | { readonly tag: 'TimedOut'; readonly position: LogPosition }

/** Cut of the log for `--known-at`: events before this position are known. */
export interface Known {
  readonly before: LogPosition
}

/** The log is marked up to `position`; `dirty` are the partitions that have something to drain. */
export interface Marked {
  readonly position: LogPosition
  readonly dirty: ReadonlyArray<number>
}

export interface DrainPartition {
  /** Ends the drain after the batch it is at. */
  readonly signal?: AbortSignal
  /** Hears how many documents were committed so far. */
  readonly onCommit?: (committed: number) => void
}

export type PartitionDrained =
  /** `done` documents were committed; `left` are marked still: what came meanwhile, or waits to be seen in the log. */
  | { readonly tag: 'Drained'; readonly done: number; readonly left: number }
  /** Another worker took the partition over meanwhile and goes on with it. */
  | { readonly tag: 'LeaseLost'; readonly done: number }

/** How a rebuild is done. */
export interface RebuildOptions {
  /** Swap the new read models in also if streams are parked in them. */
  readonly withParked?: boolean
  readonly onProgress?: (progress: Progress) => void
}

/** What a look at parked streams came to. */
export interface Retried {
  readonly released: ReadonlyArray<Parked>
  readonly parked: ReadonlyArray<Parked>
}

export interface Rebuilt {
  readonly generation: number
  readonly events: number
  readonly documents: number
  /** Of all that was built, in whatever order: the same log, definitions and day give the same. */
  readonly digest: string
  /** How many parts an earlier rebuild that was interrupted had left. */
  readonly found: number
}

/** What a recount of the live read models came to. */
export interface Recounted {
  readonly generation: number
  /** Up to here the log was counted. */
  readonly position: LogPosition
  readonly documents: number
  readonly differences: ReadonlyArray<Differences>
  /** Partitions that were not compared: something waits in them, and nobody brings it in. */
  readonly moving: number
}

/** What a rebuild would be. */
export interface RebuildPlan {
  readonly events: number
  readonly documents: number
  /** Estimated, with one thread. */
  readonly seconds: number
  /** Whether all was counted, or estimated from some partitions. */
  readonly exact: boolean
  /** Parts that an interrupted rebuild has left and this one would find. */
  readonly found: number
}

export type RolledBack =
  | { readonly tag: 'Swapped'; readonly generation: number; readonly instead: number }
  /** No generation of these definitions is kept besides the live one. */
  | { readonly tag: 'NothingKept' }

/** A rebuild to be built part by part: partitions that are not there yet. */
export interface BegunRebuild {
  readonly generation: number
  /** Its parts hold the log up to here. */
  readonly upTo: LogPosition
  readonly parts: ReadonlyArray<number>
}

/** The generation was finished, given up or taken away by others: there is nothing left to do. */
export interface RebuildGone {
  readonly tag: 'Gone'
}

export type PartBuilt = ({ readonly tag: 'Built' } & BuiltPart) | RebuildGone

export type FinishedRebuild =
  | ({ readonly tag: 'Swapped' } & Rebuilt)
  /** Parts are missing: build them first. */
  | { readonly tag: 'Incomplete'; readonly missing: ReadonlyArray<number> }

export interface ReadModels {
  /** Marks and drains up to the head of the log as it is now; answers the position up to which all is in. */
  readonly catchUp: (onProgress?: (progress: Progress) => void) => TaskEither<EngineError, LogPosition>
  /** Keeps up with the log until `signal` aborts, woken by appends of any process. Calls `onChange` after each commit that changed a document or the catalogue. */
  readonly follow: (
    signal: AbortSignal,
    onChange: (change: { readonly position: LogPosition; readonly agencies: ReadonlyArray<AgencyCode> }) => void,
  ) => Promise<Either<EngineError, void>>
  /** Tells of changes as `follow` does, and leaves the work to others; only where there are no read models at all it makes them. Names all agencies, since it cannot know whom a change concerned. */
  readonly watch: ReadModels['follow']
  /** Writes a new generation beside the live one, with these standing views, and swaps it in. */
  readonly rebuild: (how?: RebuildOptions) => TaskEither<EngineError, Rebuilt>
  /** Takes the log at hand for the one of the read models from now on: those made from another are thrown away. Answers how many generations that were; 0 where they are of this log. */
  readonly renewLog: () => TaskEither<EngineError, number>
  /** Holds the live read models against a count from the log: documents, sums, rows, facts of reference, parked streams. Writes nothing; others may write meanwhile. */
  readonly recount: (onProgress?: (progress: Progress) => void) => TaskEither<EngineError, Recounted>
  /** Counts what a rebuild would go through and estimates how long it takes. Writes nothing. */
  readonly planRebuild: () => TaskEither<EngineError, RebuildPlan>
  /** Puts the read models before the last rebuild back to use, brought up to date; once more, and the others are back. */
  readonly rollBack: () => TaskEither<EngineError, RolledBack>
  /** Reads parked streams again and releases those that can be read now. Facts of reference, on which any career may rest, are released by a rebuild. */
  readonly retryParked: (onProgress?: (progress: Progress) => void) => TaskEither<EngineError, Retried>

  /** Marks the log up to its head as it is now, and drains nothing. */
  readonly dispatch: () => TaskEither<EngineError, Marked>
  /** The partitions that have something to drain, in order. */
  readonly dirtyPartitions: () => TaskEither<EngineError, ReadonlyArray<number>>
  /** Takes a partition over from whoever held it, and drains it. */
  readonly drainPartition: (partition: number, how?: DrainPartition) => TaskEither<EngineError, PartitionDrained>
  /** Begins a rebuild whose parts any process may build. */
  readonly beginRebuild: () => TaskEither<EngineError, BegunRebuild>
  /** Builds one part of a rebuild; one that is there is left as it is. */
  readonly buildPart: (generation: number, partition: number) => TaskEither<EngineError, PartBuilt>
  /** Brings a rebuild whose parts are all there up to date and swaps it in. */
  readonly finishRebuild: (
    generation: number,
    how?: Pick<RebuildOptions, 'withParked'>,
  ) => TaskEither<EngineError, FinishedRebuild | RebuildGone>

  /** What a rebuild came to that is finished, by whichever process. */
  readonly rebuilt: (generation: number) => TaskEither<EngineError, Rebuilt | RebuildGone>

  /**
   * Waits until all up to a position is in, which an append answers: every figure asked
   * for after `Reached` holds what was appended. Whoever follows the log brings it in;
   * this only waits, so long at most. What waits in a parked stream is not waited for.
   */
  readonly waitFor: (position: LogPosition, withinMs: number) => TaskEither<EngineError, Waited>
  /** The figure of one agency: from the standing sums where the view is kept, else from the documents. */
  readonly figure: (view: View, agency: AgencyCode, known?: Known) => TaskEither<EngineError, Figure>
  /** A view's figure for several views in one pass over the documents. */
  readonly figures: (views: ReadonlyArray<View>, agency: AgencyCode, known?: Known) => TaskEither<EngineError, ReadonlyArray<Figure>>
  readonly catalogue: (agency: AgencyCode, known?: Known) => TaskEither<EngineError, Catalogue.Catalogue>
  readonly agencyFacts: (agency: AgencyCode, known?: Known) => TaskEither<EngineError, ReadonlyArray<AgencyFact>>
  readonly agencies: () => TaskEither<EngineError, ReadonlyArray<AgencyCode>>
  readonly career: (career: CareerId) => TaskEither<EngineError, History.History>
  readonly health: () => TaskEither<EngineError, Health>
  readonly close: () => Promise<void>
}
