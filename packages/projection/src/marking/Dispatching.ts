/** What workers ask that share the partitions among them. */
import type { LogPosition } from '@jejak/core'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EngineError } from '../generation/EngineError.js'

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

/** Marks what the log brought, and drains it partition by partition. */
export interface Dispatching {
  /** Marks the log up to its head as it is now, and drains nothing. */
  readonly dispatch: () => TaskEither<EngineError, Marked>
  /** The partitions that have something to drain, in order. */
  readonly dirtyPartitions: () => TaskEither<EngineError, ReadonlyArray<number>>
  /** Takes a partition over from whoever held it, and drains it. */
  readonly drainPartition: (partition: number, how?: DrainPartition) => TaskEither<EngineError, PartitionDrained>
}
