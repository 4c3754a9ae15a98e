/** `jejak worker`: keeps the read models up with the log until it is stopped. */
import type { DeploymentStores } from '@jejak/application/operator'
import { boundHeap, runWorker, type Wakeups } from '@jejak/worker'
import { type ListenOptions, listenForProbes, type Operations } from '@jejak/worker/operations'
import * as E from 'fp-ts/lib/Either.js'
import { done, fault, type Outcome, ofEngine } from '../CommandFailure.js'
import { progressOn } from '../show/progress.js'
import { type Context, withStores, withWakeups } from './Context.js'
import { operationsOf } from './operations.js'

const follow = async ({ io }: Context, home: DeploymentStores, wakeups: Wakeups, { logger }: Operations): Outcome => {
  boundHeap()
  const stopping = new AbortController()
  const stopListening = io.onStop(() => stopping.abort())
  const progress = progressOn(io)
  const ended = await runWorker(
    home,
    stopping.signal,
    {
      progress: ({ done: at, total }) => progress.at('catching up', at, total),
      ready: (position) => {
        progress.end()
        logger.info({ position }, 'following the log')
        io.out(`Jejak worker: all up to @${position} is in; following the log.\n`)
      },
      change: ({ position, agencies }) => logger.debug({ position, agencies: agencies.length }, 'figures changed'),
      trouble: (reason) => logger.warn({ reason }, 'the queue had trouble'),
    },
    wakeups,
  )
  stopListening()
  progress.end()
  return E.isLeft(ended) && !stopping.signal.aborted ? E.left(ofEngine(ended.left)) : done
}

/** @param probes where probes are answered; `null` for nowhere */
export const workerCommand = async (context: Context, probes: ListenOptions | null): Outcome => {
  const operations = operationsOf(context)
  if (E.isLeft(operations)) return operations
  const { right } = operations
  return withStores(context, { writer: 'inline', instruments: right.instruments }, (home) =>
    withWakeups(context, async (wakeups) => {
      if (probes === null) return follow(context, home, wakeups, right)
      const server = await listenForProbes(home, right, probes)()
      if (E.isLeft(server)) return E.left(fault(server.left.reason))
      context.io.out(`Jejak worker: health and metrics at ${server.right.url}\n`)
      const ended = await follow(context, home, wakeups, right)
      await server.right.close()
      return ended
    }),
  )
}
