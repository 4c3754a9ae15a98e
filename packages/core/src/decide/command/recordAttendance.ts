/** RecordAttendance, RecordAbsence: what came of an enrolment. Both are dated by the end of the cohort. */
import type { DataOf } from '../fact/Fact.js'
import { RULES_OF_FACTS } from '../rules/service/rulesOfFacts.js'
import type { Context, Decision, FactRule, State } from './Context.js'
import { cohortBegun, cohortClaim, enrolled, outcomeOpen } from './cohort.js'
import { base, decideBy, noted } from './draft.js'
import { notErased } from './service.js'

export interface RecordAttendance {
  readonly type: 'RecordAttendance'
  readonly data: DataOf<'Attended'>
}

export interface RecordAbsence {
  readonly type: 'RecordAbsence'
  readonly data: DataOf<'Absent'>
}

export const ATTENDED_RULES: ReadonlyArray<FactRule<'Attended'>> = [
  notErased(),
  ...RULES_OF_FACTS.Attended.must,
  cohortBegun(),
  outcomeOpen(),
]

export const ABSENT_RULES: ReadonlyArray<FactRule<'Absent'>> = [notErased(), ...RULES_OF_FACTS.Absent.must, cohortBegun(), outcomeOpen()]

const ATTENDANCE_RULES: ReadonlyArray<FactRule<'Attended'>> = [...ATTENDED_RULES, enrolled()]

export const recordAttendance = (context: Context, command: RecordAttendance, state: State): Decision =>
  decideBy(ATTENDANCE_RULES, cohortClaim<'Attended'>(context, state, command.data), () => ({
    ...base(context, null),
    type: 'Attended',
    data: command.data,
    personal: null,
    ground: noted(context),
  }))

const ABSENCE_RULES: ReadonlyArray<FactRule<'Absent'>> = [...ABSENT_RULES, enrolled()]

export const recordAbsence = (context: Context, command: RecordAbsence, state: State): Decision =>
  decideBy(ABSENCE_RULES, cohortClaim<'Absent'>(context, state, command.data), () => ({
    ...base(context, null),
    type: 'Absent',
    data: command.data,
    personal: null,
    ground: noted(context),
  }))
