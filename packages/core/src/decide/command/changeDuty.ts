/** ChangeDuty: a status of duty (*kedudukan*) by decree, from the day it begins. */
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { notErased, rule } from '../service.js'

const ChangeDuty = dated('ChangeDuty', FACTS.DutyStatus.data)

export const DUTY_STATUS_RULES: ReadonlyArray<FactRule<'DutyStatus'>> = [
  notErased(),
  ...rulesOfFact('DutyStatus').must,
  rule('DUPLICATE_DUTY', ({ employment, data }) => {
    const same = employment?.dutyStatuses.filter((held) => held.data.decree.number === data.decree.number) ?? []
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

const DUTY_STATUS_HERE_RULES: ReadonlyArray<FactRule<'DutyStatus'>> = [...DUTY_STATUS_RULES, ...DECISION_RULES]

export const changeDuty = command(ChangeDuty, (context, command, state) =>
  decideBy(DUTY_STATUS_HERE_RULES, claim(context, state, command.on, command.data), (outcomes) => ({
    ...base(context, command.on),
    type: 'DutyStatus',
    data: command.data,
    personal: null,
    ground: taken(context, state, outcomes),
  })),
)
