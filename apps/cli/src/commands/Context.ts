/** What every command is given, and how it gets at the data folder. */
import { clockFault, figuresLag, type Home, type OpenOptions, openHome, openRecords, type Records } from '@jejak/application'
import type { Wakeups } from '@jejak/worker'
import { openWakeups } from '@jejak/worker'
import * as E from 'fp-ts/lib/Either.js'
import type { Io } from '../Io.js'
import { type Outcome, ofHome, oneLine } from '../Stop.js'

export interface Context {
  readonly io: Io
  /** The data folder, as a full path. */
  readonly home: string
  /** What relative paths on the command line count from. */
  readonly base: string
}

/** Opens the data folder, does something with it, and closes it, whatever happened. */
export const withHome = async <A>(context: Context, options: OpenOptions, use: (home: Home) => Outcome<A>): Outcome<A> => {
  const home = await openHome(context.home, context.io.env, options)()
  if (E.isLeft(home)) return E.left(ofHome(home.left))
  try {
    return await use(home.right)
  } finally {
    await home.right.close()
  }
}

/** Opens log and keys alone, for whoever needs no figures, and closes them, whatever happened. */
export const withRecords = async <A>(context: Context, options: OpenOptions, use: (records: Records) => Outcome<A>): Outcome<A> => {
  const records = await openRecords(context.home, context.io.env, options)()
  if (E.isLeft(records)) return E.left(ofHome(records.left))
  try {
    return await use(records.right)
  } finally {
    await records.right.close()
  }
}

/** Why the queue will wake nobody; `null` where it can be used or none is named. */
const queueLag = async ({ io }: Context): Promise<string | null> => {
  const wakeups = await openWakeups(io.env)()
  if (E.isLeft(wakeups)) return wakeups.left.reason
  await wakeups.right.close()
  return null
}

/** What a command that records was told besides. */
export interface RecordingFlags {
  /** Records although the clock of this machine cannot be right. */
  readonly acceptClock: boolean
}

/**
 * Records facts, if the clock can date them. Neither read models nor a queue that cannot be used stop that, since
 * both can be made good from the log: one line at the end says that figures lag.
 */
export const recording = async <A>(
  context: Context,
  records: Records,
  { acceptClock }: RecordingFlags,
  record: () => Outcome<A>,
): Outcome<A> => {
  const clock = acceptClock ? E.right(undefined) : await clockFault(records)()
  if (E.isLeft(clock)) return E.left(ofHome(clock.left))
  const views = await figuresLag(records)()
  if (E.isLeft(views)) return E.left(ofHome(views.left))
  const lag = views.right ?? (await queueLag(context))
  const recorded = await record()
  if (lag !== null)
    context.io.err(
      `jejak: figures lag behind what is in the log: ${oneLine(lag)} Nothing needs to be recorded again: once that is mended, figures follow\n`,
    )
  return recorded
}

/** Opens what wakes the work on read models, as the environment names it, and closes it, whatever happened. */
export const withWakeups = async <A>({ io }: Context, use: (wakeups: Wakeups) => Outcome<A>): Outcome<A> => {
  const wakeups = await openWakeups(io.env)()
  if (E.isLeft(wakeups)) return E.left(ofHome(wakeups.left))
  try {
    return await use(wakeups.right)
  } finally {
    await wakeups.right.close()
  }
}
