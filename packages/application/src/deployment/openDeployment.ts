/** Opens a deployment: the one door of every app and of other teams' programs. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { faultsOfSet } from '../extension/Extension.js'
import { badRequest, type Fault } from '../fault/Fault.js'
import { ofExtensions, ofOpening } from '../fault/faultOf.js'
import type { Environment } from '../stores/addresses.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type OpenOptions, openRecords } from '../stores/openRecords.js'
import { openStoresOn } from '../stores/openStores.js'
import type { Deployment } from './Deployment.js'
import { type OverOptions, useCases } from './deploymentOver.js'

export interface DeploymentOptions extends Omit<OpenOptions, 'access'>, OverOptions {
  /** The data folder, as a full path. */
  readonly home: string
  /** `JEJAK_EVENTS`, `JEJAK_KEYS`, `JEJAK_VIEWS`: where parts are that are not in the folder. All are in it if left out. */
  readonly environment?: Environment
  /** Nothing is recorded and no folder made: also for a user who may read the files and write none. */
  readonly readOnly?: boolean
}

const NO_HOME = badRequest('arguments', 'home: the path of a data folder', [
  { field: 'home', code: 'malformed', detail: 'the path of a data folder' },
])

/** Opens log and keys; read models are opened by the first question that needs them. */
export const openDeployment =
  ({ home: dir, environment = {}, readOnly = false, live = false, ...given }: DeploymentOptions): TE.TaskEither<Fault, Deployment> =>
  async () => {
    if (typeof dir !== 'string' || dir === '') return E.left(NO_HOME)
    const options: OpenOptions = { ...given, access: readOnly ? 'read' : 'write', create: readOnly ? false : (given.create ?? true) }
    const wrong = faultsOfSet(given.extensions ?? [])
    if (wrong.length > 0) return E.left(ofExtensions(wrong))
    const opened = await openRecords(dir, environment, options)()
    if (E.isLeft(opened)) return E.left(ofOpening(opened.left))
    const records = opened.right
    let opening: Promise<E.Either<Fault, DeploymentStores>> | null = null
    const home: TE.TaskEither<Fault, DeploymentStores> = () => {
      opening ??= pipe(openStoresOn(records, options), TE.mapLeft(ofOpening))()
      return opening
    }
    return E.right({
      ...useCases(records, home, { readOnly, live }),
      close: async () => {
        const all = opening === null ? null : await opening
        // A home closes the records it stands on.
        await (all !== null && E.isRight(all) ? all.right.close() : records.close())
      },
    })
  }
