/** Mentor: one session of a pair; stands in the mentee's career. */
import { effectiveOn } from '../career/Employment.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { DataOf, PersonalOf } from '../fact/Fact.js'
import { metUnless } from '../rules/Rule.js'
import { RULES_OF_FACTS } from '../rules/service/rulesOfFacts.js'
import { type Context, claim, type Decision, type FactRule, type State } from './Context.js'
import { base, decideBy, noted } from './draft.js'
import { notErased, rule } from './service.js'

export interface Mentor {
  readonly type: 'Mentor'
  readonly on: LocalDate
  readonly data: DataOf<'Mentored'>
  readonly personal: PersonalOf<'Mentored'>
}

/** Facts used of the mentor's career are named by event id; the verdict of a decision would name its revision. */
export const MENTORED_RULES: ReadonlyArray<FactRule<'Mentored'>> = [
  notErased(),
  ...RULES_OF_FACTS.Mentored.must,
  rule('NOT_YET', ({ context, on }) => metUnless(on !== null && on > context.today)),
  rule('DUPLICATE_SESSION', ({ employment, on, data }) => {
    const same = effectiveOn(employment?.sessions ?? [], on).filter((session) => session.data.pair === data.pair)
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

export const mentor = (context: Context, command: Mentor, state: State): Decision =>
  decideBy(MENTORED_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'Mentored',
    data: command.data,
    personal: command.personal,
    ground: noted(context),
  }))
