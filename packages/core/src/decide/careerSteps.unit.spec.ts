import { day, fact, given, happened } from '@jejak/testing'
import { describe, it } from 'vitest'
import type { Command } from './commands.js'
import { appointed, decree, retired } from './samples.spec.js'

const other = { number: 'SK-800-902', date: day('2024-01-05') }

describe('confirm', () => {
  const confirm = (on = '2025-03-01'): Command => ({ type: 'Confirm', on: day(on), data: { decree } })
  const candidate = appointed(1, '2024-03-01', 'CPNS')

  it('makes a candidate a PNS, by decision', () =>
    given(candidate)
      .when(confirm())
      .thenEvents({ type: 'Confirmed', effectiveOn: day('2025-03-01') }))
  it('happens once', () =>
    given(candidate, happened(2, '2025-03-01', fact('Confirmed', { decree }, null)))
      .when(confirm('2025-04-01'))
      .thenRejected('ALREADY_CONFIRMED'))
  it('needs its reason', () => given(candidate).within({ reason: null }).when(confirm()).thenRejected('REASON_REQUIRED'))
})

describe('transfer and return', () => {
  const data = { from: 'Kabupaten Contoh', decree }
  const left = happened(2, '2020-01-01', fact('Left', { kind: 'mutasi_keluar', decree }, null))
  const came = happened(3, '2024-04-01', fact('TransferredIn', data, null))

  it('bring a person into the agency', () =>
    given(appointed(1))
      .when({ type: 'TransferIn', on: day('2024-04-01'), data })
      .thenEvents({ type: 'TransferredIn' }))
  it('are one a day', () =>
    given(appointed(1), came)
      .when({ type: 'TransferIn', on: day('2024-04-01'), data })
      .thenRejected('DUPLICATE_TRANSFER'))
  it('a return is of someone who left', () => {
    given(appointed(1), left)
      .when({ type: 'Return', on: day('2024-04-01'), data })
      .thenEvents({ type: 'TransferredIn' })
    given(appointed(1))
      .when({ type: 'Return', on: day('2024-04-01'), data })
      .thenRejected('NOT_LEFT')
    given(appointed(1), left, came)
      .when({ type: 'Return', on: day('2024-05-01'), data })
      .thenRejected('NOT_LEFT')
  })
  it('after a return service goes on', () =>
    given(appointed(1), left, came)
      .when({ type: 'PassExam', on: day('2024-06-01'), data: { level: 'I', number: 'UD-1' } })
      .thenEvents({ type: 'ExamPassed' }))
})

describe('agreement, duty, education, exam, credit', () => {
  const employed = appointed(1, '2021-03-01', 'PPPK')
  const agreement = { decree, endsOn: day('2026-12-31') }

  it('an agreement is one of its first day', () => {
    const agree: Command = { type: 'Agree', on: day('2025-01-01'), data: agreement }
    given(employed)
      .when(agree)
      .thenEvents({ type: 'Agreement', effectiveOn: day('2025-01-01') })
    given(employed, happened(2, '2025-01-01', fact('Agreement', agreement, null)))
      .when(agree)
      .thenRejected('DUPLICATE_AGREEMENT')
  })

  it('a status of duty is one of its decree', () => {
    const data = { kind: 'cltn' as const, endsOn: null, decree }
    const change = (by: typeof decree): Command => ({ type: 'ChangeDuty', on: day('2025-01-01'), data: { ...data, decree: by } })
    const on = happened(2, '2024-01-01', fact('DutyStatus', data, null))
    given(appointed(1)).when(change(decree)).thenEvents({ type: 'DutyStatus' })
    given(appointed(1), on).when(change(decree)).thenRejected('DUPLICATE_DUTY')
    given(appointed(1), on).when(change(other)).thenEvents({ type: 'DutyStatus' })
  })

  it('an education is one of its level and day', () => {
    const data = { level: 'S2' as const, graduationYear: 2024, diploma: null }
    const attain: Command = { type: 'AttainEducation', on: day('2025-01-01'), data }
    given(appointed(1)).when(attain).thenEvents({ type: 'EducationAttained' })
    given(appointed(1), happened(2, '2025-01-01', fact('EducationAttained', data, null)))
      .when(attain)
      .thenRejected('DUPLICATE_EDUCATION')
  })

  it('an exam is one of its level and day', () => {
    const data = { level: 'I' as const, number: 'UD-1' }
    const pass: Command = { type: 'PassExam', on: day('2025-01-01'), data }
    given(appointed(1)).when(pass).thenEvents({ type: 'ExamPassed' })
    given(appointed(1), happened(2, '2025-01-01', fact('ExamPassed', data, null)))
      .when(pass)
      .thenRejected('DUPLICATE_EXAM')
  })

  it('credit is counted up to a day once', () => {
    const data = { thousandths: 50_000, number: 'PAK-1' }
    const decideCredit: Command = { type: 'DecideCredit', on: day('2025-01-01'), data }
    given(appointed(1))
      .when(decideCredit)
      .thenEvents({ type: 'CreditDecided', effectiveOn: day('2025-01-01') })
    given(appointed(1), happened(2, '2025-01-01', fact('CreditDecided', data, null)))
      .when(decideCredit)
      .thenRejected('DUPLICATE_CREDIT')
  })

  it('lie within the career', () => {
    const data = { level: 'I' as const, number: 'UD-1' }
    given(appointed(1))
      .when({ type: 'PassExam', on: day('2010-02-28'), data })
      .thenRejected('BEFORE_APPOINTMENT')
    given(appointed(1), retired(2, '2024-04-01'))
      .when({ type: 'PassExam', on: day('2024-04-01'), data })
      .thenRejected('AFTER_EXIT')
  })
})
