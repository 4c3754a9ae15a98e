/** Sanction: a disciplinary sanction (PP 94/2021), from the day it begins to serve. */
import type { LocalDate } from '../date/LocalDate.js'
import type { DataOf } from '../fact/Fact.js'
import { metUnless } from '../rules/Rule.js'
import { RULES_OF_FACTS } from '../rules/service/rulesOfFacts.js'
import { type Context, claim, type Decision, type FactRule, type State } from './Context.js'
import { base, decideBy, taken } from './draft.js'
import { DECISION_RULES } from './ground.js'
import { notErased, rule } from './service.js'

export interface Sanction {
  readonly type: 'Sanction'
  /** The day it begins. */
  readonly on: LocalDate
  readonly data: DataOf<'Sanctioned'>
}

export const SANCTIONED_RULES: ReadonlyArray<FactRule<'Sanctioned'>> = [
  notErased(),
  ...RULES_OF_FACTS.Sanctioned.must,
  rule('DUPLICATE_SANCTION', ({ employment, data }) => {
    const same = employment?.sanctions.filter((held) => held.data.decree.number === data.decree.number) ?? []
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

const SANCTION_RULES: ReadonlyArray<FactRule<'Sanctioned'>> = [...SANCTIONED_RULES, ...DECISION_RULES]

export const sanction = (context: Context, command: Sanction, state: State): Decision =>
  decideBy(SANCTION_RULES, claim(context, state, command.on, command.data), (outcomes) => ({
    ...base(context, command.on),
    type: 'Sanctioned',
    data: command.data,
    personal: null,
    ground: taken(context, state, outcomes),
  }))
