/** What is looked at before facts are recorded. */
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Fault } from '../fault/Fault.js'
import { ofHome } from '../fault/faultOf.js'
import type { Records } from '../home/Home.js'
import { clockFault } from '../house/clockFault.js'
import { figuresLag } from '../house/figuresLag.js'

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
    TE.mapLeft(ofHome),
  )
