import type { Context } from './commands/Context.js'
import type { Outcome } from './Stop.js'

/** A command as parsed, ready to run. */
export type Chosen = (context: Context) => Outcome
