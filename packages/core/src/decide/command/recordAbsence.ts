/** RecordAbsence: a participant did not come. It is dated by the end of the cohort. */
import { FACTS } from '../../fact/Fact.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import type { FactRule } from '../Context.js'
import { cohortBegun, cohortClaim, enrolled, outcomeOpen } from '../cohort.js'
import { command, undated } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { notErased } from '../service.js'

const RecordAbsence = undated('RecordAbsence', FACTS.Absent.data)

export const ABSENT_RULES: ReadonlyArray<FactRule<'Absent'>> = [notErased(), ...rulesOfFact('Absent').must, cohortBegun(), outcomeOpen()]

const ABSENCE_RULES: ReadonlyArray<FactRule<'Absent'>> = [...ABSENT_RULES, enrolled()]

export const recordAbsence = command(RecordAbsence, (context, command, state) =>
  decideBy(ABSENCE_RULES, cohortClaim<'Absent'>(context, state, command.data), () => ({
    ...base(context, null),
    type: 'Absent',
    data: command.data,
    personal: null,
    ground: noted(context),
  })),
)
