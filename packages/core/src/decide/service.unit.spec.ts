import { code, day, fact, given, happened, OTHER_AGENCY, setting } from '@jejak/testing'
import { describe, it } from 'vitest'
import type { DataOf } from '../fact/Fact.js'
import type { Command } from './commands.js'
import { appointed, appointedData, decree, personal, promote, promoted, retired } from './samples.spec.js'

describe('appoint', () => {
  const command: Command = { type: 'Appoint', on: day('2010-03-01'), data: appointedData(), personal }
  it('opens a career', () =>
    given()
      .when(command)
      .thenEvents({
        type: 'Appointed',
        effectiveOn: day('2010-03-01'),
        personal,
        ground: { kind: 'noted', actor: setting().actor, basis: 'PP 11/2017' },
      }))
  it('happens once in an agency', () => given(appointed(1)).when(command).thenRejected('ALREADY_APPOINTED'))
  it('does not mind an appointment to another agency', () => {
    given(happened(1, '2010-03-01', fact('Appointed', appointedData(), personal), OTHER_AGENCY))
      .when(command)
      .thenEvents({ type: 'Appointed' })
  })
  it('comes after birth', () =>
    given()
      .when({ ...command, on: day('1985-04-12') })
      .thenRejected('BEFORE_BIRTH'))
  it('is not taken up again for an erased person, who stays erased', () =>
    given(appointed(1), happened(2, '2020-01-01', fact('PersonErased', {}, null)))
      .when(command)
      .thenRejected('ERASED', 'ALREADY_APPOINTED'))
})

describe('service', () => {
  it('begins with an appointment', () => given().when(promote('2024-04-01')).thenRejected('NOT_APPOINTED'))
  it('does not reach before it', () => given(appointed(1)).when(promote('2010-02-28')).thenRejected('BEFORE_APPOINTMENT'))
  it('includes its first day', () => given(appointed(1)).when(promote('2010-03-01')).thenEvents({ type: 'Promoted' }))
  it('ends on the day of the exit, that day excluded', () => {
    given(appointed(1), retired(2, '2024-04-01')).when(promote('2024-04-01')).thenRejected('AFTER_EXIT')
    given(appointed(1), retired(2, '2024-04-01')).when(promote('2024-03-31')).thenEvents({ type: 'Promoted' })
  })
  it('accumulates all that is wrong', () =>
    given(appointed(1, '2010-03-01', 'PPPK'), retired(2, '2024-01-01'), promoted(3, '2024-04-01', 'III/b'))
      .within({ reason: null, basis: '  ', onBehalfOf: null })
      .when(promote('2024-04-01'))
      .thenRejected(
        'AFTER_EXIT',
        'NOT_PERMANENT',
        'DUPLICATE_RANK',
        'RANK_UNCHANGED',
        'REASON_REQUIRED',
        'BASIS_REQUIRED',
        'PRINCIPAL_REQUIRED',
      ))
})

describe('rank, position, sanction, exit', () => {
  it('a rank is another than the one held, once a day, and of a PNS', () => {
    given(appointed(1), promoted(2, '2020-04-01', 'III/a'))
      .when(promote('2024-04-01'))
      .thenEvents({ type: 'Promoted', effectiveOn: day('2024-04-01') })
    given(appointed(1), promoted(2, '2020-04-01', 'III/b'))
      .when(promote('2024-04-01'))
      .thenRejected('RANK_UNCHANGED')
    given(appointed(1), promoted(2, '2024-04-01', 'III/a'))
      .when(promote('2024-04-01'))
      .thenRejected('DUPLICATE_RANK')
    given(appointed(1, '2010-03-01', 'PPPK'))
      .when(promote('2024-04-01'))
      .thenRejected('NOT_PERMANENT')
  })
  it('a rank recorded for a later day does not stand against an earlier one', () =>
    given(appointed(1), promoted(2, '2024-10-01', 'III/b'))
      .when(promote('2024-04-01'))
      .thenEvents({ type: 'Promoted' }))

  const held = {
    positionId: code('J-1'),
    positionName: 'Analis',
    level: 'ahli_pertama',
    unitId: code('U-1'),
    assignment: 'D',
    decree,
    family: 'lain',
  } as const
  const positioned = (n: number, on: string) => happened(n, on, fact('Positioned', held, null))
  it('a definitive position is another than the one held, and one row a day', () => {
    const move = (on: string, parts: Partial<DataOf<'Positioned'>> = {}): Command => ({
      type: 'Position',
      on: day(on),
      data: { ...held, ...parts },
    })
    given(appointed(1), positioned(2, '2020-01-01')).when(move('2024-01-01')).thenRejected('POSITION_UNCHANGED')
    given(appointed(1), positioned(2, '2020-01-01'))
      .when(move('2024-01-01', { level: 'ahli_muda' }))
      .thenEvents({ type: 'Positioned' })
    given(appointed(1), positioned(2, '2020-01-01'))
      .when(move('2024-01-01', { assignment: 'PLT' }))
      .thenEvents({ type: 'Positioned' })
    given(appointed(1), positioned(2, '2020-01-01'))
      .when(move('2020-01-01', { unitId: code('U-2') }))
      .thenRejected('DUPLICATE_POSITION')
  })

  const sanction = (severity: 'R' | 'S' | 'B', ends: string | null): Command => ({
    type: 'Sanction',
    on: day('2024-03-01'),
    data: { severity, decree, endsOn: ends === null ? null : day(ends) },
  })
  it('a medium or heavy sanction has an end, not before its start; one a decree', () => {
    given(appointed(1)).when(sanction('R', null)).thenEvents({ type: 'Sanctioned' })
    given(appointed(1)).when(sanction('S', null)).thenRejected('END_REQUIRED')
    given(appointed(1)).when(sanction('B', '2024-02-29')).thenRejected('ENDS_BEFORE_START')
    given(appointed(1), happened(2, '2023-01-01', fact('Sanctioned', { severity: 'R', decree, endsOn: null }, null)))
      .when(sanction('S', '2024-09-01'))
      .thenRejected('DUPLICATE_SANCTION')
  })

  it('service ends once; a death before the day of a pension recorded ahead is told', () => {
    const leave: Command = { type: 'Leave', on: day('2024-05-01'), data: { kind: 'meninggal', decree } }
    given(appointed(1))
      .when(leave)
      .thenEvents({ type: 'Left', effectiveOn: day('2024-05-01') })
    given(appointed(1), retired(2, '2024-05-01')).when(leave).thenRejected('ALREADY_LEFT')
    given(appointed(1), retired(2, '2024-06-01')).when(leave).thenEvents({ type: 'Left' })
    given()
      .when({ type: 'Retire', on: day('2024-05-01'), data: { kind: 'pensiun', decree } })
      .thenRejected('NOT_APPOINTED')
  })
})
