/** Figures, and what they were made from, at whichever generation is live. */
import { History } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Access } from '../generation/Access.js'
import { type EngineError, REPLACED, shown } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Figures } from './Figures.js'
import { figuresOf } from './figuresOf.js'
import { healthOf } from './health.js'
import { numbersOf, sharedWith } from './numbersOf.js'
import type { ReadingOptions } from './ReadingOptions.js'
import { snapshotOf } from './snapshotOf.js'
import { waitFor } from './waitFor.js'

export const openFigures = (options: ReadingOptions, { onLive, ensured }: Access): Figures => {
  const { views } = options
  const refreshed = <A>(read: (live: GenerationView) => A): TaskEither<EngineError, A> =>
    onLive(async (live) => {
      const done = await live.refresh()
      return E.isLeft(done) ? done : E.right(read(live))
    })
  const figures: Figures['figures'] = (wanted, agency, known) => onLive((live) => figuresOf(options, live, wanted, agency, known))
  return {
    figures,
    figure: (view, agency, known) => async () => {
      const found = await figures([view], agency, known)()
      if (E.isLeft(found)) return found
      const [figure] = found.right
      return figure === undefined ? E.left(REPLACED) : E.right(figure)
    },
    snapshot: (wanted, agency, known) => onLive((live) => snapshotOf(options, live, wanted, agency, known)),
    catalogue: (agency, known) =>
      refreshed(({ reference }) => (known === undefined ? reference.catalogueOf(agency) : reference.catalogueBefore(agency, known.before))),
    agencyFacts: (agency, known) => refreshed(({ reference }) => reference.factsOf(agency, known?.before ?? null)),
    agencies: () => onLive(({ generation }) => views.agencies(generation.number)()),
    career: (career) =>
      onLive(async (live) => {
        const found = await sharedWith(options, live, career)
        return E.isLeft(found) ? found : E.right(found.right.reduce((all, { history }) => History.merge(all, history), History.empty))
      }),
    numbers: (career) => onLive((live) => numbersOf(options, live, career)),
    waitFor: (position, withinMs) => async () => shown(await waitFor(views, ensured, position, withinMs)),
    health: () => onLive((live) => healthOf(options, live)),
  }
}
