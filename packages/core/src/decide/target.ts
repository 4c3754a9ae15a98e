/** Rules about the fact that a correction or an annulment speaks of. */
import * as History from '../history/History.js'
import type { EventId } from '../identity/ids.js'
import { met, metUnless, notMet, type Rule } from '../rules/Rule.js'
import type { Context, State } from './Context.js'
import { type RejectionCode, ruleOf } from './Rejection.js'
import { erased } from './service.js'

/** The root a command speaks of, the entry it saw, and what is there. */
export interface Target {
  readonly context: Context
  readonly state: State
  readonly saw: EventId
  /** `null` where no such fact is in the stream. */
  readonly root: History.Entry | null
  /** The last word on the root; `null` where there is no root. */
  readonly last: History.Entry | null
}

export const targetOf = (context: Context, state: State, root: EventId, saw: EventId): Target => {
  const entry = state.get(root)
  return {
    context,
    state,
    saw,
    root: entry?.says.kind === 'fact' ? entry : null,
    last: History.lastWord(state).get(root) ?? null,
  }
}

type TargetRule = Rule<RejectionCode, Target>

/** The root is there, of this agency, and the entry the command saw still holds. */
export const TARGET_RULES: ReadonlyArray<TargetRule> = [
  ruleOf('ERASED', ({ state }) => erased(state)),
  ruleOf('ROOT_UNKNOWN', ({ root }) => (root === null ? notMet() : met(root.id))),
  ruleOf('OTHER_AGENCY', ({ root, context }) => metUnless(root !== null && root.agency !== context.agency)),
  ruleOf('NOT_WHAT_HOLDS', ({ last, saw }) => (last === null ? met() : metUnless(last.id !== saw, last.id))),
]

/** The history without a fact and all that is said about it. */
export const without = (state: State, root: EventId): State =>
  History.fromEntries([...state.values()].filter(({ id, says }) => id !== root && (says.kind === 'fact' || says.root !== root)))
