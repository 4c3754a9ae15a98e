/** A command as a value: the codec by which it comes in, from which its type derives, and its decider. */
import * as t from 'io-ts'
import { LocalDate } from '../date/LocalDate.js'
import type { Context, Decision, State } from './Context.js'

/** A command that carries the data of a fact, and the day from which that is effective. */
export const dated = <N extends string, D extends t.Mixed>(type: N, data: D) => t.strict({ type: t.literal(type), on: LocalDate, data })

/** A command that carries the data of a fact whose date is in it, or in its cohort. */
export const undated = <N extends string, D extends t.Mixed>(type: N, data: D) => t.strict({ type: t.literal(type), data })

export interface CommandDefinition<C extends t.Mixed> {
  /** What it does not name is dropped. */
  readonly codec: C
  readonly decide: (context: Context, command: Readonly<t.TypeOf<C>>, state: State) => Decision
}

/** Defines a command; the table in `commands.ts` names it. */
export const command = <C extends t.Mixed>(codec: C, decide: CommandDefinition<C>['decide']): CommandDefinition<C> => ({ codec, decide })
