/** `jejak rebuild`: new read models beside the old ones, swapped in when complete. */

import type { Deployment, Rebuilt } from '@jejak/application'
import { PARTITIONS } from '@jejak/core'
import { boundHeap } from '@jejak/worker'
import * as E from 'fp-ts/lib/Either.js'
import { done, type Outcome, ofFault } from '../CommandFailure.js'
import type { Io } from '../Io.js'
import { type Progress, progressOn } from '../show/progress.js'
import { type Context, withDeployment, withWakeups } from './Context.js'

export interface RebuildFlags {
  /** Put the new read models to use also if streams are parked in them. */
  readonly withParked: boolean
  /** Throw away read models of another log first. */
  readonly newLog: boolean
}

/** Ends the process when it is told to stop, and says what that leaves. */
const onStopSay = (io: Io, progress: Progress): (() => void) =>
  io.onStop(() => {
    progress.end()
    io.err('jejak: stopped; the read models in use are as they were, and the same command goes on with what is built\n')
    process.exit(130)
  })

/** On a queue workers build parts as well; this process works on it beside them. */
const rebuild = (context: Context, { rebuild: build }: Deployment, { withParked, newLog }: RebuildFlags): Outcome<Rebuilt> =>
  withWakeups(context, async (wakeups) => {
    const { io } = context
    const progress = progressOn(io)
    const stopListening = onStopSay(io, progress)
    const built = await build({
      withParked,
      newLog,
      onChecking: ({ done: at, total }) => progress.at('checking the log', at, total),
      onChecked: (thrownAway) => {
        progress.end()
        if (thrownAway > 0) io.out('The read models were of another log: they were thrown away.\n')
      },
      onProgress: ({ done: at, total }) => progress.at('rebuilding', at, total),
      by: wakeups.rebuild,
    })()
    stopListening()
    progress.end()
    return E.mapLeft(ofFault)(built)
  })

export const rebuildCommand = async (context: Context, flags: RebuildFlags): Outcome => {
  const { instrumentsFor, silent } = await import('@jejak/worker/observe')
  boundHeap()
  return withDeployment(context, { create: false, anyLog: flags.newLog, instruments: instrumentsFor(silent) }, async (deployment) => {
    const started = performance.now()
    const built = await rebuild(context, deployment, flags)
    if (E.isLeft(built)) return built
    const { generation, events, documents, digest, found } = built.right
    const seconds = (performance.now() - started) / 1000
    const wentOn = found === 0 ? '' : ` (${found} of ${PARTITIONS} parts were there)`
    context.io.out(
      `Generation ${generation}: ${documents} documents of ${events} events, in ${seconds.toFixed(1)} s${wentOn}.\nCounted twice, digest ${digest}.\n`,
    )
    return done
  })
}

/** `jejak rebuild --dry-run`: what it would go through, and about how long. */
export const planCommand = (context: Context): Outcome =>
  withDeployment(context, { readOnly: true }, async ({ planRebuild }) => {
    const plan = await planRebuild()
    if (E.isLeft(plan)) return E.left(ofFault(plan.left))
    const { events, documents, seconds, exact, found } = plan.right
    const about = exact ? '' : 'about '
    const wentOn = found === 0 ? '' : ` ${found} of ${PARTITIONS} parts are there from a rebuild that was interrupted.`
    context.io.out(
      `A rebuild would go through ${about}${events} events and write ${about}${documents} documents, in about ${Math.max(1, Math.round(seconds))} s.${wentOn} Nothing was written.\n`,
    )
    return done
  })

/** `jejak rebuild --rollback`: the read models before the last rebuild, brought up to date and swapped in. */
export const rollBackCommand = (context: Context): Outcome =>
  withDeployment(context, { create: false }, async ({ rollBack }) => {
    const back = await rollBack()
    if (E.isLeft(back)) return E.left(ofFault(back.left))
    const { generation, instead } = back.right
    context.io.out(`Generation ${generation} is in use again, up to date; generation ${instead} is kept until the next rebuild.\n`)
    return done
  })
