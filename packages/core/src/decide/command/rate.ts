/** Rate: a participant's rating of a cohort (level 1 of training evaluation: reaction). */
import * as t from 'io-ts'
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import type { FactRule } from '../Context.js'
import { about, cohortBegun, cohortClaim } from '../cohort.js'
import { command } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { notErased, rule } from '../service.js'

const Rate = t.strict({ type: t.literal('Rate'), data: FACTS.Rated.data, personal: FACTS.Rated.personal })

export const RATED_RULES: ReadonlyArray<FactRule<'Rated'>> = [
  notErased(),
  ...rulesOfFact('Rated').must,
  cohortBegun(),
  rule('ALREADY_RATED', ({ employment, data }) => {
    const rated = employment === null ? [] : about(data.cohort, employment.ratings)
    return metUnless(rated.length > 0, ...rated.map(({ by }) => by))
  }),
]

export const rate = command(Rate, (context, command, state) =>
  decideBy(RATED_RULES, cohortClaim<'Rated'>(context, state, command.data), () => ({
    ...base(context, null),
    type: 'Rated',
    data: command.data,
    personal: command.personal,
    ground: noted(context),
  })),
)
