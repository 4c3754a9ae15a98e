/** What every command is given, and how it gets at the data folder. */
import type { Home, OpenOptions } from '@jejak/application'
import { openHome } from '@jejak/application'
import type { Wakeups } from '@jejak/worker'
import { openWakeups } from '@jejak/worker'
import * as E from 'fp-ts/lib/Either.js'
import type { Io } from '../Io.js'
import { type Outcome, ofHome } from '../Stop.js'

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
