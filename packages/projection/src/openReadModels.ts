/** The read models of a home: any number of processes may open one store at once. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Access } from './generation/Access.js'
import { type EngineError, type Outcome, REPLACED, shown } from './generation/EngineError.js'
import type { GenerationView } from './generation/GenerationView.js'
import { lookup } from './generation/lookup.js'
import type { Options } from './generation/Options.js'
import { openFollowing, openUpkeep } from './live/openFollowing.js'
import { openDispatching } from './marking/openDispatching.js'
import { verifyLog, watchLog } from './marking/ownLog.js'
import type { ReadModels } from './ReadModels.js'
import { openFigures } from './read/openFigures.js'
import { openRebuilding, openRebuildingInParts } from './rebuild/openRebuilding.js'
import { ensure } from './rebuild/replace.js'

/** How often work begins anew because the generation under it was replaced. */
const TRIES = 20

const accessTo = (options: Options, isVerified: boolean): Access => {
  const { owned, lookAnew } = watchLog(options, isVerified)
  const look = lookup(options)
  let ensuring: Outcome<GenerationView> | null = null
  const ensured: Access['ensured'] = (onProgress) => {
    ensuring ??= owned()
      .then((own) => (E.isLeft(own) ? own : ensure(options, look, onProgress)))
      .finally(() => {
        ensuring = null
      })
    return ensuring
  }
  const onLive: Access['onLive'] = (work, onProgress) => async () => {
    for (let tries = 0; tries < TRIES; tries++) {
      const live = await ensured(onProgress)
      const result = E.isLeft(live) ? live : await work(live.right)
      if (E.isRight(result)) return result
      if (result.left.tag === 'OtherLog') lookAnew()
      if (result.left.tag !== 'GenerationGone') return E.left(result.left)
    }
    return E.left(REPLACED)
  }
  return { look, ensured, onLive, owned, lookAnew }
}

/** Opens the read models. Nothing is built yet: that is done by the first call that needs them. */
export const openReadModels =
  (options: Options): TaskEither<EngineError, ReadModels> =>
  async () => {
    const opened = options.anyLog === true ? null : await verifyLog(options)
    if (opened !== null && E.isLeft(opened)) return shown(opened)
    const access = accessTo(options, opened !== null)
    return E.right({
      ...openFigures(options, access),
      ...openFollowing(options, access),
      ...openDispatching(options, access),
      ...openRebuilding(options, access),
      ...openRebuildingInParts(options, access),
      ...openUpkeep(options, access),
      close: options.views.close,
    })
  }
