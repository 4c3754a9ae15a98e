/** New read models beside those in use: by this process alone, or part by part by many. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Access } from '../generation/Access.js'
import { type EngineError, type Outcome, shown } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { planRebuild } from './planRebuild.js'
import type { RebuildGone, Rebuilding, RebuildingInParts } from './Rebuilding.js'
import { buildPart, finishRebuild, joinOrBegin, lookupBuilding } from './rebuildParts.js'
import { replace } from './replace.js'
import { rollBack } from './rollBack.js'
import { sizeOf } from './swapIn.js'

export const openRebuilding = (options: Options, { look, onLive, owned }: Access): Rebuilding => ({
  rebuild:
    ({ withParked = false, onProgress } = {}) =>
    async () => {
      const own = await owned()
      if (E.isLeft(own)) return shown(own)
      const how = { allowed: withParked ? 'any' : 'none', onProgress } as const
      return shown(await replace(options, look, options.today(), how))
    },
  planRebuild: () => async () => shown(await planRebuild(options, options.today())),
  rollBack: () => onLive((live) => rollBack(options, live)),
})

/** That a generation is gone is an answer here, not an error. */
const orGone = <A>(result: Awaited<Outcome<A>>): E.Either<EngineError, A | RebuildGone> => {
  if (E.isRight(result)) return result
  return result.left.tag === 'GenerationGone' ? E.right({ tag: 'Gone' }) : E.left(result.left)
}

export const openRebuildingInParts = (options: Options, { look, owned }: Access): RebuildingInParts => {
  const lookBuilding = lookupBuilding(options)
  const onBuilding =
    <A>(generation: number, work: (building: GenerationView) => Outcome<A>): TaskEither<EngineError, A | RebuildGone> =>
    async () => {
      const building = await lookBuilding(generation)
      return orGone(E.isLeft(building) ? building : await work(building.right))
    }
  return {
    beginRebuild: () => async () => {
      const own = await owned()
      if (E.isLeft(own)) return shown(own)
      const joined = await joinOrBegin(options, options.today())
      if (E.isLeft(joined)) return shown(joined)
      const { building, missing } = joined.right
      return E.right({ generation: building.generation.number, upTo: building.generation.upTo, parts: missing })
    },
    buildPart: (generation, partition) =>
      onBuilding(generation, async (building) => {
        const built = await buildPart(options, building, partition)
        return E.isLeft(built) ? built : E.right({ tag: 'Built', ...built.right })
      }),
    finishRebuild: (generation, { withParked = false } = {}) =>
      onBuilding(generation, (building) => finishRebuild(options, look, building, withParked ? 'any' : 'none')),
    rebuilt: (generation) => async () => {
      const all = await options.views.generations()()
      if (E.isLeft(all)) return all
      const found = all.right.find(({ number, state }) => number === generation && state !== 'building')
      const size = found === undefined ? E.left({ tag: 'GenerationGone', generation } as const) : await sizeOf(options, found)
      return orGone(E.isLeft(size) ? size : E.right({ generation, ...size.right, found: 0 }))
    },
  }
}
