/** Annul: says that a fact never held. To bring it back, correct it. */
import * as t from 'io-ts'
import { EventId } from '../../identity/ids.js'
import { metUnless, type Rule } from '../../rules/Rule.js'
import { command } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { type RejectionCode, ruleOf } from '../Rejection.js'
import { TARGET_RULES, type Target, targetOf } from '../target.js'

/** `saw`: the entry that held when the command was made. */
const Annul = t.strict({ type: t.literal('Annul'), root: EventId, saw: EventId })

const holds = ruleOf<Target>('ALREADY_ANNULLED', ({ last }) =>
  last === null ? metUnless(false) : metUnless(last.says.kind === 'annulled', last.id),
)

const ANNUL_RULES: ReadonlyArray<Rule<RejectionCode, Target>> = [...TARGET_RULES, holds, ...DECISION_RULES]

export const annul = command(Annul, (context, command, state) =>
  decideBy(ANNUL_RULES, targetOf(context, state, command.root, command.saw), (outcomes) => ({
    ...base(context, null),
    type: 'Annulled',
    root: command.root,
    saw: command.saw,
    ground: taken(context, state, outcomes),
  })),
)
