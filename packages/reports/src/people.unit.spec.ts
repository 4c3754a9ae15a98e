/** Reports that judge people: index, grid, promotion and bench. */
import { IP_ASN, ipAsnClass, NATIONAL } from '@jejak/core'
import { describe, expect, it } from 'vitest'
import {
  appointed,
  appraised,
  assessed,
  attended,
  cohort,
  day,
  jsonFor,
  nominated,
  numberNo,
  positioned,
  post,
  program,
  promoted,
  sanctioned,
  type Told,
} from './examples.spec.js'
import { maximumMatching } from './shared/matching.js'

const asOf = day('2025-12-31')

describe('professionalism-index', () => {
  it('has a class for every number; a bound belongs to the class below it', () => {
    // In half points: 60, 60.5, 70, 80, 90 and 90.5.
    expect([120, 121, 140, 160, 180, 181].map((points) => ipAsnClass(points, IP_ASN.versions[NATIONAL]))).toEqual([0, 1, 1, 2, 3, 4])
  })

  const reference = [
    program('T'),
    program('S', 'seminar'),
    program('L', 'kepemimpinan', 'IV'),
    cohort('T', 'T1', '2025-05-03'),
    cohort('S', 'S1', '2024-05-01'),
    cohort('S', 'S0', '2023-12-31'),
    cohort('L', 'L1', '2018-02-01'),
  ]
  const mean = (facts: ReadonlyArray<Told>) =>
    jsonFor('professionalism-index', { year: 2025 }, { people: { 1: facts }, reference })['totals']

  it('gives every part its points, whatever was rated', () => {
    // 15 + 22.5 + 0 + 5: a sum on a half point is in a class like any other.
    expect(mean([appointed('U1'), attended('T1', 20)])).toMatchObject({ mean: 42.5, veryLow: 1 })
    expect(mean([appointed('U1'), attended('T1', 19)])).toMatchObject({ mean: 20 })
    expect(mean([appointed('U1'), attended('S1', 4)])).toMatchObject({ mean: 37.5 })
    expect(mean([appointed('U1'), attended('S0', 4)])).toMatchObject({ mean: 20 })
    expect(mean([appointed('U1'), appraised(2025, 2, 2)])).toMatchObject({ mean: 45 })
    expect(mean([appointed('U1'), appraised(2025, 3, 3)])).toMatchObject({ mean: 21 })
  })

  it('knows leadership courses by kind and track, not by name, and only for the level they are for', () => {
    const at = (level: string) => mean([appointed('U1'), positioned('U1', 'X', level, '2020-01-01'), attended('L1', 80)])
    expect(at('pengawas')).toMatchObject({ mean: 35 })
    expect(at('administrator')).toMatchObject({ mean: 20 })
    expect(at('ahli_pertama')).toMatchObject({ mean: 20 })
  })

  it('takes the worst sanction that began in the five years', () => {
    expect(mean([appointed('U1'), sanctioned('B', '2020-12-31', '2021-12-31')])).toMatchObject({ mean: 20 })
    expect(mean([appointed('U1'), sanctioned('B', '2021-01-01', '2021-12-31'), sanctioned('R', '2025-01-01', null)])).toMatchObject({
      mean: 16,
    })
  })
})

describe('talent-grid', () => {
  it('agrees with itself on bounds: 60 and 80 belong to the class above, 79.9 to none but medium', () => {
    const people = {
      1: [
        appointed('U1'),
        appraised(2024, 1, 1),
        assessed('POTENSI', '2023-01-01', { score: 80 }),
        sanctioned('S', '2023-12-31', '2024-12-31'),
      ],
      2: [
        appointed('U1'),
        appraised(2024, 2, 2),
        assessed('POTENSI', '2025-12-31', { score: 60 }),
        sanctioned('S', '2024-01-01', '2024-12-31'),
      ],
      3: [appointed('U1'), appraised(2024, 2, 3), assessed('POTENSI', '2024-01-01', { score: 79.9 })],
      4: [appointed('U1'), appraised(2024, 2, 2), assessed('POTENSI', '2022-12-31', { score: 90 })],
      5: [appointed('U1')],
      6: [appointed('U1'), assessed('POTENSI', '2024-01-01', { score: 60.4 })],
      7: [appointed('U1', { status: 'PPPK' })],
      8: [
        appointed('U1'),
        appraised(2024, 1, 1),
        assessed('POTENSI', '2024-01-01', { score: 80 }),
        sanctioned('S', '2024-01-01', '2024-06-01'),
      ],
    }
    expect(jsonFor('talent-grid', { asOf }, { people })).toMatchObject({
      base: { people: 7, placed: 4 },
      boxes: { 1: 0, 2: 0, 3: 1, 4: 0, 5: 1, 6: 0, 7: 0, 8: 0, 9: 2 },
      unplaced: { noAppraisal: 1, noAssessment: 1, both: 1 },
      pool: 1,
    })
  })
})

describe('promotion-eligibility', () => {
  const good = [appraised(2022, 2, 2), appraised(2023, 2, 2), appraised(2024, 2, 2), appraised(2025, 2, 2)]
  const verdict = (facts: ReadonlyArray<Told>, period = '2026-01') => {
    const rows = jsonFor('promotion-eligibility', { period }, { people: { 1: facts } })['rows']
    return Array.isArray(rows) ? rows[0] : undefined
  }

  it('wants four years in rank to the day, and both appraisals', () => {
    expect(verdict([appointed('U1'), promoted('III/a', '2022-01-01'), ...good])).toMatchObject({
      verdict: 'eligible',
      next: 'III/b',
      kind: 'regular',
    })
    expect(verdict([appointed('U1'), promoted('III/a', '2022-01-02'), ...good])).toMatchObject({ failed: ['YEARS_IN_RANK'] })
    expect(verdict([appointed('U1'), promoted('III/a', '2022-01-01'), appraised(2025, 2, 2)])).toMatchObject({
      verdict: 'insufficientData',
      failed: [],
      unknown: ['APPRAISAL'],
    })
    expect(verdict([appointed('U1'), ...good])).toMatchObject({
      verdict: 'insufficientData',
      failed: [],
      unknown: ['NO_RANK'],
      grade: null,
      next: null,
    })
  })

  it('lists every rule that fails, in their order', () => {
    const facts = [
      appointed('U1', { education: 'SLTA' }),
      promoted('III/b', '2023-01-01'),
      appraised(2024, 3, 2),
      appraised(2025, 2, 2),
      sanctioned('S', '2025-06-01', '2026-06-01'),
    ]
    expect(verdict(facts)).toMatchObject({ failed: ['YEARS_IN_RANK', 'APPRAISAL', 'DISCIPLINE', 'EDUCATION_CEILING'] })
  })

  it('does not hold a sanction that ended on the day, nor a light one, against anyone', () => {
    const facts = [appointed('U1'), promoted('III/a', '2022-01-01'), ...good]
    expect(verdict([...facts, sanctioned('S', '2025-01-01', '2026-01-01'), sanctioned('R', '2025-12-01', null)])).toMatchObject({
      failed: [],
    })
  })

  it('counts credit by month, from whole months in rank and level only; exactly the threshold is enough', () => {
    const muda = (on: string) => [appointed('U1'), promoted('III/c', '2020-01-01'), positioned('U1', 'AM', 'ahli_muda', on)]
    expect(verdict([...muda('2022-01-01'), ...good])).toMatchObject({ kind: 'functional', failed: [] })
    expect(verdict([...muda('2022-01-02'), ...good])).toMatchObject({ failed: ['CREDIT'] })
    // Another post of the same level does not break it; one of another level does.
    expect(verdict([...muda('2021-06-01'), positioned('U2', 'AM2', 'ahli_muda', '2024-01-01'), ...good])).toMatchObject({ failed: [] })
    expect(
      verdict([
        ...muda('2021-06-01'),
        positioned('U1', 'K', 'pengawas', '2023-01-01'),
        positioned('U1', 'AM', 'ahli_muda', '2024-01-01'),
        ...good,
      ]),
    ).toMatchObject({
      failed: ['CREDIT'],
    })
  })

  it('leaves out PPPK and those with no grade above theirs', () => {
    expect(verdict([appointed('U1'), promoted('IV/e', '2015-01-01'), ...good])).toBeUndefined()
    expect(verdict([appointed('U1', { status: 'PPPK' }), ...good])).toBeUndefined()
  })
})

describe('succession-bench', () => {
  const reference = [post('U1', 'P1'), post('U1', 'P2'), post('U1', 'P3'), post('U1', 'P4', 'pengawas', false)]

  it('weighs a successor by the posts he is named for; the incumbent is none of them', () => {
    const people = {
      1: [
        appointed('U1'),
        positioned('U1', 'P2', 'administrator', '2020-01-01', { assignment: 'PLT' }),
        nominated('U1', 'P1', '2025-01-01'),
        nominated('U1', 'P2', '2025-01-01'),
        nominated('U1', 'P3', '2026-01-01'),
      ],
      2: [appointed('U1'), nominated('U1', 'P1', '2025-12-31', '1_2_tahun'), nominated('U1', 'P3', '2025-01-01', 'siap_kini', 'diusulkan')],
      3: [appointed('U1'), positioned('U1', 'P1', 'administrator', '2020-01-01'), nominated('U1', 'P1', '2025-01-01')],
      4: [appointed('U1'), nominated('U1', 'P1', '2025-01-01'), sanctioned('B', '2025-06-01', '2026-06-01')],
    }
    expect(jsonFor('succession-bench', { asOf }, { people, reference, birthDates: { 3: '1968-03-15' } })).toMatchObject({
      rows: [
        {
          positionId: 'P1',
          incumbent: numberNo(3),
          vacantFrom: '2026-04-01',
          successors: [
            { nip: numberNo(1), readiness: 'siap_kini' },
            { nip: numberNo(2), readiness: '1_2_tahun' },
          ],
          weighted: 1.5,
        },
        { positionId: 'P2', incumbent: null, vacantFrom: '2025-12-31', weighted: 0.5 },
        { positionId: 'P3', incumbent: null, successors: [], weighted: 0 },
      ],
      totals: { positions: 3, coverage: 0.6667, readyCoverage: 0.6667, assignableCoverage: 0.3333, uniqueRatio: 0.6667 },
    })
  })

  it('of two holders takes the later TMT, then the smaller number; the other may follow', () => {
    const hold = positioned('U1', 'P1', 'administrator', '2020-01-01')
    const people = { 2: [appointed('U1'), hold, nominated('U1', 'P1', '2025-01-01')], 1: [appointed('U1'), hold] }
    expect(jsonFor('succession-bench', { asOf, unit: 'U1' }, { people, reference: [post('U1', 'P1')] })['rows']).toMatchObject([
      { incumbent: numberNo(1), successors: [{ nip: numberNo(2) }] },
    ])
  })

  it('finds a matching where a greedy choice would not', () => {
    expect(maximumMatching([['a', 'b'], ['a']])).toBe(2)
    expect(maximumMatching([['a'], ['a'], ['b']])).toBe(2)
    expect(maximumMatching([['a', 'b'], ['a', 'c'], ['a'], []])).toBe(3)
    expect(maximumMatching([])).toBe(0)
  })
})
