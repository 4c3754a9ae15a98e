/** Opens what facts are recorded in: the log and the keys, in order; and closes them in order. */
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { instantOfMillis, JAKARTA_OFFSET_MINUTES, localDateAt } from '@jejak/core'
import {
  againstExtensions,
  checkFingerprint,
  type EventStore,
  type KeyStore,
  type KeyStoreError,
  lookupKeyMissing,
  makeFolder,
  openSqliteEventStore,
  openSqliteKeyStore,
  openVault,
  type ReadError,
  readWrappingKey,
  recordedExtensions,
  recordingExtensions,
  recordingKeys,
  sealedOwners,
  type VaultError,
} from '@jejak/eventstore'
import type { EngineError } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Extension } from '../extension/Extension.js'
import { registryOf } from '../extension/Registry.js'
import { type Environment, filesOf } from './addresses.js'
import {
  type DeploymentFiles,
  type EventsPlace,
  faulty,
  type OpeningError,
  type Records,
  type RefusedCode,
  refused,
  type StorePlace,
} from './DeploymentStores.js'
import type { Instruments } from './Instruments.js'
import { type DriverMissing, loadAdapter } from './loadAdapter.js'
import { temporaryFolder } from './temporaryFolder.js'

export interface OpenOptions {
  /** Whether a folder that is not there is made (default), or refused. */
  readonly create?: boolean
  /**
   * `read` opens a folder that this user may only read, and puts spare read models in
   * the place of those that cannot be used; `write` (default) refuses both.
   */
  readonly access?: 'read' | 'write'
  /** `thread` keeps the event loop free while others wait for it, also in a rebuild; `inline` is faster for one writer. */
  readonly writer?: 'inline' | 'thread'
  readonly clock?: () => number
  /** Opens the home also where its read models are of another log: every question to them is refused then. */
  readonly anyLog?: boolean
  /** What others add to Jejak; nothing without it. */
  readonly extensions?: ReadonlyArray<Extension>
  /** Opens also where the deployment is used with other extensions, so that they can be looked at or changed. */
  readonly anyExtensions?: boolean
  /** What listens to the stores while they work; nothing without it. */
  readonly instruments?: Instruments
}

/** Every way a store says that it cannot be used. */
export type StoreError = ReadError | KeyStoreError | VaultError | EngineError | DriverMissing

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown error')

const mayWriteIn = (folder: string): boolean => E.isRight(E.tryCatch(() => accessSync(folder, constants.W_OK), codeOf))

/** Makes the folder (for its owner alone) where it is missing, and checks that it can be used. */
const prepare = (
  dir: string,
  { events }: DeploymentFiles,
  { create = true, access = 'write' }: OpenOptions,
): E.Either<OpeningError, void> => {
  // Whether a server holds events is seen when it is opened.
  const nothing = !create && events.kind === 'sqlite' && !existsSync(events.path)
  if (!existsSync(dir)) {
    if (nothing) return E.left(refused(`no data folder at ${dir}; import a folder of files first, or name another with --home`))
    const made = E.mapLeft(codeOf)(makeFolder(dir))
    if (E.isLeft(made)) return E.left(refused(`the data folder ${dir} cannot be made (${made.left}); name another with --home`))
  }
  if (!statSync(dir).isDirectory()) return E.left(refused(`${dir} is a file, not a data folder; name another with --home`))
  if (nothing) return E.left(refused(`no events in ${dir}; import a folder of files first, or name another with --home`))
  const mode = constants.R_OK | constants.X_OK | (access === 'write' ? constants.W_OK : 0)
  const allowed = E.tryCatch(() => accessSync(dir, mode), codeOf)
  const verb = access === 'write' ? 'written' : 'read'
  return E.isLeft(allowed)
    ? E.left(refused(`the data folder ${dir} cannot be ${verb} (${allowed.left}); run as its owner or give this user access`))
    : E.right(undefined)
}

/** Opens the event store of a place. The client of a server is loaded only where it is used. */
const openEvents =
  (
    place: EventsPlace,
    clock: () => number,
    { writer = 'inline', access = 'write' }: OpenOptions,
  ): TaskEither<ReadError | DriverMissing, EventStore> =>
  async () => {
    if (place.kind === 'sqlite') return openSqliteEventStore(place.path, { clock, mode: writer })()
    const driver = place.url.startsWith('kurrentdb') ? '@kurrent/kurrentdb-client' : '@eventstore/db-client'
    const adapter = await loadAdapter(driver, () => import('@jejak/eventstore/eventstoredb'))()
    if (E.isLeft(adapter)) return adapter
    const { openEventStoreDb, withLocalCopy } = adapter.right
    const store = await openEventStoreDb(place.url, { clock })()
    if (E.isLeft(store)) return store
    // A copy that may not be written cannot follow the server: a reader makes one of his own.
    const folder = access === 'read' && !mayWriteIn(dirname(place.copy)) ? temporaryFolder() : null
    const copy = folder === null || E.isLeft(folder) ? place.copy : join(folder.right.path, 'events-copy.db')
    const remove = folder === null || E.isLeft(folder) ? () => undefined : folder.right.remove
    const copied = await withLocalCopy(store.right, copy)()
    if (E.isLeft(copied)) {
      await store.right.close()
      remove()
      return copied
    }
    return folder === null ? copied : E.right({ ...copied.right, close: () => copied.right.close().finally(remove) })
  }

/** Opens the key store of a place. Redis is loaded only where it is used. */
const openKeys =
  (place: StorePlace): TaskEither<KeyStoreError | DriverMissing, KeyStore> =>
  async () => {
    if (place.kind === 'sqlite') return openSqliteKeyStore(place.path)()
    const adapter = await loadAdapter('ioredis', () => import('@jejak/eventstore/redis'))()
    return E.isLeft(adapter) ? adapter : adapter.right.openRedisKeyStore(place.url)()
  }

/**
 * Opens log and keys of a home. Events come first, because only they tell whether a
 * missing key is a first start or a loss; nothing is left open when a later part refuses.
 */
export const openRecords =
  (dir: string, env: Environment, options: OpenOptions = {}): TaskEither<OpeningError, Records> =>
  async () => {
    const clock = options.clock ?? Date.now
    const files = filesOf(dir, env)
    if (E.isLeft(files)) return files
    const prepared = prepare(dir, files.right, options)
    if (E.isLeft(prepared)) return prepared

    const opened: Array<() => Promise<void>> = []
    const closeAll = async (): Promise<void> => {
      for (const close of opened.splice(0).reverse()) await close()
    }
    const stop = async (error: StoreError | OpeningError): Promise<E.Either<OpeningError, never>> => {
      await closeAll()
      return E.left(toOpeningError(error))
    }

    const opening = await openEvents(files.right.events, clock, options)()
    if (E.isLeft(opening)) return stop(opening.left)
    const events = options.instruments?.events(opening.right) ?? opening.right
    opened.push(events.close)
    const head = await events.head()()
    if (E.isLeft(head)) return stop(head.left)
    const eventsExist = head.right > 0
    if (!eventsExist && options.create === false && files.right.events.kind === 'eventstoredb')
      return stop(refused('no events on the server that JEJAK_EVENTS names; import a folder of files first, or name another server'))

    // A key store is made with the first event; one that is missing later is lost, and an empty one would hide that.
    if (eventsExist && files.right.keys.kind === 'sqlite' && !existsSync(files.right.keys.path)) return stop(lookupKeyMissing)
    const keys = await openKeys(files.right.keys)()
    if (E.isLeft(keys)) return stop(keys.left)
    opened.push(keys.right.close)
    const wrappingKey = await readWrappingKey(dir, env, eventsExist)()
    if (E.isLeft(wrappingKey)) return stop(wrappingKey.left)
    const vault = await openVault({ keys: keys.right, wrappingKey: wrappingKey.right, eventsExist, sealed: sealedOwners(events) })()
    if (E.isLeft(vault)) return stop(vault.left)
    const fits = eventsExist ? await checkFingerprint(events, vault.right)() : E.right(undefined)
    if (E.isLeft(fits)) return stop(fits.left)

    const registry = registryOf(options.extensions ?? [])
    const isChecked = options.anyExtensions !== true
    if (isChecked && eventsExist) {
      const recorded = await recordedExtensions(events)()
      if (E.isLeft(recorded)) return stop(recorded.left)
      const against = againstExtensions(recorded.right.extensions, registry.ids)
      if (against !== null) return stop(refused(against, 'otherExtensions'))
    }
    const keyed = recordingKeys(events, vault.right)

    return E.right({
      dir,
      files: files.right,
      events: isChecked ? recordingExtensions(keyed, vault.right, registry.ids) : keyed,
      keys: keys.right,
      vault: vault.right,
      instruments: options.instruments ?? null,
      registry,
      clock,
      today: () => localDateAt(instantOfMillis(clock()), JAKARTA_OFFSET_MINUTES),
      close: closeAll,
    })
  }

const REFUSALS: Readonly<Partial<Record<StoreError['tag'], RefusedCode>>> = {
  DriverMissing: 'driverMissing',
  OtherLog: 'otherLog',
  KeyMissing: 'keyMissing',
  KeyUnusable: 'keyUnusable',
}

/** Missing keys and files of a newer version are the caller's to mend; anything else is a fault of a store. */
export const toOpeningError = (error: StoreError | OpeningError): OpeningError => {
  if (error.tag === 'OpeningRefused' || error.tag === 'OpeningFailed') return error
  const code = 'code' in error && error.code === 'newerLayout' ? error.code : REFUSALS[error.tag]
  return code === undefined ? faulty(error.reason) : refused(error.reason, code)
}

/** Whether read models are out of use as things are; a setting that names a wrong file, or an old program, is the caller's to mend. */
export const isUnusable = (error: StoreError): boolean => error.tag === 'ViewsUnavailable' && error.code === undefined
