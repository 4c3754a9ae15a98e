/** `jejak worker`: keeps the read models up with the log until it is stopped. */
import { runWorker } from '@jejak/worker'
import * as E from 'fp-ts/lib/Either.js'
import { done, type Outcome, ofEngine } from '../Stop.js'
import { progressOn } from '../show/progress.js'
import { type Context, withHome } from './Context.js'

export const workerCommand = (context: Context): Outcome =>
  withHome(context, { writer: 'inline' }, async (home) => {
    const { io } = context
    const stopping = new AbortController()
    const stopListening = io.onStop(() => stopping.abort())
    const progress = progressOn(io)
    const ended = await runWorker(home, stopping.signal, {
      progress: ({ done: at, total }) => progress.at('catching up', at, total),
      ready: (position) => {
        progress.end()
        io.out(`Jejak worker: all up to @${position} is in; following the log.\n`)
      },
    })
    stopListening()
    progress.end()
    return E.isLeft(ended) && !stopping.signal.aborted ? E.left(ofEngine(ended.left)) : done
  })
