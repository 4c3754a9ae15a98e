/**
 * What wakes the work on read models: the bell of the log alone (embedded), or jobs
 * of a queue that many processes share. A wake-up says that there is something to do,
 * never what: the same functions of the engine find it, whoever calls them.
 */

import type { DeploymentStores, EngineError, RebuildOptions, Rebuilt } from '@jejak/application/operator'
import type { AgencyCode, LogPosition } from '@jejak/core'
import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

export interface WorkerChange {
  readonly position: LogPosition
  readonly agencies: ReadonlyArray<AgencyCode>
}

/** What is told while a home is followed. */
export interface FollowListener {
  /** Figures changed, by the work of this process or another. Not told where jobs of a queue do the work. */
  readonly change?: (change: WorkerChange) => void
  /** The queue failed, or a job of it did, and is tried again; `reason` is one line without personal data. */
  readonly trouble?: (reason: string) => void
}

export interface Wakeups {
  /** Keeps the read models of a home up with its log until `signal` aborts. */
  readonly follow: (home: DeploymentStores, signal: AbortSignal, on: FollowListener) => Promise<Either<EngineError, void>>
  /** Makes the read models again beside the live ones and swaps them in. */
  readonly rebuild: (home: DeploymentStores, how?: RebuildOptions) => TaskEither<EngineError, Rebuilt>
  readonly close: () => Promise<void>
}

/** One process does all by itself; others may do the same beside it. */
export const embeddedWakeups: Wakeups = {
  follow: ({ readModels }, signal, { change }) => readModels.follow(signal, (changed) => change?.(changed)),
  rebuild: ({ readModels }, how) => readModels.rebuild(how),
  close: async () => undefined,
}
