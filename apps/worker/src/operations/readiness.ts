/**
 * Whether a process can do its work: its stores answer, the read models of its
 * definitions are live, and they are not too far behind the log.
 */

import type { DeploymentStores } from '@jejak/application/operator'
import { lagSeconds, rebuildIn, serviceState } from '@jejak/application/operator'
import type { LogPosition } from '@jejak/core'
import type { ServiceState } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** How a part is. `reason` is one line that says what to do, without personal data. */
export type Check = { readonly status: 'up' } | { readonly status: 'down'; readonly reason: string }

export type ReadModelsCheck =
  | {
      readonly status: 'up' | 'behind'
      readonly generation: number
      readonly position: LogPosition
      readonly head: LogPosition
      readonly lagEvents: number
      readonly lagSeconds: number
      readonly allowedLagSeconds: number
    }
  | { readonly status: 'down'; readonly reason: string }

export interface Readiness {
  readonly status: 'ready' | 'notReady'
  readonly checks: { readonly events: Check; readonly keys: Check; readonly readModels: ReadModelsCheck }
}

/** How long a check waits for a store, in milliseconds: less than a probe waits. */
const PATIENCE_MS = 2_000
const LATE = `no answer within ${PATIENCE_MS / 1000} s`

interface Down {
  readonly tag: string
  readonly reason: string
}

/** The answer, or after a while that there is none; whatever is under way goes on. */
const soon = async <A>(task: TaskEither<Down, A>, late: string): Promise<E.Either<Down, A>> => {
  let timer: NodeJS.Timeout | undefined
  const waited = new Promise<E.Either<Down, A>>((resolve) => {
    timer = setTimeout(() => resolve(E.left({ tag: 'Late', reason: late })), PATIENCE_MS)
  })
  const answer = await Promise.race([task(), waited])
  clearTimeout(timer)
  return answer
}

const checkOf = async (task: TaskEither<Down, unknown>): Promise<Check> => {
  const answer = await soon(task, LATE)
  return E.isLeft(answer) ? { status: 'down', reason: answer.left.reason } : { status: 'up' }
}

/** How things are at a moment. */
export interface Reading {
  readonly readiness: Readiness
  /** `null` where it cannot be told. */
  readonly state: (ServiceState & { readonly lagSeconds: number }) | null
  /** The rebuild under way, also where there are no read models in use yet; `null` without one, or where it cannot be told. */
  readonly rebuild: ServiceState['rebuild']
}

const stateOf =
  (home: DeploymentStores): TaskEither<Down, NonNullable<Reading['state']>> =>
  async () => {
    const state = await serviceState(home)()
    if (E.isLeft(state)) return state
    const seconds = await lagSeconds(home, state.right)()
    return E.isLeft(seconds) ? seconds : E.right({ ...state.right, lagSeconds: seconds.right })
  }

/** Why how the read models are could not be told in time. */
const whyLate = (events: Check, rebuild: Reading['rebuild']): string => {
  if (events.status === 'down') return 'not known while the event store does not answer'
  return rebuild === null
    ? `${LATE}: the read models are being made, or their store is slow`
    : `the read models are being made: ${rebuild.done} of ${rebuild.total} parts are there; wait`
}

/** @param allowed seconds the oldest event not yet in may be old */
export const readingOf = async (home: DeploymentStores, allowed: number): Promise<Reading> => {
  const [events, keys, told, building] = await Promise.all([
    checkOf(home.events.head()),
    checkOf(home.keys.isEmpty()),
    soon(stateOf(home), LATE),
    soon(() => rebuildIn(home), LATE),
  ])
  const state = E.isLeft(told) ? null : told.right
  const rebuild = E.isLeft(building) ? null : building.right
  const readModels: ReadModelsCheck = E.isLeft(told)
    ? { status: 'down', reason: told.left.tag === 'Late' ? whyLate(events, rebuild) : told.left.reason }
    : {
        status: told.right.lagSeconds > allowed ? 'behind' : 'up',
        generation: told.right.generation,
        position: told.right.position,
        head: told.right.head,
        lagEvents: told.right.lag,
        lagSeconds: told.right.lagSeconds,
        allowedLagSeconds: allowed,
      }
  const checks = { events, keys, readModels }
  const ready = Object.values(checks).every(({ status }) => status === 'up')
  return { readiness: { status: ready ? 'ready' : 'notReady', checks }, state, rebuild }
}
