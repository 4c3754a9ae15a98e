/** RecordAttendance: a participant came. It is dated by the end of the cohort. */
import { FACTS } from '../../fact/Fact.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import type { FactRule } from '../Context.js'
import { cohortBegun, cohortClaim, enrolled, outcomeOpen } from '../cohort.js'
import { command, undated } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { notErased } from '../service.js'

const RecordAttendance = undated('RecordAttendance', FACTS.Attended.data)

export const ATTENDED_RULES: ReadonlyArray<FactRule<'Attended'>> = [
  notErased(),
  ...rulesOfFact('Attended').must,
  cohortBegun(),
  outcomeOpen(),
]

const ATTENDANCE_RULES: ReadonlyArray<FactRule<'Attended'>> = [...ATTENDED_RULES, enrolled()]

export const recordAttendance = command(RecordAttendance, (context, command, state) =>
  decideBy(ATTENDANCE_RULES, cohortClaim<'Attended'>(context, state, command.data), () => ({
    ...base(context, null),
    type: 'Attended',
    data: command.data,
    personal: null,
    ground: noted(context),
  })),
)
