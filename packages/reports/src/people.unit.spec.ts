/** Reports that judge people: index, grid, promotion, bench, gap, training and performance, and what citizens see. */
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
  rated,
  sanctioned,
  type Told,
} from './examples.spec.js'
import { classOf } from './policy/ipAsn.js'
import { maximumMatching } from './shared/matching.js'
import { medianOf } from './shared/median.js'
import { mantelHaenszel, newcombe, wilson } from './shared/riskDifference.js'
import { hiddenRows } from './shared/suppress.js'

const asOf = day('2025-12-31')

describe('professionalism-index', () => {
  it('has a class for every number; a bound belongs to the class below it', () => {
    // In half points: 60, 60.5, 70, 80, 90 and 90.5.
    expect([120, 121, 140, 160, 180, 181].map(classOf)).toEqual([0, 1, 1, 2, 3, 4])
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
      failed: ['NO_APPRAISAL'],
    })
    expect(verdict([appointed('U1'), ...good])).toMatchObject({ verdict: 'insufficientData', failed: ['NO_RANK'], grade: null, next: null })
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

describe('training-performance', () => {
  it('counts who is missing, and says nothing of an empty group', () => {
    const reference = [program('T'), cohort('T', 'A', '2024-05-03')]
    const both = [appraised(2024, 2, 2), appraised(2025, 1, 1)]
    const people = {
      1: [appointed('U1'), attended('A', 20), ...both],
      2: [appointed('U1'), attended('A', 19), appraised(2024, 2, 2), appraised(2025, 2, 2)],
      3: [appointed('U1'), appraised(2025, 2, 2)],
    }
    expect(jsonFor('training-performance', { year: 2025 }, { people, reference })).toMatchObject({
      exposed: { n: 1, outcome: 1 },
      unexposed: { n: 1, outcome: 0 },
      missing: 1,
      riskDifference: 1,
      ci95: [-0.1221, 1],
      stratified: 1,
      conclusive: false,
    })
    expect(jsonFor('training-performance', { year: 2025 }, { people: { 1: people[1] }, reference })).toMatchObject({
      unexposed: { n: 0, outcome: 0 },
      riskDifference: null,
      ci95: null,
      stratified: null,
      conclusive: null,
    })
  })

  it('has intervals as published (Newcombe 1998: 56/70 against 48/80 gives 0.0524 to 0.3339)', () => {
    const [low, high] = newcombe({ n: 70, outcome: 56 }, { n: 80, outcome: 48 })
    expect([low, high].map((x) => Number(x.toFixed(4)))).toEqual([0.0524, 0.3339])
    expect(wilson({ n: 10, outcome: 0 })[0]).toBe(0)
    expect(wilson({ n: 10, outcome: 10 })[1]).toBe(1)
  })

  it('is the plain difference in one stratum, and null where no stratum has both groups', () => {
    expect(
      mantelHaenszel([
        [
          { n: 4, outcome: 3 },
          { n: 8, outcome: 2 },
        ],
      ]),
    ).toBe(0.5)
    expect(
      mantelHaenszel([
        [
          { n: 4, outcome: 3 },
          { n: 0, outcome: 0 },
        ],
      ]),
    ).toBeNull()
  })
})

describe('competence-gap', () => {
  it('takes the latest assessment of three years against the level of the position', () => {
    const people = {
      1: [
        appointed('U1'),
        positioned('U1', 'X', 'pengawas', '2020-01-01'),
        assessed('Integrity', '2023-01-01', { level: 1 }),
        assessed('Integrity', '2024-01-01', { level: 3 }),
      ],
      2: [
        appointed('U1'),
        positioned('U1', 'Y', 'administrator', '2020-01-01'),
        assessed('Integrity', '2025-12-31', { level: 2 }),
        assessed('Cooperation', '2022-12-31', { level: 1 }),
      ],
    }
    expect(jsonFor('competence-gap', { asOf }, { people })['rows']).toEqual([
      { competence: 'Integrity', assessed: 2, below: 1, meanGap: 0 },
    ])
  })
})

describe('leader-support', () => {
  it('has the median of all requests; of an even number the mean of the middle two', () => {
    expect(
      medianOf(
        new Map([
          [1, 2],
          [4, 1],
          [9, 1],
        ]),
      ),
    ).toBe(2.5)
    expect(
      medianOf(
        new Map([
          [3, 1],
          [0, 2],
        ]),
      ),
    ).toBe(0)
    expect(medianOf(new Map())).toBeNull()
    const asked = (on: string, answeredOn: string, reason: string | null): Told => [
      'StudyTimeAnswered',
      on,
      { cohort: 'A', answeredOn, approved: reason === null, reason },
    ]
    const people = { 1: [appointed('U1'), asked('2025-01-01', '2025-01-02', null), asked('2025-02-01', '2025-02-05', 'anggaran')] }
    expect(jsonFor('leader-support', { year: 2025 }, { people })['rows']).toMatchObject([
      { unitId: 'U1', requested: 2, approved: 1, rejected: 1, reasons: { anggaran: 1, waktu: 0 }, medianDays: 2.5 },
    ])
  })
})

describe('curriculum-effect', () => {
  it('compares the cohorts that led to a version with those held under it', () => {
    const reference: ReadonlyArray<Told> = [
      program('T'),
      cohort('T', 'A', '2024-05-03', '1'),
      cohort('T', 'B', '2025-05-03', '2'),
      ['CurriculumChanged', '2025-01-01', { program: 'T', version: '2', findingsFrom: ['A', 'A'] }],
    ]
    const people = Object.fromEntries(
      [1, 2, 3, 4, 5].map((n) => [n, [appointed('U1'), rated('A', n === 1 ? 4 : 3), ...(n < 5 ? [rated('B', 5)] : [])]]),
    )
    expect(jsonFor('curriculum-effect', {}, { people, reference })['rows']).toEqual([
      { programId: 'T', version: '2', because: ['A', 'A'], before: 3.2, after: null, nBefore: 5, nAfter: 4 },
    ])
  })
})

describe('budget', () => {
  const line = (kind: string, rupiah: number, on = '2025-02-01'): Told => [
    'BudgetLine',
    on,
    { year: 2025, program: 'T', kind, rupiah, evidence: null },
  ]
  it('adds revisions to the ceiling, and has no cost of an hour where there is none', () => {
    const reference = [program('T'), cohort('T', 'A', '2025-05-03'), line('pagu', 1_000), line('revisi', -1_000), line('realisasi', 300)]
    expect(jsonFor('budget', { year: 2025 }, { people: {}, reference })['rows']).toEqual([
      { programId: 'T', allocated: 0, spent: 300, absorption: null, participants: 0, hours: 0, costPerHour: null },
    ])
    const people = { 1: [appointed('U1'), attended('A', 7)] }
    expect(jsonFor('budget', { year: 2025 }, { people, reference })['totals']).toMatchObject({
      participants: 1,
      hours: 7,
      costPerHour: 42.8571,
    })
  })
})

describe('outreach', () => {
  it('weighs satisfaction by respondents', () => {
    const reference: ReadonlyArray<Told> = [
      ['SurveyTaken', '2025-02-01', { unitId: 'U1', respondents: 30, satisfactionHundredths: 400 }],
      ['SurveyTaken', '2025-08-01', { unitId: 'U1', respondents: 10, satisfactionHundredths: 305 }],
      ['ForumHeld', '2025-08-01', { code: 'F', topic: 'x', attended: 50, inputs: 0, followedUp: 0 }],
    ]
    expect(jsonFor('outreach', { year: 2025 }, { people: {}, reference })).toMatchObject({
      forums: { held: 1, people: 50, inputs: 0, followedUp: 0, followUpRate: null },
      rows: [{ unitId: 'U1', respondents: 40, satisfaction: 3.7625 }],
    })
  })
})

describe('public', () => {
  it('hides what speaks of fewer than five, and a second cell where one alone could be worked out', () => {
    const column = (counts: Readonly<Record<string, number>>) =>
      [...hiddenRows(Object.entries(counts).map(([row, people]) => ({ row, people })))].sort()
    expect(column({ U1: 4, U2: 5, U3: 7 })).toEqual(['U1', 'U2'])
    expect(column({ U1: 4, U2: 7, U3: 7 })).toEqual(['U1', 'U2'])
    expect(column({ U1: 4, U2: 3, U3: 7 })).toEqual(['U1', 'U2'])
    expect(column({ U1: 5, U2: 6 })).toEqual([])
    expect(column({ U1: 1 })).toEqual(['U1'])
  })

  it('never hides posts', () => {
    const people = { 1: [appointed('U1'), nominated('U1', 'P1', '2025-01-01')] }
    expect(jsonFor('public', { year: 2025 }, { people, reference: [post('U1', 'P1'), post('U1', 'P2')] })).toMatchObject({
      rows: [{ unitId: 'U1', people: null, share: null, programs: null, rating: null, keyPositionsCovered: 0.5 }],
      totals: { people: null, keyPositionsCovered: 0.5, absorption: null },
    })
  })
})
