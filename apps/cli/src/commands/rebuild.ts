/** `jejak rebuild`: new read models beside the old ones, swapped in when complete. */

import type { Home } from '@jejak/application'
import { PARTITIONS } from '@jejak/core'
import { checkLog } from '@jejak/eventstore'
import type { Rebuilt } from '@jejak/projection'
import { boundHeap } from '@jejak/worker'
import * as E from 'fp-ts/lib/Either.js'
import { logFinding } from '../doctor/logFinding.js'
import type { Io } from '../Io.js'
import { done, fault, type Outcome, ofEngine, refused } from '../Stop.js'
import { type Progress, progressOn } from '../show/progress.js'
import { type Context, withHome, withWakeups } from './Context.js'

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

/** What stands in figures must be what was recorded. What is left out with a parked stream stands in none. */
const checkBefore = async ({ io }: Context, home: Home, withParked: boolean): Outcome => {
  const progress = progressOn(io)
  const stopListening = onStopSay(io, progress)
  const checked = await checkLog(home.events, { onProgress: ({ done: at, total }) => progress.at('checking the log', at, total) })()
  stopListening()
  progress.end()
  if (E.isLeft(checked)) return E.left(ofEngine(checked.left))
  // Streams that cannot be read are the rebuild's own to tell.
  const [first] = checked.right.faults.filter(({ code, count, parked }) => code !== 'Unreadable' && count > (withParked ? parked : 0))
  if (first === undefined) return done
  const { what, where } = logFinding(first)
  return E.left(
    fault(
      `the log is not what was recorded: ${what}${where === null ? '' : ` (${where})`}; no read models were made of it, jejak doctor says what to do`,
    ),
  )
}

/** On a queue workers build parts as well; this process works on it beside them. */
const rebuild = (context: Context, home: Home, withParked: boolean): Outcome<Rebuilt> =>
  withWakeups(context, async (wakeups) => {
    const { io } = context
    const progress = progressOn(io)
    const stopListening = onStopSay(io, progress)
    const built = await wakeups.rebuild(home, {
      withParked,
      onProgress: ({ done: at, total }) => progress.at('rebuilding', at, total),
    })()
    stopListening()
    progress.end()
    return E.isLeft(built) ? E.left(ofEngine(built.left)) : built
  })

export const rebuildCommand = async (context: Context, { withParked, newLog }: RebuildFlags): Outcome => {
  const { instrumentsFor, silent } = await import('@jejak/worker/observe')
  boundHeap()
  return withHome(context, { create: false, anyLog: newLog, instruments: instrumentsFor(silent) }, async (home) => {
    const started = performance.now()
    const checked = await checkBefore(context, home, withParked)
    if (E.isLeft(checked)) return checked
    const renewed = newLog ? await home.readModels.renewLog()() : E.right(0)
    if (E.isLeft(renewed)) return E.left(ofEngine(renewed.left))
    if (renewed.right > 0) context.io.out('The read models were of another log: they were thrown away.\n')
    const built = await rebuild(context, home, withParked)
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
  withHome(context, { readOnly: true }, async (home) => {
    const plan = await home.readModels.planRebuild()()
    if (E.isLeft(plan)) return E.left(ofEngine(plan.left))
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
  withHome(context, { create: false }, async (home) => {
    const back = await home.readModels.rollBack()()
    if (E.isLeft(back)) return E.left(ofEngine(back.left))
    if (back.right.tag === 'NothingKept')
      return E.left(
        refused('no read models are kept besides those in use: they are from a rebuild until the next one, or until the next day'),
      )
    const { generation, instead } = back.right
    context.io.out(`Generation ${generation} is in use again, up to date; generation ${instead} is kept until the next rebuild.\n`)
    return done
  })
