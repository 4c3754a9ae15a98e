/** Opens a data folder whole: log and keys first, then the read models over them. */
import { availableParallelism } from 'node:os'
import {
  type BuildThreads,
  type EngineError,
  openReadModels,
  openSqliteViewStore,
  type ViewStore,
  type ViewsUnavailable,
} from '@jejak/projection'
import { standingViews } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { standingWith } from '../extension/index.js'
import type { Registry } from '../extension/Registry.js'
import type { Environment } from './addresses.js'
import type { DeploymentFiles, DeploymentStores, Figures, OpeningError, Records, StorePlace } from './DeploymentStores.js'
import { type DriverMissing, loadAdapter } from './loadAdapter.js'
import { isUnusable, type OpenOptions, openRecords, toOpeningError } from './openRecords.js'
import { openSpareModels, type SpareModels } from './spareModels.js'

/** Longest wait of a reader for others who write read models, in milliseconds: then he does without. */
const READER_PATIENCE_MS = 5_000

/** Opens the read models of a place. */
const openViews =
  (place: StorePlace, access: OpenOptions['access']): TaskEither<ViewsUnavailable | DriverMissing, ViewStore> =>
  async () => {
    if (place.kind === 'sqlite') return openSqliteViewStore(place.path, access === 'read' ? { patienceMs: READER_PATIENCE_MS } : {})()
    const adapter = await loadAdapter('ioredis', () => import('@jejak/projection/redis'))()
    return E.isLeft(adapter) ? adapter : adapter.right.openRedisViewStore(place.url)()
  }

/** Threads at most: each takes memory for a partition of its own. */
const MOST_THREADS = 4
/** Events from which on threads help more than their start takes. */
const WORTH_THREADS = 50_000

/** Threads for rebuilds where events and read models are files: one for every core, this one among them unless it must stay free. */
const threadsFor = ({ events, views }: DeploymentFiles, { extensions }: Registry, alone: boolean): { readonly threads?: BuildThreads } => {
  const count = Math.min(MOST_THREADS, availableParallelism()) - (alone ? 0 : 1)
  if (count < 1 || events.kind !== 'sqlite' || views.kind !== 'sqlite') return {}
  const modules = extensions.flatMap(({ module }) => (module === null ? [] : [module]))
  // An extension that was handed in as a value is in this thread alone.
  if (modules.length < extensions.length) return {}
  const standing =
    modules.length === 0
      ? { module: import.meta.resolve('@jejak/reports'), name: standingViews.name }
      : { module: import.meta.resolve('@jejak/application/extension'), name: standingWith.name, modules }
  return { threads: { count, alone, least: WORTH_THREADS, events: events.path, views: views.path, standing } }
}

/** What read models stand on besides a store of their own. */
const foundationOf = ({ events, files, registry, today }: Records, writer: OpenOptions['writer']) => ({
  events,
  standing: registry.reports.standing,
  today,
  ...threadsFor(files, registry, writer === 'thread'),
})

/** Opens the read models over log and keys that are open. */
export const openFigures =
  (
    records: Records,
    { writer, access, anyLog = false }: Pick<OpenOptions, 'writer' | 'access' | 'anyLog'>,
  ): TaskEither<EngineError | DriverMissing, Figures> =>
  async () => {
    const { files, instruments } = records
    const store = await openViews(files.views, access)()
    if (E.isLeft(store)) return store
    const views = instruments?.views(store.right) ?? store.right
    const onThreadPart = instruments === null ? {} : { onThreadPart: instruments.onThreadPart }
    const readModels = await openReadModels({ ...foundationOf(records, writer), views, anyLog, ...onThreadPart })()
    if (E.isRight(readModels)) return E.right({ views, readModels: readModels.right })
    await views.close()
    return readModels
  }

/** Opens the rest of a home over log and keys that are open; closing it closes them too. */
export const openStoresOn =
  (records: Records, options: OpenOptions = {}): TaskEither<OpeningError, DeploymentStores> =>
  async () => {
    let spare: Promise<E.Either<EngineError, SpareModels>> | null = null
    const openSpare = (): Promise<E.Either<EngineError, SpareModels>> => {
      spare ??= openSpareModels(foundationOf(records, options.writer))()
      return spare
    }
    const own = await openFigures(records, options)()
    const viewsFault = options.access === 'read' && E.isLeft(own) && isUnusable(own.left) ? own.left.reason : null
    const figures = viewsFault === null ? own : await openSpare()
    if (E.isLeft(figures)) return E.left(toOpeningError(figures.left))
    const { views, readModels } = figures.right
    return E.right({
      ...records,
      views,
      readModels,
      viewsFault,
      spare: async () => E.map((opened: SpareModels) => opened.readModels)(await openSpare()),
      close: async () => {
        const beside = spare === null ? null : await spare
        if (beside !== null && E.isRight(beside)) await beside.right.close()
        // The read models close the store they stand on.
        if (viewsFault === null) await readModels.close()
        await records.close()
      },
    })
  }

/** Opens a home; nothing is left open when a later part refuses. */
export const openStores =
  (dir: string, env: Environment, options: OpenOptions = {}): TaskEither<OpeningError, DeploymentStores> =>
  async () => {
    const records = await openRecords(dir, env, options)()
    if (E.isLeft(records)) return records
    const home = await openStoresOn(records.right, options)()
    if (E.isLeft(home)) await records.right.close()
    return home
  }
