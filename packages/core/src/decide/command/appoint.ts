/** Appoint: a person enters the agency (TMT CPNS, or start of the first agreement). */
import type { LocalDate } from '../date/LocalDate.js'
import type { DataOf, PersonalOf } from '../fact/Fact.js'
import { metUnless } from '../rules/Rule.js'
import { type Context, claim, type Decision, type FactRule, type State } from './Context.js'
import { base, decideBy, noted } from './draft.js'
import { mayEnter, rule } from './service.js'

export interface Appoint {
  readonly type: 'Appoint'
  readonly on: LocalDate
  readonly data: DataOf<'Appointed'>
  readonly personal: PersonalOf<'Appointed'>
}

export const APPOINTED_RULES: ReadonlyArray<FactRule<'Appointed'>> = mayEnter()

export const appoint = (context: Context, command: Appoint, state: State): Decision => {
  const rules = [
    ...APPOINTED_RULES,
    rule<'Appointed'>('BEFORE_BIRTH', ({ on }) => metUnless(on !== null && on <= command.personal.birthDate)),
  ]
  return decideBy(rules, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'Appointed',
    data: command.data,
    personal: command.personal,
    ground: noted(context),
  }))
}
