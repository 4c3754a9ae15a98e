/** Withdraw: a participant gives up a cohort, with the reason. The seat is freed on the cohort's stream. */
import { FACTS } from '../../fact/Fact.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import type { FactRule } from '../Context.js'
import { cohortClaim, enrolled, outcomeOpen } from '../cohort.js'
import { command, undated } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { notErased } from '../service.js'

const Withdraw = undated('Withdraw', FACTS.Withdrew.data)

export const WITHDREW_RULES: ReadonlyArray<FactRule<'Withdrew'>> = [notErased(), ...rulesOfFact('Withdrew').must, outcomeOpen()]

const WITHDRAW_RULES: ReadonlyArray<FactRule<'Withdrew'>> = [...WITHDREW_RULES, enrolled()]

export const withdraw = command(Withdraw, (context, command, state) =>
  decideBy(WITHDRAW_RULES, cohortClaim<'Withdrew'>(context, state, command.data), () => ({
    ...base(context, null),
    type: 'Withdrew',
    data: command.data,
    personal: null,
    ground: noted(context),
  })),
)
