/** DecideCredit: credit towards the next rank (*angka kredit*) as a decision counts it up to and with a day. */
import { effectiveOn } from '../../career/Employment.js'
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { notErased, rule } from '../service.js'

const DecideCredit = dated('DecideCredit', FACTS.CreditDecided.data)

export const CREDIT_DECIDED_RULES: ReadonlyArray<FactRule<'CreditDecided'>> = [
  notErased(),
  ...rulesOfFact('CreditDecided').must,
  rule('DUPLICATE_CREDIT', ({ employment, on }) => {
    const same = effectiveOn(employment?.credits ?? [], on)
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

const CREDIT_DECIDED_HERE_RULES: ReadonlyArray<FactRule<'CreditDecided'>> = [...CREDIT_DECIDED_RULES, ...DECISION_RULES]

export const decideCredit = command(DecideCredit, (context, command, state) =>
  decideBy(CREDIT_DECIDED_HERE_RULES, claim(context, state, command.on, command.data), (outcomes) => ({
    ...base(context, command.on),
    type: 'CreditDecided',
    data: command.data,
    personal: null,
    ground: taken(context, state, outcomes),
  })),
)
