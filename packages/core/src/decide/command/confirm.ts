/** Confirm: a candidate (CPNS) becomes a PNS (*pengangkatan*), with its TMT. */
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { notErased, rule } from '../service.js'

const Confirm = dated('Confirm', FACTS.Confirmed.data)

export const CONFIRMED_RULES: ReadonlyArray<FactRule<'Confirmed'>> = [
  notErased(),
  ...rulesOfFact('Confirmed').must,
  rule('ALREADY_CONFIRMED', ({ employment }) => {
    const { confirmations = [] } = employment ?? {}
    return metUnless(confirmations.length > 0, ...confirmations.map(({ by }) => by))
  }),
]

const CONFIRMED_HERE_RULES: ReadonlyArray<FactRule<'Confirmed'>> = [...CONFIRMED_RULES, ...DECISION_RULES]

export const confirm = command(Confirm, (context, command, state) =>
  decideBy(CONFIRMED_HERE_RULES, claim(context, state, command.on, command.data), (outcomes) => ({
    ...base(context, command.on),
    type: 'Confirmed',
    data: command.data,
    personal: null,
    ground: taken(context, state, outcomes),
  })),
)
