/** Keeps the read models of a home up with its log, whoever appends. */

import type { DeploymentStores, EngineError, Progress } from '@jejak/application/operator'
import type { LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { embeddedWakeups, type FollowListener, type Wakeups } from './Wakeups.js'

/**
 * Catches up, says so once through `onReady`, then follows the log until `signal`
 * aborts. Several workers may follow one home: each commit is made once.
 */
export const runWorker = async (
  home: DeploymentStores,
  signal: AbortSignal,
  on: FollowListener & {
    readonly progress?: (progress: Progress) => void
    readonly ready?: (position: LogPosition) => void
  } = {},
  wakeups: Wakeups = embeddedWakeups,
): Promise<E.Either<EngineError, void>> => {
  const position = await home.readModels.catchUp(on.progress)()
  if (E.isLeft(position)) return position
  on.ready?.(position.right)
  return wakeups.follow(home, signal, on)
}
