/** What is looked at before facts are recorded. */
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { clockFault } from '../answering/clockFault.js'
import { figuresLag } from '../answering/figuresLag.js'
import type { Fault } from '../fault/Fault.js'
import { ofOpening } from '../fault/faultOf.js'
import type { Records } from '../stores/DeploymentStores.js'

export interface PrepareRecording {
  /** Record although the clock of this machine cannot be right. */
  readonly acceptClock?: boolean
}

/**
 * Refuses a clock that cannot date facts, and read models of another log. Answers in one
 * line why figures will lag behind what is recorded, or `null`: facts wait for no read model.
 */
export const prepareRecording = (records: Records, { acceptClock = false }: PrepareRecording = {}): TE.TaskEither<Fault, string | null> =>
  pipe(
    acceptClock ? TE.right(undefined) : clockFault(records),
    TE.chain(() => figuresLag(records)),
    TE.mapLeft(ofOpening),
  )
