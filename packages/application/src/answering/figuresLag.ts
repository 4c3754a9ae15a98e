/** Whether figures can follow what is about to be recorded: facts wait for no read model, but a reader should know. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type OpeningError, type Records, refused } from '../stores/DeploymentStores.js'
import type { StoreError } from '../stores/openRecords.js'
import { openFigures } from '../stores/openStores.js'

/** Longest wait for read models that do not answer before recording goes on without them, in milliseconds. */
const FIGURES_PATIENCE_MS = 10_000

const silent: StoreError = { tag: 'ViewsUnavailable', reason: `The read models did not answer within ${FIGURES_PATIENCE_MS / 1_000} s.` }

/**
 * Looks at the read models and lets them go. Answers `null` where they can be used,
 * else in one line why figures will lag behind the log. Read models of another log are
 * no lag: they may mean that the log is the wrong one, and nothing may be recorded in it.
 */
export const figuresLag =
  (records: Records): TaskEither<OpeningError, string | null> =>
  async () => {
    let timer: NodeJS.Timeout | undefined
    const opening = openFigures(records, { writer: 'inline' })()
    const late = new Promise<E.Either<StoreError, never>>((resolve) => {
      timer = setTimeout(() => resolve(E.left(silent)), FIGURES_PATIENCE_MS)
    })
    const looked = await Promise.race([opening, late])
    clearTimeout(timer)
    // Also what answers after all, and too late, is let go.
    const closing = opening.then((figures) => (E.isRight(figures) ? figures.right.readModels.close() : undefined))
    if (E.isRight(looked)) {
      await closing
      return E.right(null)
    }
    const { tag, reason } = looked.left
    return tag === 'OtherLog' ? E.left(refused(reason, 'otherLog')) : E.right(reason)
  }
