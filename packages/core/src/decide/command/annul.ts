/** Annul: says that a fact never held. To bring it back, correct it. */
import type { EventId } from '../identity/ids.js'
import { metUnless, type Rule } from '../rules/Rule.js'
import type { Context, Decision, State } from './Context.js'
import { base, decideBy, taken } from './draft.js'
import { DECISION_RULES } from './ground.js'
import { type RejectionCode, ruleOf } from './Rejection.js'
import { TARGET_RULES, type Target, targetOf } from './target.js'

export interface Annul {
  readonly type: 'Annul'
  readonly root: EventId
  /** The entry that held when the command was made. */
  readonly saw: EventId
}

const holds = ruleOf<Target>('ALREADY_ANNULLED', ({ last }) =>
  last === null ? metUnless(false) : metUnless(last.says.kind === 'annulled', last.id),
)

const ANNUL_RULES: ReadonlyArray<Rule<RejectionCode, Target>> = [...TARGET_RULES, holds, ...DECISION_RULES]

export const annul = (context: Context, command: Annul, state: State): Decision =>
  decideBy(ANNUL_RULES, targetOf(context, state, command.root, command.saw), (outcomes) => ({
    ...base(context, null),
    type: 'Annulled',
    root: command.root,
    saw: command.saw,
    ground: taken(context, state, outcomes),
  }))
