/** Mentor: one session of a pair; stands in the mentee's career. */
import { effectiveOn } from '../career/Employment.js'
import { isActiveOn } from '../career/standing.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { DataOf, PersonalOf } from '../fact/Fact.js'
import { careerOf } from '../identity/streams.js'
import { met, metUnless, notMet, unknown } from '../rules/Rule.js'
import { type Context, claim, type Decision, employmentHere, type FactRule, type State } from './Context.js'
import { base, decideBy, noted } from './draft.js'
import { inService, rule } from './service.js'

export interface Mentor {
  readonly type: 'Mentor'
  readonly on: LocalDate
  readonly data: DataOf<'Mentored'>
  readonly personal: PersonalOf<'Mentored'>
}

/** Facts used of the mentor's career are named by event id; the verdict of a decision would name its revision. */
export const MENTORED_RULES: ReadonlyArray<FactRule<'Mentored'>> = [
  ...inService<'Mentored'>(),
  rule('NOT_YET', ({ context, on }) => metUnless(on !== null && on > context.today)),
  rule('SELF_MENTORING', ({ context, data }) => metUnless(careerOf(context.stream) === data.mentor)),
  rule('MENTOR_UNKNOWN', ({ context, data }) => {
    const other = context.others.get(data.mentor)
    if (other === undefined) return unknown(data.mentor)
    const [appointment] = employmentHere(context, other.history)?.appointments ?? []
    return appointment === undefined ? notMet() : met(appointment.by)
  }),
  rule('MENTOR_NOT_ACTIVE', ({ context, on, data }) => {
    const other = context.others.get(data.mentor)
    const employment = other === undefined ? null : employmentHere(context, other.history)
    if (employment === null || employment.appointments.length === 0 || on === null) return met()
    return metUnless(!isActiveOn(employment, on), ...employment.appointments.map(({ by }) => by), ...employment.exits.map(({ by }) => by))
  }),
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
