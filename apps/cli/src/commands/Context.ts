/** What every command is given, and how it gets at the data folder. */
import { type Deployment, type DeploymentOptions, openDeployment, type Registry } from '@jejak/application'
import type { DeploymentStores } from '@jejak/application/operator'
import type { Wakeups } from '@jejak/worker'
import { openWakeups } from '@jejak/worker'
import * as E from 'fp-ts/lib/Either.js'
import { type Outcome, ofFault, ofOpening, oneLine } from '../CommandFailure.js'
import type { Io } from '../Io.js'

export interface Context {
  readonly io: Io
  /** The data folder, as a full path. */
  readonly home: string
  /** What relative paths on the command line count from. */
  readonly base: string
  /** The extensions of this process, and with them all it knows. */
  readonly registry: Registry
}

/** How a command opens the data folder. */
export type Opening = Omit<DeploymentOptions, 'home' | 'environment'>

/** Opens the data folder, does something with it, and closes it, whatever happened. */
export const withDeployment = async <A>(context: Context, options: Opening, use: (deployment: Deployment) => Outcome<A>): Outcome<A> => {
  const deployment = await openDeployment({
    ...options,
    extensions: context.registry.extensions,
    home: context.home,
    environment: context.io.env,
  })()
  if (E.isLeft(deployment)) return E.left(ofFault(deployment.left))
  try {
    return await use(deployment.right)
  } finally {
    await deployment.right.close()
  }
}

/** The same, with its read models, for commands that look after them. */
export const withStores = <A>(context: Context, options: Opening, use: (home: DeploymentStores) => Outcome<A>): Outcome<A> =>
  withDeployment(context, options, async (deployment) => {
    const home = await deployment.operator.home()
    return E.isLeft(home) ? E.left(ofFault(home.left)) : use(home.right)
  })

/** Why the queue will wake nobody; `null` where it can be used or none is named. */
const queueLag = async ({ io, registry }: Context): Promise<string | null> => {
  const wakeups = await openWakeups(io.env, registry.reports.standing)()
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
  { prepareRecording }: Pick<Deployment, 'prepareRecording'>,
  flags: RecordingFlags,
  record: () => Outcome<A>,
): Outcome<A> => {
  const views = await prepareRecording(flags)()
  if (E.isLeft(views)) return E.left(ofFault(views.left))
  const lag = views.right ?? (await queueLag(context))
  const recorded = await record()
  if (lag !== null)
    context.io.err(
      `jejak: figures lag behind what is in the log: ${oneLine(lag)} Nothing needs to be recorded again: once that is mended, figures follow\n`,
    )
  return recorded
}

/** Opens what wakes the work on read models, as the environment names it, and closes it, whatever happened. */
export const withWakeups = async <A>({ io, registry }: Context, use: (wakeups: Wakeups) => Outcome<A>): Outcome<A> => {
  const wakeups = await openWakeups(io.env, registry.reports.standing)()
  if (E.isLeft(wakeups)) return E.left(ofOpening(wakeups.left))
  try {
    return await use(wakeups.right)
  } finally {
    await wakeups.right.close()
  }
}
