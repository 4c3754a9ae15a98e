/** Read models of this process alone, made from the log into a temporary file: for a reader who cannot use those of the home. */
import { join } from 'node:path'
import { type EngineError, openReadModels, openSqliteViewStore, type ReadModels, type ReadModelsOptions } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { temporaryFolder } from './temporaryFolder.js'

export interface SpareModels {
  readonly views: ReadModelsOptions['views']
  readonly readModels: ReadModels
  /** Lets go of them and removes their file. */
  readonly close: () => Promise<void>
}

/** Opens spare read models; they are made by the first call that needs them, and hold nothing personal. */
export const openSpareModels =
  (options: Omit<ReadModelsOptions, 'views'>): TaskEither<EngineError, SpareModels> =>
  async () => {
    const folder = temporaryFolder()
    if (E.isLeft(folder)) return E.left({ tag: 'ViewsUnavailable', reason: folder.left })
    const { remove } = folder.right
    const path = join(folder.right.path, 'views.db')
    const views = await openSqliteViewStore(path)()
    if (E.isLeft(views)) {
      remove()
      return views
    }
    const { threads, ...others } = options
    const readModels = await openReadModels({
      ...others,
      views: views.right,
      ...(threads === undefined ? {} : { threads: { ...threads, views: path } }),
    })()
    if (E.isLeft(readModels)) {
      await views.right.close()
      remove()
      return readModels
    }
    return E.right({
      views: views.right,
      readModels: readModels.right,
      close: async () => {
        await readModels.right.close()
        remove()
      },
    })
  }
