/** Return: a person who left the agency comes back, and serves it again from that day on. */
import { inServiceOn, NO_SERVICE } from '../../career/service.js'
import { FACTS } from '../../fact/Fact.js'
import { met, notMet } from '../../rules/Rule.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { rule } from '../service.js'
import { TRANSFERRED_IN_RULES } from './transferIn.js'

const Return = dated('Return', FACTS.TransferredIn.data)

const RETURN_RULES: ReadonlyArray<FactRule<'TransferredIn'>> = [
  ...TRANSFERRED_IN_RULES,
  rule('NOT_LEFT', ({ employment, on }) =>
    on !== null && inServiceOn(employment ?? NO_SERVICE, on) ? notMet(...(employment?.appointments.map(({ by }) => by) ?? [])) : met(),
  ),
]

export const comeBack = command(Return, (context, command, state) =>
  decideBy(RETURN_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'TransferredIn',
    data: command.data,
    personal: null,
    ground: noted(context),
  })),
)
