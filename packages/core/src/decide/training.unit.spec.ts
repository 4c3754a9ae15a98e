import { code, day, eventId, fact, given, happened, person } from '@jejak/testing'
import { describe, it } from 'vitest'
import type { EventDraft } from '../event/Envelope.js'
import type { Command } from './commands.js'
import { appointed, attended, cohortFact, enrolled, inTraining, retired, stream, withdrew } from './samples.spec.js'

describe('seats', () => {
  const cohortStream = stream('cohort-0000000000000000000000000000000a')
  const take = (n: number, on = '2024-04-01'): Command => ({ type: 'TakeSeat', on: day(on), career: person(n) })
  const free = (n: number): Command => ({ type: 'FreeSeat', on: day('2024-04-02'), career: person(n) })
  const taken = (n: number, who: number) => happened(n, '2024-04-01', fact('SeatTaken', { career: person(who) }, null))
  const freed = (n: number, who: number) => happened(n, '2024-04-01', fact('SeatFreed', { career: person(who) }, null))
  const opened = happened(1, null, cohortFact('A-1'))
  const cohort = (...drafts: ReadonlyArray<EventDraft>) => given(...drafts).within({ stream: cohortStream })

  it('are taken up to the quota', () => {
    cohort(opened, taken(2, 1))
      .when(take(2))
      .thenEvents({ type: 'SeatTaken', data: { career: person(2) } })
    cohort(opened, taken(2, 1), taken(3, 2)).when(take(3)).thenRejected('NO_SEAT_LEFT')
  })
  it('have no bound where the cohort has no quota', () =>
    cohort(happened(1, null, cohortFact('A-1', 'P-1', null)), taken(2, 1), taken(3, 2))
      .when(take(3))
      .thenEvents({ type: 'SeatTaken' }))
  it('are one a person, and may be taken again once freed', () => {
    cohort(opened, taken(2, 1)).when(take(1)).thenRejected('ALREADY_SEATED')
    cohort(opened, taken(2, 1), freed(3, 1)).when(take(1)).thenEvents({ type: 'SeatTaken' })
  })
  it('come free for others', () => cohort(opened, taken(2, 1), taken(3, 2), freed(4, 1)).when(take(3)).thenEvents({ type: 'SeatTaken' }))
  it('are freed once', () => {
    cohort(opened, taken(2, 1)).when(free(1)).thenEvents({ type: 'SeatFreed' })
    cohort(opened, taken(2, 1), freed(3, 1)).when(free(1)).thenRejected('NOT_SEATED')
    cohort(opened).when(free(1)).thenRejected('NOT_SEATED')
  })
  it('need a cohort that is there and not over', () => {
    cohort().when(take(1)).thenRejected('UNKNOWN_COHORT')
    cohort(opened).when(take(1, '2024-05-10')).thenEvents({ type: 'SeatTaken' })
    cohort(opened).when(take(1, '2024-05-11')).thenRejected('COHORT_OVER')
  })
})

describe('enrol and withdraw', () => {
  const enrol = (cohort = 'A-1', on = '2024-04-01'): Command => ({ type: 'Enrol', on: day(on), cohort: code(cohort), seat: eventId(77) })
  const withdraw: Command = { type: 'Withdraw', data: { cohort: code('A-1'), reason: 'waktu' } }

  it('enrolment names the seat as its cause', () =>
    inTraining(appointed(1))
      .when(enrol())
      .thenEvents({ type: 'Enrolled', causationId: eventId(77) }))
  it('is for a cohort that is known and not over', () => {
    inTraining(appointed(1)).when(enrol('A-9')).thenRejected('UNKNOWN_COHORT')
    inTraining(appointed(1)).when(enrol('A-1', '2024-05-11')).thenRejected('COHORT_OVER')
  })
  it('happens once, and again after a withdrawal', () => {
    inTraining(appointed(1), enrolled(2)).when(enrol()).thenRejected('ALREADY_ENROLLED')
    inTraining(appointed(1), enrolled(2), withdrew(3)).when(enrol()).thenEvents({ type: 'Enrolled' })
    inTraining(appointed(1), enrolled(2), withdrew(3), enrolled(4)).when(enrol()).thenRejected('ALREADY_ENROLLED')
  })
  it('does not follow what came of the cohort', () => inTraining(appointed(1), attended(2)).when(enrol()).thenRejected('OUTCOME_RECORDED'))
  it('one who is not enrolled cannot withdraw', () => {
    inTraining(appointed(1)).when(withdraw).thenRejected('NOT_ENROLLED')
    inTraining(appointed(1), enrolled(2)).when(withdraw).thenEvents({ type: 'Withdrew', effectiveOn: null })
    inTraining(appointed(1), enrolled(2), withdrew(3)).when(withdraw).thenRejected('NOT_ENROLLED', 'OUTCOME_RECORDED')
    inTraining(appointed(1), enrolled(2), attended(3)).when(withdraw).thenRejected('OUTCOME_RECORDED')
  })
})

describe('attendance and rating', () => {
  const attend = (hours: number, cohort = 'A-1'): Command => ({
    type: 'RecordAttendance',
    data: { cohort: code(cohort), hours, preScore: null, postScore: null, certificate: null },
  })
  const absent: Command = { type: 'RecordAbsence', data: { cohort: code('A-1'), reason: 'sakit' } }
  const rate = (cohort = 'A-1'): Command => ({
    type: 'Rate',
    data: { cohort: code(cohort), material: 4, method: 5, instructor: 3, facilities: 4, relevance: 5 },
    personal: { comment: null },
  })

  it('is of the enrolled, within the hours of the program', () => {
    inTraining(appointed(1), enrolled(2)).when(attend(20)).thenEvents({ type: 'Attended', effectiveOn: null })
    inTraining(appointed(1), enrolled(2)).when(attend(21)).thenRejected('HOURS_ABOVE_PROGRAM')
    inTraining(appointed(1)).when(attend(20)).thenRejected('NOT_ENROLLED')
  })
  it('is told once, as one or the other', () => {
    inTraining(appointed(1), enrolled(2), attended(3)).when(attend(5)).thenRejected('OUTCOME_RECORDED')
    inTraining(appointed(1), enrolled(2), attended(3)).when(absent).thenRejected('OUTCOME_RECORDED')
    inTraining(appointed(1), enrolled(2)).when(absent).thenEvents({ type: 'Absent' })
  })
  it('is not told before the cohort begins', () =>
    inTraining(appointed(1), enrolled(2, 'A-3')).when(attend(5, 'A-3')).thenRejected('NOT_YET'))
  it('needs the program of the cohort', () =>
    inTraining(appointed(1), enrolled(2, 'A-2')).when(attend(5, 'A-2')).thenRejected('UNKNOWN_PROGRAM'))
  it('is judged by service on the day the cohort ends', () => {
    inTraining(appointed(1), enrolled(2), retired(3, '2024-05-10')).when(attend(5)).thenRejected('AFTER_EXIT')
    inTraining(appointed(1), enrolled(2), retired(3, '2024-05-11')).when(attend(5)).thenEvents({ type: 'Attended' })
  })
  it('who attended may rate, once', () => {
    const rated = happened(
      4,
      null,
      fact('Rated', { cohort: code('A-1'), material: 1, method: 1, instructor: 1, facilities: 1, relevance: 1 }, { comment: null }),
    )
    inTraining(appointed(1), attended(2)).when(rate()).thenEvents({ type: 'Rated' })
    inTraining(appointed(1), enrolled(2)).when(rate()).thenRejected('NOT_ATTENDED')
    inTraining(appointed(1), attended(2), rated).when(rate()).thenRejected('ALREADY_RATED')
  })
})
