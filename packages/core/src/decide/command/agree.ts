/** Agree: an agreement with a PPPK, or its renewal; `on` is its first day. */
import { effectiveOn } from '../../career/Employment.js'
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { notErased, rule } from '../service.js'

const Agree = dated('Agree', FACTS.Agreement.data)

export const AGREEMENT_RULES: ReadonlyArray<FactRule<'Agreement'>> = [
  notErased(),
  ...rulesOfFact('Agreement').must,
  rule('DUPLICATE_AGREEMENT', ({ employment, on }) => {
    const same = effectiveOn(employment?.agreements ?? [], on)
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

const AGREEMENT_HERE_RULES: ReadonlyArray<FactRule<'Agreement'>> = [...AGREEMENT_RULES, ...DECISION_RULES]

export const agree = command(Agree, (context, command, state) =>
  decideBy(AGREEMENT_HERE_RULES, claim(context, state, command.on, command.data), (outcomes) => ({
    ...base(context, command.on),
    type: 'Agreement',
    data: command.data,
    personal: null,
    ground: taken(context, state, outcomes),
  })),
)
