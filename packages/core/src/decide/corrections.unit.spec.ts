import { code, day, eventId, fact, given, happened, OTHER_AGENCY, person, setting } from '@jejak/testing'
import { describe, it } from 'vitest'
import type { DataOf, WholeFact } from '../fact/Fact.js'
import type { Command } from './commands.js'
import { appointed, attended, decree, inTraining, program, promoted } from './samples.spec.js'

describe('correct and annul', () => {
  const about = (n: number, saw = n) => ({ root: eventId(n), saw: eventId(saw) })
  const grade = (text: DataOf<'Promoted'>['grade']): WholeFact => fact('Promoted', { grade: text, kind: 'reguler', decree }, null)
  const correct = (n: number, whole: WholeFact, on: string | null, saw = n): Command => ({
    type: 'Correct',
    ...about(n, saw),
    on: on === null ? null : day(on),
    fact: whole,
  })
  const base = {
    agency: setting().agency,
    effectiveOn: null,
    reason: null,
    source: null,
    correlationId: eventId(1),
    causationId: eventId(1),
  }
  const ground = { kind: 'imported', actor: setting().actor } as const
  const annulled = (n: number, root: number, saw: number) => ({
    ...base,
    id: eventId(n),
    ground,
    type: 'Annulled' as const,
    ...about(root, saw),
  })
  const corrected = (n: number, root: number, saw: number, whole: WholeFact) => ({
    ...base,
    id: eventId(n),
    ground,
    type: 'Corrected' as const,
    ...about(root, saw),
    effectiveOn: day('2020-04-01'),
    fact: whole,
  })
  const past = [appointed(1), promoted(2, '2020-04-01', 'III/a')] as const

  it('puts a whole fact in the place of another', () =>
    given(...past)
      .when(correct(2, grade('III/b'), '2020-04-01'))
      .thenEvents({ type: 'Corrected', ...about(2), effectiveOn: day('2020-04-01'), fact: grade('III/b') }))
  it('changes something', () =>
    given(...past)
      .when(correct(2, grade('III/a'), '2020-04-01'))
      .thenRejected('NOTHING_CHANGED'))
  it('names a root, not another correction, of this agency', () => {
    given(...past)
      .when(correct(9, grade('III/b'), '2020-04-01'))
      .thenRejected('ROOT_UNKNOWN')
    given(...past, corrected(3, 2, 2, grade('III/c')))
      .when({ type: 'Annul', ...about(3) })
      .thenRejected('ROOT_UNKNOWN')
    given(...past)
      .within({ agency: OTHER_AGENCY })
      .when({ type: 'Annul', ...about(2) })
      .thenRejected('OTHER_AGENCY')
  })
  it('saw what holds', () => {
    const now = [...past, corrected(3, 2, 2, grade('III/c'))] as const
    given(...now)
      .when(correct(2, grade('III/b'), '2020-04-01'))
      .thenRejected('NOT_WHAT_HOLDS')
    given(...now)
      .when(correct(2, grade('III/b'), '2020-04-01', 3))
      .thenEvents({ type: 'Corrected', ...about(2, 3) })
    given(...now)
      .when({ type: 'Annul', ...about(2) })
      .thenRejected('NOT_WHAT_HOLDS')
  })
  it('judges the new fact like any, in a history without the one it replaces', () => {
    given(...past)
      .when(correct(2, grade('III/b'), '2010-02-28'))
      .thenRejected('BEFORE_APPOINTMENT')
    given(...past)
      .when(correct(2, grade('III/b'), null))
      .thenRejected('DATE_REQUIRED')
    given(...past, promoted(3, '2024-04-01', 'III/b'))
      .when(correct(3, grade('III/b'), '2024-05-01'))
      .thenEvents({ type: 'Corrected' })
    given(...past, promoted(3, '2024-04-01', 'III/b'))
      .when(correct(3, grade('III/a'), '2024-04-01'))
      .thenRejected('RANK_UNCHANGED')
    given(...past)
      .when(correct(2, program().type === 'ProgramOffered' ? fact('SeatTaken', { career: person(2) }, null) : grade('I/a'), '2020-04-01'))
      .thenRejected('WRONG_STREAM')
    given(...past)
      .when(correct(2, fact('PersonErased', {}, null), '2020-04-01'))
      .thenRejected('WRONG_STREAM')
  })
  it('mends imported attendance, which has no enrolment', () => {
    const mended = fact('Attended', { cohort: code('A-1'), hours: 12, preScore: null, postScore: null, certificate: null }, null)
    inTraining(appointed(1), attended(2))
      .when(correct(2, mended, null))
      .thenEvents({ type: 'Corrected', effectiveOn: null })
    inTraining(appointed(1), attended(2))
      .when(correct(2, { ...mended, data: { ...mended.data, hours: 21 } }, null))
      .thenRejected('HOURS_ABOVE_PROGRAM')
  })
  it('annuls once, and a correction brings the fact back', () => {
    given(...past)
      .when({ type: 'Annul', ...about(2) })
      .thenEvents({ type: 'Annulled', ...about(2) })
    const gone = [...past, annulled(3, 2, 2)] as const
    given(...gone)
      .when({ type: 'Annul', ...about(2, 3) })
      .thenRejected('ALREADY_ANNULLED')
    given(...gone)
      .when(correct(2, grade('III/a'), '2020-04-01', 3))
      .thenEvents({ type: 'Corrected' })
  })
  it('are decisions: they need reason, basis and principal', () =>
    given(...past)
      .within({ reason: '', basis: null, onBehalfOf: null })
      .when({ type: 'Annul', ...about(2) })
      .thenRejected('REASON_REQUIRED', 'BASIS_REQUIRED', 'PRINCIPAL_REQUIRED'))
  it('are refused for an erased person, each code once', () =>
    given(...past, happened(3, '2024-01-01', fact('PersonErased', {}, null)))
      .when(correct(2, grade('III/b'), '2020-04-01'))
      .thenRejected('ERASED'))
})
