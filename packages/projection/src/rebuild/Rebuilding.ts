/** What is asked for new read models beside those in use. */
import type { LogPosition } from '@jejak/core'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EngineError } from '../generation/EngineError.js'
import type { Progress } from '../generation/Options.js'
import type { BuiltPart } from '../store/BuildingStore.js'

/** How a rebuild is done. */
export interface RebuildOptions {
  /** Swap the new read models in also if streams are parked in them. */
  readonly withParked?: boolean
  readonly onProgress?: (progress: Progress) => void
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

/** Rebuilds read models in this process, says beforehand what that would be, and takes it back. */
export interface Rebuilding {
  /** Writes a new generation beside the live one, with these standing views, and swaps it in. */
  readonly rebuild: (how?: RebuildOptions) => TaskEither<EngineError, Rebuilt>
  /** Counts what a rebuild would go through and estimates how long it takes. Writes nothing. */
  readonly planRebuild: () => TaskEither<EngineError, RebuildPlan>
  /** Puts the read models before the last rebuild back to use, brought up to date; once more, and the others are back. */
  readonly rollBack: () => TaskEither<EngineError, RolledBack>
}

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

/** Rebuilds read models part by part, in as many processes as there are. */
export interface RebuildingInParts {
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
}
