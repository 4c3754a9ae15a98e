/** Opens a data folder whole: log and keys first, then the read models over them. */
import { availableParallelism } from 'node:os'
import { type BuildThreads, openReadModels, openSqliteViewStore, type ViewStore, type ViewsUnavailable } from '@jejak/projection'
import { standingViews } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Environment } from './addresses.js'
import type { Figures, Home, HomeError, HomeFiles, Records, StorePlace } from './Home.js'
import { type OpenOptions, openRecords, type StoreError, toHomeError } from './openRecords.js'

/** Opens the read models of a place. */
const openViews =
  (place: StorePlace): TaskEither<ViewsUnavailable, ViewStore> =>
  async () => {
    if (place.kind === 'sqlite') return openSqliteViewStore(place.path)()
    const { openRedisViewStore } = await import('@jejak/projection/redis')
    return openRedisViewStore(place.url)()
  }

/** Threads at most: each takes memory for a partition of its own. */
const MOST_THREADS = 4
/** Events from which on threads help more than their start takes. */
const WORTH_THREADS = 50_000

/** Threads for rebuilds where events and read models are files: one for every core, this one among them unless it must stay free. */
const threadsFor = ({ events, views }: HomeFiles, alone: boolean): { readonly threads?: BuildThreads } => {
  const count = Math.min(MOST_THREADS, availableParallelism()) - (alone ? 0 : 1)
  if (count < 1 || events.kind !== 'sqlite' || views.kind !== 'sqlite') return {}
  const standing = { module: import.meta.resolve('@jejak/reports'), name: standingViews.name }
  return { threads: { count, alone, least: WORTH_THREADS, events: events.path, views: views.path, standing } }
}

/** Opens the read models over log and keys that are open. */
export const openFigures =
  ({ events, files, instruments, today }: Records, writer: OpenOptions['writer']): TaskEither<StoreError, Figures> =>
  async () => {
    const store = await openViews(files.views)()
    if (E.isLeft(store)) return store
    const views = instruments?.views(store.right) ?? store.right
    const readModels = await openReadModels({
      events,
      views,
      standing: standingViews,
      today,
      ...threadsFor(files, writer === 'thread'),
      ...(instruments === null ? {} : { builtBeside: instruments.builtBeside }),
    })()
    if (E.isRight(readModels)) return E.right({ views, readModels: readModels.right })
    await views.close()
    return readModels
  }

/** Opens a home; nothing is left open when a later part refuses. */
export const openHome =
  (dir: string, env: Environment, options: OpenOptions = {}): TaskEither<HomeError, Home> =>
  async () => {
    const records = await openRecords(dir, env, options)()
    if (E.isLeft(records)) return records
    const figures = await openFigures(records.right, options.writer)()
    if (E.isLeft(figures)) {
      await records.right.close()
      return E.left(toHomeError(figures.left))
    }
    return E.right({
      ...records.right,
      ...figures.right,
      close: async () => {
        // The read models close the store they stand on.
        await figures.right.readModels.close()
        await records.right.close()
      },
    })
  }
