/** Reports of groups: training and performance, competence, support, curriculum, money, forums, and what citizens see. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  agencyOf,
  answerOf,
  appointed,
  appraised,
  assessed,
  attended,
  cohort,
  day,
  jsonFor,
  nominated,
  positioned,
  post,
  program,
  questionOf,
  rated,
  type Told,
} from './examples.spec.js'
import { toCsv } from './format/csv.js'
import { toJson } from './format/json.js'
import { toTable } from './format/table.js'
import { medianOf } from './shared/median.js'
import { mantelHaenszel, newcombe, wilson } from './shared/riskDifference.js'
import { hiddenRows } from './shared/suppress.js'

const asOf = day('2025-12-31')

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
    const reference = [program('T'), cohort('T', 'A', '2025-05-03')]
    expect(jsonFor('leader-support', { year: 2025 }, { people, reference })['rows']).toMatchObject([
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
      [1, 2, 3, 4, 5].map((n) => [
        n,
        [appointed('U1'), attended('A', 1), attended('B', 1), rated('A', n === 1 ? 4 : 3), ...(n < 5 ? [rated('B', 5)] : [])],
      ]),
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

describe('sums beyond 2^53', () => {
  const SAFE = Number.MAX_SAFE_INTEGER
  const printed = (name: string, reference: ReadonlyArray<Told>): string =>
    toJson(answerOf(name, { year: 2025 }, agencyOf({ people: {}, reference })))

  it('have all their digits, in JSON, CSV and tables', () => {
    const line = (kind: string, rupiah: number): Told => [
      'BudgetLine',
      '2025-02-01',
      { year: 2025, program: 'T', kind, rupiah, evidence: null },
    ]
    const reference = [program('T'), line('pagu', SAFE), line('revisi', 2), line('realisasi', SAFE), line('realisasi', SAFE)]
    expect(printed('budget', reference)).toContain('"allocated":9007199254740993,"spent":18014398509481982,"absorption":2,')
    const answer = answerOf('budget', { year: 2025 }, agencyOf({ people: {}, reference }))
    const { report } = questionOf('budget', { year: 2025 })
    expect(toCsv(answer, report)).toContain('T,9007199254740993,18014398509481982,2,')
    expect(toTable(answer, report, 'id').rows[0]?.slice(1, 3)).toEqual(['9.007.199.254.740.993', '18.014.398.509.481.982'])
  })

  it('are what the amounts add up to, whatever these are', () => {
    const amount = fc.integer({ min: -SAFE, max: SAFE })
    const kinds = fc.constantFrom('pagu', 'revisi', 'realisasi')
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, amount), { minLength: 1, maxLength: 30 }), (lines) => {
        const reference = lines.map(
          ([kind, rupiah]): Told => ['BudgetLine', '2025-02-01', { year: 2025, program: 'T', kind, rupiah, evidence: null }],
        )
        const sum = (wanted: boolean): bigint =>
          lines.reduce((total, [kind, rupiah]) => ((kind === 'realisasi') === wanted ? total + BigInt(rupiah) : total), 0n)
        expect(printed('budget', [program('T'), ...reference])).toContain(`"totals":{"allocated":${sum(false)},"spent":${sum(true)},`)
      }),
    )
  })

  it('weigh as what they are', () => {
    const survey = (respondents: number, satisfactionHundredths: number): Told => [
      'SurveyTaken',
      '2025-02-01',
      { unitId: 'U1', respondents, satisfactionHundredths },
    ]
    expect(printed('outreach', [survey(SAFE, 500), survey(SAFE, 500)])).toContain('"respondents":18014398509481982,"satisfaction":5}')
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

describe('forums', () => {
  const held = (code: string, on: string, kind: string): Told => [
    'ForumHeld',
    on,
    { code, topic: 'x', attended: 40, inputs: 12, followedUp: 5, kind },
  ]
  const input = (forum: string, number: number, answeredOn: string | null = null): Told => [
    answeredOn === null ? 'InputReceived' : 'InputAnswered',
    null,
    { forum, number, unitId: null, ...(answeredOn === null ? {} : { answeredOn }) },
  ]

  it('are told apart by kind', () => {
    const reference = [held('A', '2025-02-01', 'warga'), held('B', '2025-02-01', 'diskusi_peserta'), held('C', '2024-02-01', 'warga')]
    expect(jsonFor('outreach', { year: 2025 }, { people: {}, reference })).toMatchObject({
      forums: { held: 2, people: 80 },
      byKind: { warga: { held: 1, followUpRate: 0.4167 }, dialog_pimpinan: { held: 0, followUpRate: null }, diskusi_peserta: { held: 1 } },
    })
  })

  it('leave inputs open until they are answered, of earlier years too', () => {
    const reference = [
      held('A', '2025-03-01', 'warga'),
      held('B', '2024-12-01', 'warga'),
      held('C', '2026-02-01', 'warga'),
      input('A', 1),
      input('A', 2, '2026-01-10'),
      input('A', 3, '2025-03-01'),
      input('A', 4, '2025-03-11'),
      input('B', 1),
      input('B', 2, '2024-12-31'),
      input('C', 1),
      input('D', 1),
    ]
    expect(jsonFor('outreach', { year: 2025 }, { people: {}, reference })).toMatchObject({
      open: { inputs: 3, oldestDays: 395 },
      answered: { inputs: 2, medianDays: 5 },
    })
    expect(jsonFor('outreach', { year: 2023 }, { people: {}, reference })).toMatchObject({
      open: { inputs: 0, oldestDays: null },
      answered: { inputs: 0, medianDays: null },
    })
  })
})

describe('public', () => {
  it('hides what speaks of fewer than five, and a second cell where one alone could be worked out', () => {
    const column = (counts: Readonly<Record<string, number>>) =>
      [
        ...hiddenRows(
          Object.entries(counts).map(([row, people]) => ({ row, people })),
          5,
        ),
      ].sort()
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
