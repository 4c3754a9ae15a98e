/** What a page says beside its figures: how far they lag behind the log, and whether an import is under way. */
import type { AgencyCode, LogPosition } from '@jejak/core'
import { importsUnderWay } from '@jejak/exchange'
import type { EngineError } from '@jejak/projection'
import type { ServiceState } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { lagSeconds, serviceState } from './serviceState.js'

export interface LiveState {
  /** All up to it is in the figures. */
  readonly position: LogPosition
  /** End of the log. */
  readonly head: LogPosition
  /** Events that are in the log and not in the figures. */
  readonly behind: number
  /** How long the oldest of them has waited, in seconds. */
  readonly behindSeconds: number
  readonly rebuild: ServiceState['rebuild']
  /** Agencies that an import on this machine is recording for. */
  readonly importing: ReadonlyArray<AgencyCode>
}

export const liveState =
  (home: DeploymentStores): TaskEither<EngineError, LiveState> =>
  async () => {
    const state = await serviceState(home)()
    if (E.isLeft(state)) return state
    const { position, head, lag, rebuild } = state.right
    const seconds = lag === 0 ? E.right(0) : await lagSeconds(home, state.right)()
    if (E.isLeft(seconds)) return seconds
    return E.right({
      position,
      head,
      behind: lag,
      behindSeconds: Math.round(seconds.right),
      rebuild,
      importing: importsUnderWay(home.files.index, home.clock),
    })
  }
