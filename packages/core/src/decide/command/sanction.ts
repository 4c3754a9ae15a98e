/** Sanction: a disciplinary sanction (PP 94/2021), from the day it begins to serve. */
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { notErased, rule } from '../service.js'

/** `on`: the day it begins. */
const Sanction = dated('Sanction', FACTS.Sanctioned.data)

export const SANCTIONED_RULES: ReadonlyArray<FactRule<'Sanctioned'>> = [
  notErased(),
  ...rulesOfFact('Sanctioned').must,
  rule('DUPLICATE_SANCTION', ({ employment, data }) => {
    const same = employment?.sanctions.filter((held) => held.data.decree.number === data.decree.number) ?? []
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

const SANCTION_RULES: ReadonlyArray<FactRule<'Sanctioned'>> = [...SANCTIONED_RULES, ...DECISION_RULES]

export const sanction = command(Sanction, (context, command, state) =>
  decideBy(SANCTION_RULES, claim(context, state, command.on, command.data), (outcomes) => ({
    ...base(context, command.on),
    type: 'Sanctioned',
    data: command.data,
    personal: null,
    ground: taken(context, state, outcomes),
  })),
)
