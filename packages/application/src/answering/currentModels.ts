/** The read models a report is answered from: those of the home, brought up to date, or the best a reader can have without writing. */
import type { AgencyCode, LogPosition } from '@jejak/core'
import type { EngineError, Figures } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { eventsAfter } from './serviceState.js'

export interface CurrentModels {
  readonly models: Figures
  /** One line for whoever asked, where figures lag or were not made the usual way; else `null`. */
  readonly notice: string | null
}

/** Events of a log up to which a reader makes figures from the log itself, rather than answer with ones that lag. */
const WORTH_MAKING = 200_000

export interface CurrentOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
  /** Events of a log up to which figures are made anew where read models cannot be written. */
  readonly worthMaking?: number
}

const sentence = (reason: string): string => reason.replace(/\.$/, '')

const madeAnew = (reason: string): string =>
  `the read models cannot be brought up to date (${sentence(reason)}); the figures were made from the log itself`

/**
 * Brings the read models of a home up to date. Where they cannot be written:
 *
 * 1. answers with them as they are, if they hold all of the log;
 * 2. makes spare ones from the log, if it is small or there are none at all;
 * 3. else answers with them as they are, and says how far they lag.
 */
export const currentModels =
  (home: DeploymentStores, { onProgress, worthMaking = WORTH_MAKING }: CurrentOptions = {}): TaskEither<EngineError, CurrentModels> =>
  async () => {
    const anew = async (reason: string): Promise<E.Either<EngineError, CurrentModels>> => {
      const models = await home.spare()
      if (E.isLeft(models)) return models
      const made = await models.right.catchUp(onProgress)()
      return E.isLeft(made) ? made : E.right({ models: models.right, notice: madeAnew(reason) })
    }
    const models = home.readModels
    const caughtUp = await models.catchUp(onProgress)()
    if (E.isRight(caughtUp)) return E.right({ models, notice: home.viewsFault === null ? null : madeAnew(home.viewsFault) })
    if (caughtUp.left.tag !== 'ViewsUnavailable') return caughtUp
    const { reason } = caughtUp.left
    const health = await models.health()()
    if (E.isLeft(health)) return anew(reason)
    const { position, head } = health.right
    if (position >= head) return E.right({ models, notice: null })
    if (home.files.events.kind === 'sqlite' && head <= worthMaking) return anew(reason)
    const behind = await eventsAfter(home, position, head)
    if (E.isLeft(behind)) return behind
    return E.right({
      models,
      notice: `the figures lack the newest ${behind.right} events (they hold all up to @${position} of @${head}): ${sentence(reason)}`,
    })
  }

/** The agencies of a home, by read models as current as they can be. */
export const agenciesOf =
  (home: DeploymentStores): TaskEither<EngineError, ReadonlyArray<AgencyCode>> =>
  async () => {
    const current = await currentModels(home)()
    return E.isLeft(current) ? current : current.right.models.agencies()()
  }

/** How many events up to `target` a figure lacks: 0 where all is in, or where the log cannot be asked. */
export const behindBy = async (home: DeploymentStores, position: LogPosition, target: LogPosition): Promise<number> => {
  const lag = await eventsAfter(home, position, target)
  return E.isLeft(lag) ? 0 : lag.right
}
