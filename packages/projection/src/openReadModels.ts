/** The read models of a home: any number of processes may open one store at once. */
import { type AgencyCode, type CareerId, type Catalogue, History, type LogPosition } from '@jejak/core'
import type { Figure, View } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { historyOf } from '../document/Document.js'
import { positionOf } from '../store/ViewStore.js'
import { dispatch } from './dispatch.js'
import { drain } from './drain.js'
import { drainPartition } from './drainPartition.js'
import { figuresOf } from './figures.js'
import { follow } from './follow.js'
import { ensure, replace } from './generations.js'
import { type Fault, type Live, lookup, type Options, type Outcome } from './Live.js'
import { renewLog, verifyLog, watchLog } from './ownLog.js'
import { planRebuild } from './planRebuild.js'
import type { EngineError, Known, Progress, ReadModels, RebuildGone } from './ReadModels.js'
import { buildPart, finishRebuild, joinOrBegin, lookupBuilding } from './rebuildParts.js'
import { recount } from './recount.js'
import { retryParked } from './retryParked.js'
import { rollBack } from './rollBack.js'
import { sizeOf } from './swapIn.js'
import { waitFor } from './waitFor.js'
import { watch } from './watch.js'

/** How often work begins anew because the generation under it was replaced. */
const TRIES = 20

const GONE: EngineError = {
  tag: 'ViewsUnavailable',
  reason: 'The read models were replaced by other processes while they were made. Run the command again.',
}

/** A generation that is gone is no error of the caller's. */
const shown = <A>(result: E.Either<Fault, A>): E.Either<EngineError, A> =>
  E.isRight(result) ? result : E.left(result.left.tag === 'GenerationGone' ? GONE : result.left)

/** Opens the read models. Nothing is built yet: that is done by the first call that needs them. */
export const openReadModels =
  (options: Options): TaskEither<EngineError, ReadModels> =>
  async () => {
    const { events, views } = options
    const opened = options.anyLog === true ? null : await verifyLog(options)
    if (opened !== null && E.isLeft(opened)) return shown(opened)
    const { owned, lookAnew } = watchLog(options, opened !== null)
    const look = lookup(options)
    let ensuring: Outcome<Live> | null = null
    /** One build at a time in this process: whoever comes while it lasts awaits it. */
    const ensured = (onProgress?: (progress: Progress) => void): Outcome<Live> => {
      ensuring ??= owned()
        .then((own) => (E.isLeft(own) ? own : ensure(options, look, onProgress)))
        .finally(() => {
          ensuring = null
        })
      return ensuring
    }

    /** Works on the live generation; if it is replaced meanwhile, again on the next. */
    const onLive =
      <A>(work: (live: Live) => Outcome<A>, onProgress?: (progress: Progress) => void): TaskEither<EngineError, A> =>
      async () => {
        for (let tries = 0; tries < TRIES; tries++) {
          const live = await ensured(onProgress)
          const result = E.isLeft(live) ? live : await work(live.right)
          if (E.isRight(result)) return result
          if (result.left.tag === 'OtherLog') lookAnew()
          if (result.left.tag !== 'GenerationGone') return E.left(result.left)
        }
        return E.left(GONE)
      }

    const catchUp = (onProgress?: (progress: Progress) => void): TaskEither<EngineError, LogPosition> =>
      onLive(async (live) => {
        const head = await events.head()()
        if (E.isLeft(head)) return head
        const dispatched = await dispatch(options, live, head.right)
        if (E.isLeft(dispatched)) return dispatched
        const before = await views.status(live.generation.number)()
        if (E.isLeft(before)) return before
        const total = before.right.dirty
        const drained = await drain(options, live, {
          until: head.right,
          onCommit: (done) => onProgress?.({ done: Math.min(done, total), total }),
        })
        if (E.isLeft(drained)) return drained
        const after = await views.status(live.generation.number)()
        return E.isLeft(after) ? after : E.right(positionOf(after.right))
      }, onProgress)

    const figures = (wanted: ReadonlyArray<View>, agency: AgencyCode, known?: Known): TaskEither<EngineError, ReadonlyArray<Figure>> =>
      onLive((live) => figuresOf(options, live, wanted, agency, known))

    const refreshed = <A>(read: (live: Live) => A): TaskEither<EngineError, A> =>
      onLive(async (live) => {
        const done = await live.refresh()
        return E.isLeft(done) ? done : E.right(read(live))
      })

    const dirtyPartitions = async (live: Live): Outcome<ReadonlyArray<number>> => {
      const dirty = await views.dirty(live.generation.number)()
      return E.isLeft(dirty) ? dirty : E.right(dirty.right.map(({ partition }) => partition))
    }

    const lookBuilding = lookupBuilding(options)
    /** Works on a generation that is being built; that it is gone is an answer, not an error. */
    const onBuilding =
      <A>(generation: number, work: (live: Live) => Outcome<A>): TaskEither<EngineError, A | RebuildGone> =>
      async () => {
        const live = await lookBuilding(generation)
        const result = E.isLeft(live) ? live : await work(live.right)
        if (E.isRight(result)) return result
        return result.left.tag === 'GenerationGone' ? E.right({ tag: 'Gone' }) : E.left(result.left)
      }

    const models: ReadModels = {
      catchUp,
      follow: (signal, onChange) => follow(options, look, ensured, signal, onChange),
      watch: (signal, onChange) => watch(options, ensured, signal, onChange),
      rebuild:
        ({ withParked = false, onProgress } = {}) =>
        async () => {
          const own = await owned()
          if (E.isLeft(own)) return shown(own)
          const how = { allowed: withParked ? 'any' : 'none', onProgress } as const
          return shown(await replace(options, look, options.today(), how))
        },
      dispatch: () =>
        onLive(async (live) => {
          const dispatched = await dispatch(options, live, null)
          if (E.isLeft(dispatched)) return dispatched
          const dirty = await dirtyPartitions(live)
          return E.isLeft(dirty) ? dirty : E.right({ position: dispatched.right.checkpoint, dirty: dirty.right })
        }),
      dirtyPartitions: () => onLive(dirtyPartitions),
      drainPartition: (partition, how = {}) => onLive((live) => drainPartition(options, live, partition, how)),
      renewLog: () => async () => {
        const renewed = await renewLog(options)
        lookAnew()
        return shown(renewed)
      },
      recount: (onProgress) => onLive((live) => recount(options, live, onProgress)),
      planRebuild: () => async () => shown(await planRebuild(options, options.today())),
      rollBack: () => onLive((live) => rollBack(options, live)),
      beginRebuild: () => async () => {
        const own = await owned()
        if (E.isLeft(own)) return shown(own)
        const joined = await joinOrBegin(options, options.today())
        if (E.isLeft(joined)) return shown(joined)
        const { live, missing } = joined.right
        return E.right({ generation: live.generation.number, upTo: live.generation.upTo, parts: missing })
      },
      buildPart: (generation, partition) =>
        onBuilding(generation, async (live) => {
          const built = await buildPart(options, live, partition)
          return E.isLeft(built) ? built : E.right({ tag: 'Built', ...built.right })
        }),
      retryParked: (onProgress) => onLive((live) => retryParked(options, look, live, onProgress)),
      finishRebuild: (generation, { withParked = false } = {}) =>
        onBuilding(generation, (live) => finishRebuild(options, look, live, withParked ? 'any' : 'none')),
      rebuilt: (generation) => async () => {
        const all = await views.generations()()
        if (E.isLeft(all)) return all
        const found = all.right.find(({ number, state }) => number === generation && state !== 'building')
        const size = found === undefined ? E.left({ tag: 'GenerationGone', generation } as const) : await sizeOf(options, found)
        if (E.isRight(size)) return E.right({ generation, ...size.right, found: 0 })
        return size.left.tag === 'GenerationGone' ? E.right({ tag: 'Gone' }) : E.left(size.left)
      },
      waitFor: (position, withinMs) => async () => shown(await waitFor(views, ensured, position, withinMs)),
      figures,
      figure: (view, agency, known) => async () => {
        const found = await figures([view], agency, known)()
        if (E.isLeft(found)) return found
        const [figure] = found.right
        return figure === undefined ? E.left(GONE) : E.right(figure)
      },
      catalogue: (agency, known): TaskEither<EngineError, Catalogue.Catalogue> =>
        refreshed(({ reference }) =>
          known === undefined ? reference.catalogueOf(agency) : reference.catalogueBefore(agency, known.before),
        ),
      agencyFacts: (agency, known) => refreshed(({ reference }) => reference.factsOf(agency, known?.before ?? null)),
      agencies: () => onLive((live) => views.agencies(live.generation.number)()),
      career: (career: CareerId) =>
        onLive(async (live) => {
          const found = await views.load(live.generation.number, [career])()
          if (E.isLeft(found)) return found
          const [stored] = found.right
          return E.right(stored === undefined ? History.empty : historyOf(stored))
        }),
      health: () =>
        onLive(async ({ generation }) => {
          const status = await views.status(generation.number)()
          if (E.isLeft(status)) return status
          const parked = await views.parked(generation.number)()
          if (E.isLeft(parked)) return parked
          const head = await events.head()()
          if (E.isLeft(head)) return head
          return E.right({
            generation: generation.number,
            day: generation.day,
            position: positionOf(status.right),
            head: head.right,
            dirty: status.right.dirty,
            parked: parked.right,
            definitions: generation.definitions,
            builtAt: generation.builtAt,
          })
        }),
      close: views.close,
    }
    return E.right(models)
  }
