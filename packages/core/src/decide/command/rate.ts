/** Rate: a participant's rating of a cohort (level 1 of training evaluation: reaction). */
import type { DataOf, PersonalOf } from '../fact/Fact.js'
import { metUnless } from '../rules/Rule.js'
import { RULES_OF_FACTS } from '../rules/service/rulesOfFacts.js'
import type { Context, Decision, FactRule, State } from './Context.js'
import { about, cohortBegun, cohortClaim } from './cohort.js'
import { base, decideBy, noted } from './draft.js'
import { notErased, rule } from './service.js'

export interface Rate {
  readonly type: 'Rate'
  readonly data: DataOf<'Rated'>
  readonly personal: PersonalOf<'Rated'>
}

export const RATED_RULES: ReadonlyArray<FactRule<'Rated'>> = [
  notErased(),
  ...RULES_OF_FACTS.Rated.must,
  cohortBegun(),
  rule('ALREADY_RATED', ({ employment, data }) => {
    const rated = employment === null ? [] : about(data.cohort, employment.ratings)
    return metUnless(rated.length > 0, ...rated.map(({ by }) => by))
  }),
]

export const rate = (context: Context, command: Rate, state: State): Decision =>
  decideBy(RATED_RULES, cohortClaim<'Rated'>(context, state, command.data), () => ({
    ...base(context, null),
    type: 'Rated',
    data: command.data,
    personal: command.personal,
    ground: noted(context),
  }))
