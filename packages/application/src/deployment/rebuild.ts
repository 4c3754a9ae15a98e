/** New read models beside those in use: made of a log that is what was recorded, planned, taken back. */
import { checkLog, type LogFaults } from '@jejak/eventstore'
import type { EngineError, RebuildOptions, RebuildPlan, Rebuilt, RolledBack } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { logFinding } from '../doctor/logFinding.js'
import { damaged, type Fault, refusal } from '../fault/Fault.js'
import { ofStore } from '../fault/faultOf.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'

export interface RebuildRequest extends RebuildOptions {
  /** Throw away read models of another log first. */
  readonly newLog?: boolean
  /** Told how far the log is checked, before anything is built. */
  readonly onChecking?: RebuildOptions['onProgress']
  /** The log is what was recorded, and so many generations of another log were thrown away: building begins. */
  readonly onChecked?: (thrownAway: number) => void
  /** Builds them with others, as workers on a queue do; left out, this process builds them alone. */
  readonly by?: (home: DeploymentStores, how: RebuildOptions) => TE.TaskEither<EngineError, Rebuilt>
}

/** What is left out with a parked stream stands in no figure. Streams that cannot be read are the rebuild's own to tell. */
const standsAgainst =
  (withParked: boolean) =>
  ({ code, count, parked }: LogFaults): boolean =>
    code !== 'Unreadable' && count > (withParked ? parked : 0)

const ofLog = (faults: LogFaults): Fault => {
  const { what, where } = logFinding(faults)
  return damaged('log', `the log is not what was recorded: ${what}${where === null ? '' : ` (${where})`}; no read models were made of it`)
}

/** What stands in figures must be what was recorded. */
const checked = ({ events }: DeploymentStores, { withParked = false, onChecking }: RebuildRequest): TE.TaskEither<Fault, void> =>
  pipe(
    checkLog(events, onChecking === undefined ? {} : { onProgress: onChecking }),
    TE.mapLeft(ofStore),
    TE.chainEitherK(({ faults }) =>
      pipe(
        O.fromNullable(faults.find(standsAgainst(withParked))),
        O.match(
          () => E.right(undefined),
          (found) => E.left(ofLog(found)),
        ),
      ),
    ),
  )

/** 1. Checks the log. 2. Throws away read models of another log, where that is asked for. 3. Builds, counts again, and swaps in. */
export const rebuild =
  (home: DeploymentStores) =>
  ({ newLog = false, onChecked, onChecking, by, ...how }: RebuildRequest = {}): TE.TaskEither<Fault, Rebuilt> =>
    pipe(
      checked(home, { ...how, ...(onChecking === undefined ? {} : { onChecking }) }),
      TE.chain(() => (newLog ? pipe(home.readModels.renewLog(), TE.mapLeft(ofStore)) : TE.right(0))),
      TE.chainFirstIOK((thrownAway) => () => onChecked?.(thrownAway)),
      TE.chain(() => pipe(by === undefined ? home.readModels.rebuild(how) : by(home, how), TE.mapLeft(ofStore))),
    )

/** What a rebuild would go through; writes nothing. */
export const planRebuild = ({ readModels }: DeploymentStores): TE.TaskEither<Fault, RebuildPlan> =>
  pipe(readModels.planRebuild(), TE.mapLeft(ofStore))

/** Which generation is in use again, and which is kept instead. */
export type Swapped = Extract<RolledBack, { readonly tag: 'Swapped' }>

/** The read models before the last rebuild, brought up to date and put back to use. */
export const rollBack = ({ readModels }: DeploymentStores): TE.TaskEither<Fault, Swapped> =>
  pipe(
    readModels.rollBack(),
    TE.mapLeft(ofStore),
    TE.chain((back) =>
      back.tag === 'Swapped'
        ? TE.right(back)
        : TE.left(
            refusal(
              'nothingKept',
              'no read models are kept besides those in use: they are from a rebuild until the next one, or until the next day',
            ),
          ),
    ),
  )
