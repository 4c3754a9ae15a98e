/**
 * With which extensions a deployment is used, as its log says: processes with another
 * set would make rival read models for ever, and read facts otherwise than the others.
 */
import { readDeploymentEvent, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { deploymentDraft } from '../deployment/deploymentDraft.js'
import type { Vault } from '../keys/Vault.js'
import { type AppendError, type EventStore, type Expected, noStream, type ReadError } from '../port/EventStore.js'
import { unsafeBrand } from '../unsafe.js'

/** Where the set stands: a stream of the deployment, beside that of its keys. */
export const EXTENSIONS_STREAM: StreamName = unsafeBrand('deployment-extensions')

/** What the log says: the set, each as `name@version`, and where the next word about it goes. */
export interface RecordedExtensions {
  /** `null` where the log says nothing: it is used without. */
  readonly extensions: ReadonlyArray<string> | null
  readonly end: Expected
}

/** Reads the set; the last word counts. */
export const recordedExtensions =
  (events: Pick<EventStore, 'read'>): TaskEither<ReadError, RecordedExtensions> =>
  async () => {
    const found = await events.read(EXTENSIONS_STREAM)()
    if (E.isLeft(found)) return found
    let extensions: ReadonlyArray<string> | null = null
    for (const event of found.right) {
      const read = readDeploymentEvent(event)
      if (E.isRight(read) && read.right.type === 'ExtensionsSet') extensions = read.right.data.extensions
    }
    const last = found.right.at(-1)
    return E.right({ extensions, end: last === undefined ? noStream : { tag: 'at', revision: last.revision, hash: last.meta.hash } })
  }

const isSame = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean => a.length === b.length && a.every((each, i) => each === b[i])

const shown = (set: ReadonlyArray<string>): string => (set.length === 0 ? 'no extensions' : set.join(', '))

/**
 * Why a process with this set may not work on the deployment, in one line that names
 * both sets and says what to do; `null` where it may.
 */
export const againstExtensions = (recorded: ReadonlyArray<string> | null, here: ReadonlyArray<string>): string | null =>
  isSame(recorded ?? [], here)
    ? null
    : `this process has ${shown(here)}, the deployment is used with ${shown(recorded ?? [])}: start it with the same (--extension PATH, JEJAK_EXTENSIONS), or change the set of the deployment with jejak extensions set`

/** Says that the deployment is used with this set from here on; a Conflict where another said something meanwhile. */
export const setExtensions =
  (
    events: Pick<EventStore, 'append'>,
    vault: Pick<Vault, 'eventId'>,
    set: ReadonlyArray<string>,
    end: Expected,
  ): TaskEither<AppendError, void> =>
  async () => {
    const id = vault.eventId('deployment', 'extensions', String(end.tag === 'noStream' ? 0 : end.revision + 1), ...set)
    const draft = deploymentDraft('ExtensionsSet', id, { extensions: set })
    return E.map(() => undefined)(await events.append(EXTENSIONS_STREAM, end, [draft])())
  }
