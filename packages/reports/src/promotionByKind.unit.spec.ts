/** Promotion in rank by the second national policy: each rule, with the values of reports.md worked out by hand. */
import { describe, expect, it } from 'vitest'
import { appointed, appraised, excused, jsonFor, positioned, promoted, type Told } from './examples.spec.js'

const DECREE = { number: 'SK', date: '2010-01-01' }
const national = (policy: string): Told => ['PolicyAdopted', null, { policy, version: 'national-2', from: null, parameters: null }]
const reference = [national('rank-promotion'), national('credit-points')]
const good = [appraised(2024, 2, 2), appraised(2025, 2, 2)]
const answer = (facts: ReadonlyArray<Told>, period = '2026-01') =>
  jsonFor('promotion-eligibility', { period }, { people: { 1: facts }, reference })
const judged = (facts: ReadonlyArray<Told>, period = '2026-01') => {
  const { rows } = answer(facts, period)
  return Array.isArray(rows) ? rows[0] : undefined
}
const exam = (level: string, on: string): Told => ['ExamPassed', on, { level, number: 'UD' }]
const educated = (level: string, on: string): Told => ['EducationAttained', on, { level, graduationYear: 2020, diploma: null }]
const credit = (on: string, thousandths: number): Told => ['CreditDecided', on, { thousandths, number: 'PAK' }]
const confirmed = (on: string): Told => ['Confirmed', on, { decree: DECREE }]

describe('the kind of promotion', () => {
  it('follows the level on the day', () => {
    const of = (level: string) => judged([appointed('U1'), promoted('III/c', '2020-01-01'), positioned('U1', 'P', level, '2020-01-01')])
    expect(of('pelaksana')).toMatchObject({ kind: 'regular' })
    expect(of('pengawas')).toMatchObject({ kind: 'structural' })
    expect(of('jpt_pratama')).toMatchObject({ kind: 'structural' })
    expect(of('penyelia')).toMatchObject({ kind: 'functional' })
  })

  it('of those without a rank is known, and nothing else is', () =>
    expect(judged([appointed('U1'), ...good])).toMatchObject({
      grade: null,
      next: null,
      kind: 'regular',
      verdict: 'insufficientData',
      failed: [],
      unknown: ['NO_RANK'],
    }))
})

describe('managers', () => {
  const manager = (grade: string, since: string, level: string, from: string, more: Readonly<Record<string, unknown>> = {}) => [
    appointed('U1', more),
    promoted(grade, since),
    positioned('U1', 'P', level, from),
    ...good,
  ]

  it('are not held to the ceiling of their education', () =>
    expect(judged(manager('III/b', '2022-01-01', 'pengawas', '2020-01-01', { education: 'SLTA' }))).toMatchObject({ verdict: 'eligible' }))

  it('stop at the top of the range of their level', () => {
    expect(judged(manager('III/d', '2020-01-01', 'pengawas', '2020-01-01'))).toMatchObject({ failed: ['RANK_RANGE'] })
    expect(judged(manager('III/d', '2020-01-01', 'administrator', '2020-01-01'))).toMatchObject({ verdict: 'eligible', next: 'IV/a' })
  })

  it('below the range need one year in rank and one at the level, not four', () => {
    expect(judged(manager('III/c', '2025-01-01', 'administrator', '2025-01-01'))).toMatchObject({ verdict: 'eligible' })
    expect(judged(manager('III/c', '2025-01-02', 'administrator', '2025-01-01'))).toMatchObject({ failed: ['YEARS_IN_RANK'] })
    expect(judged(manager('III/c', '2025-01-01', 'administrator', '2025-01-02'))).toMatchObject({ failed: ['YEARS_IN_RANK'] })
    expect(judged(manager('III/d', '2022-01-02', 'administrator', '2020-01-01'))).toMatchObject({ failed: ['YEARS_IN_RANK'] })
  })
})

describe('functional officials', () => {
  const muda = (...more: ReadonlyArray<Told>) => [
    appointed('U1'),
    promoted('III/c', '2022-01-01'),
    positioned('U1', 'AM', 'ahli_muda', '2022-01-01'),
    ...more,
  ]

  it('at the top of the range of their level are not eligible', () =>
    expect(
      judged([appointed('U1'), promoted('III/d', '2020-01-01'), positioned('U1', 'AM', 'ahli_muda', '2020-01-01'), ...good]),
    ).toMatchObject({ failed: expect.arrayContaining(['RANK_RANGE']) }))

  it('have enough where decision and months since add up to the threshold, exactly', () => {
    // 100 points for III/d; 25 a year at B. 50 up to December 2023, then two years.
    expect(judged(muda(credit('2023-12-31', 50_000), ...good))).toMatchObject({ verdict: 'eligible' })
    expect(judged(muda(credit('2023-12-31', 49_999), ...good))).toMatchObject({ failed: ['CREDIT'] })
    // The month of a decision is in it.
    expect(judged(muda(credit('2024-01-01', 50_000), ...good))).toMatchObject({ failed: ['CREDIT'] })
  })

  it('are unknown while open months could still bring what is lacking, and known where they could not', () => {
    // 2022 and 2023 are open: at most 2 x 37.5, and 2 x 25 known.
    expect(judged(muda(...good))).toMatchObject({ verdict: 'insufficientData', unknown: ['CREDIT'] })
    // Only 2023 open of the last three years: 37.5 + 50 is below 100.
    expect(
      judged([appointed('U1'), promoted('III/c', '2022-01-01'), positioned('U1', 'AM', 'ahli_muda', '2023-01-01'), ...good]),
    ).toMatchObject({ failed: ['CREDIT'] })
  })

  it('gain nothing that is known before 2023, whatever the appraisal', () =>
    expect(judged(muda(appraised(2022, 1, 1), appraised(2023, 1, 1), ...good))).toMatchObject({ unknown: ['CREDIT'] }))
})

describe('regular promotion', () => {
  const clerk = (grade: string, education: string, ...more: ReadonlyArray<Told>) => [
    appointed('U1', { education }),
    promoted(grade, '2022-01-01'),
    ...good,
    ...more,
  ]

  it('stops at the ceiling of the education, of a diploma from its day on', () => {
    expect(judged(clerk('III/b', 'SLTA'))).toMatchObject({ failed: ['EDUCATION_CEILING'] })
    expect(judged(clerk('III/b', 'SLTA', educated('S1', '2026-01-01')))).toMatchObject({ verdict: 'eligible' })
    expect(judged(clerk('III/b', 'SLTA', educated('S1', '2026-01-02')))).toMatchObject({ failed: ['EDUCATION_CEILING'] })
  })

  it('into golongan III or IV asks for the exam, unless the education stands for it', () => {
    expect(judged(clerk('II/d', 'SLTA'))).toMatchObject({ verdict: 'insufficientData', unknown: ['SERVICE_EXAM'] })
    expect(judged(clerk('II/d', 'SLTA', exam('I', '2026-01-01')))).toMatchObject({ verdict: 'eligible' })
    expect(judged(clerk('II/d', 'SLTA', exam('II', '2025-01-01')))).toMatchObject({ unknown: ['SERVICE_EXAM'] })
    expect(judged(clerk('II/d', 'S1'))).toMatchObject({ verdict: 'eligible' })
    expect(judged(clerk('III/d', 'S2'))).toMatchObject({ verdict: 'eligible' })
  })

  it('is not of those excused, nor does what is missing matter then', () => {
    expect(judged(clerk('III/a', 'S1', excused('2025-06-01')))).toMatchObject({ verdict: 'notEligible', failed: ['NOT_IN_DUTY'] })
    expect(judged(clerk('III/a', 'S1', excused('2025-06-01', '2026-01-01')))).toMatchObject({ verdict: 'eligible' })
    expect(judged([appointed('U1'), promoted('III/a', '2024-01-01'), appraised(2025, 2, 2)])).toMatchObject({
      verdict: 'notEligible',
      failed: ['YEARS_IN_RANK'],
      unknown: ['APPRAISAL'],
    })
  })
})

describe('candidates', () => {
  const candidate = (on: string, ...more: ReadonlyArray<Told>) => [
    appointed('U1', { status: 'CPNS' }, on),
    promoted('III/a', on),
    ...good,
    ...more,
  ]

  it('are not promoted; after two years without a word of their appointment nobody knows', () => {
    expect(judged(candidate('2024-01-02'))).toMatchObject({ failed: expect.arrayContaining(['NOT_PERMANENT']) })
    expect(judged(candidate('2024-01-01'))).toMatchObject({ unknown: ['NOT_PERMANENT'] })
    expect(judged(candidate('2021-01-01', confirmed('2022-01-01')))).toMatchObject({ verdict: 'eligible' })
    expect(judged(candidate('2021-01-01', confirmed('2026-02-01')))).toMatchObject({ failed: ['NOT_PERMANENT'] })
  })

  it('who were PPPK before are candidates from the later day', () =>
    expect(judged([appointed('U1', { status: 'PPPK' }, '2022-01-01'), ...candidate('2025-03-01')])).toMatchObject({
      failed: expect.arrayContaining(['NOT_PERMANENT']),
    }))
})

describe('periods', () => {
  it('are open by the rule of their time', () => {
    const open = (period: string) => answer([], period)['periodOpen']
    expect(['2023-10', '2024-01', '2024-02', '2024-03', '2025-08', '2025-09', '2025-10', '2025-11'].map(open)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      true,
    ])
  })
})
