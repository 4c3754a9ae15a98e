/** Withdraw: a participant gives up a cohort, with the reason. The seat is freed on the cohort's stream. */
import type { DataOf } from '../fact/Fact.js'
import { RULES_OF_FACTS } from '../rules/service/rulesOfFacts.js'
import type { Context, Decision, FactRule, State } from './Context.js'
import { cohortClaim, enrolled, outcomeOpen } from './cohort.js'
import { base, decideBy, noted } from './draft.js'
import { notErased } from './service.js'

export interface Withdraw {
  readonly type: 'Withdraw'
  readonly data: DataOf<'Withdrew'>
}

export const WITHDREW_RULES: ReadonlyArray<FactRule<'Withdrew'>> = [notErased(), ...RULES_OF_FACTS.Withdrew.must, outcomeOpen()]

const WITHDRAW_RULES: ReadonlyArray<FactRule<'Withdrew'>> = [...WITHDREW_RULES, enrolled()]

export const withdraw = (context: Context, command: Withdraw, state: State): Decision =>
  decideBy(WITHDRAW_RULES, cohortClaim<'Withdrew'>(context, state, command.data), () => ({
    ...base(context, null),
    type: 'Withdrew',
    data: command.data,
    personal: null,
    ground: noted(context),
  }))
