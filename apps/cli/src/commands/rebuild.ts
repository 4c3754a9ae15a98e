/** `jejak rebuild`: new read models beside the old ones, swapped in when complete. */
import * as E from 'fp-ts/lib/Either.js'
import { done, type Outcome, ofEngine } from '../Stop.js'
import { progressOn } from '../show/progress.js'
import { type Context, withHome } from './Context.js'

export interface RebuildFlags {
  /** Put the new read models to use also if streams are parked in them. */
  readonly withParked: boolean
}

export const rebuildCommand = (context: Context, { withParked }: RebuildFlags): Outcome =>
  withHome(context, { create: false }, async (home) => {
    const progress = progressOn(context.io)
    const started = performance.now()
    const built = await home.readModels.rebuild({
      withParked,
      onProgress: ({ done: at, total }) => progress.at('rebuilding', at, total),
    })()
    progress.end()
    if (E.isLeft(built)) return E.left(ofEngine(built.left))
    const { generation, events, documents } = built.right
    const seconds = (performance.now() - started) / 1000
    context.io.out(`Generation ${generation}: ${documents} documents of ${events} events, in ${seconds.toFixed(1)} s.\n`)
    return done
  })
