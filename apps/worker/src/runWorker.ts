/** Keeps the read models of a home up with its log, whoever appends. */
import type { AgencyCode, LogPosition } from '@jejak/core'
import type { EngineError, Progress } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import type { Home } from './home/Home.js'

export interface WorkerChange {
  readonly position: LogPosition
  readonly agencies: ReadonlyArray<AgencyCode>
}

/**
 * Catches up, says so once through `onReady`, then follows the log until `signal`
 * aborts. Several workers may follow one home: each commit is made once.
 */
export const runWorker = async (
  home: Home,
  signal: AbortSignal,
  on: {
    readonly progress?: (progress: Progress) => void
    readonly ready?: (position: LogPosition) => void
    readonly change?: (change: WorkerChange) => void
  } = {},
): Promise<E.Either<EngineError, void>> => {
  const position = await home.readModels.catchUp(on.progress)()
  if (E.isLeft(position)) return position
  on.ready?.(position.right)
  return home.readModels.follow(signal, (change) => on.change?.(change))
}
