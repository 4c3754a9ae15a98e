import type { Outcome } from './CommandFailure.js'
import type { Context } from './commands/Context.js'

/** A command as parsed, ready to run. */
export type ParsedCommand = (context: Context) => Outcome
