/** RecordAttendance, RecordAbsence: what came of an enrolment. Both are dated by the end of the cohort. */
import type { DataOf } from '../fact/Fact.js'
import { met, metUnless } from '../rules/Rule.js'
import type { Context, Decision, FactRule, State } from './Context.js'
import { cohortBegun, cohortClaim, cohortKnown, enrolled, outcomeOpen } from './cohort.js'
import { base, decideBy, noted } from './draft.js'
import { inService, rule } from './service.js'

export interface RecordAttendance {
  readonly type: 'RecordAttendance'
  readonly data: DataOf<'Attended'>
}

export interface RecordAbsence {
  readonly type: 'RecordAbsence'
  readonly data: DataOf<'Absent'>
}

export const ATTENDED_RULES: ReadonlyArray<FactRule<'Attended'>> = [
  ...inService<'Attended'>(),
  cohortKnown(),
  cohortBegun(),
  outcomeOpen(),
  rule('UNKNOWN_PROGRAM', ({ context, data }) => {
    const cohort = context.catalogue.cohorts.get(data.cohort)
    return metUnless(cohort !== undefined && !context.catalogue.programs.has(cohort.program))
  }),
  rule('HOURS_ABOVE_PROGRAM', ({ context, data }) => {
    const cohort = context.catalogue.cohorts.get(data.cohort)
    const program = cohort === undefined ? undefined : context.catalogue.programs.get(cohort.program)
    return program === undefined ? met() : metUnless(data.hours > program.hours)
  }),
]

export const ABSENT_RULES: ReadonlyArray<FactRule<'Absent'>> = [...inService<'Absent'>(), cohortKnown(), cohortBegun(), outcomeOpen()]

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
