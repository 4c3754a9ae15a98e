/** Promote: a rank (*kenaikan pangkat*) with its TMT. Whether it is deserved is for the rules of a later policy. */

import { effectiveOn } from '../../career/Employment.js'
import { rankOn } from '../../career/standing.js'
import { FACTS } from '../../fact/Fact.js'
import { met, metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { notErased, rule } from '../service.js'

const Promote = dated('Promote', FACTS.Promoted.data)

export const PROMOTED_RULES: ReadonlyArray<FactRule<'Promoted'>> = [
  notErased(),
  ...rulesOfFact('Promoted').must,
  rule('DUPLICATE_RANK', ({ employment, on }) => {
    const same = effectiveOn(employment?.ranks ?? [], on)
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
  rule('RANK_UNCHANGED', ({ employment, on, data }) => {
    const rank = employment === null || on === null ? null : rankOn(employment, on)
    return rank === null ? met() : metUnless(rank.data.grade === data.grade, rank.by)
  }),
]

const PROMOTE_RULES: ReadonlyArray<FactRule<'Promoted'>> = [...PROMOTED_RULES, ...DECISION_RULES]

export const promote = command(Promote, (context, command, state) =>
  decideBy(PROMOTE_RULES, claim(context, state, command.on, command.data), (outcomes) => ({
    ...base(context, command.on),
    type: 'Promoted',
    data: command.data,
    personal: null,
    ground: taken(context, state, outcomes),
  })),
)
