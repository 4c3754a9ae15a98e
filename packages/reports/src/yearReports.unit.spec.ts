import { describe, expect, it } from 'vitest'
import {
  absent,
  agencyOf,
  appointed,
  appraised,
  attended,
  cohort,
  day,
  jsonFor,
  mentored,
  positioned,
  program,
  questionOf,
  rated,
} from './examples.spec.js'
import { participation } from './participation.js'
import { peopleList } from './peopleList.js'

const reference = [program('T'), cohort('T', 'A', '2025-05-03'), cohort('T', 'B', '2025-05-03'), cohort('T', 'C', '2025-06-01')]

describe('appraisal-distribution', () => {
  it('takes the latest period of the year, then the latest day of appraisal, and never one as acting officer', () => {
    const half = { periodStart: '2025-01-01', periodEnd: '2025-06-30' }
    const people = {
      1: [
        appointed('U1'),
        appraised(2025, 1, 1, half),
        appraised(2025, 3, 1, { appraisedOn: '2026-01-05' }),
        appraised(2025, 2, 2, { appraisedOn: '2026-01-20' }),
        appraised(2025, 1, 1, { acting: true, appraisedOn: '2026-02-01' }),
      ],
      2: [appointed('U1')],
    }
    expect(jsonFor('appraisal-distribution', { year: 2025 }, { people })['rows']).toEqual([
      { unitId: 'U1', SB: 0, B: 1, BP: 0, K: 0, SK: 0, missing: 1, excused: 0 },
    ])
  })

  it('keeps the matrix as it is: poor behaviour with good results is K, poor results with good behaviour BP', () => {
    const people = {
      1: [appointed('U1'), appraised(2025, 1, 3)],
      2: [appointed('U1'), appraised(2025, 3, 1)],
      3: [appointed('U1'), appraised(2025, 3, 3)],
    }
    expect(jsonFor('appraisal-distribution', { year: 2025 }, { people })['totals']).toEqual({
      SB: 0,
      B: 0,
      BP: 1,
      K: 1,
      SK: 1,
      missing: 0,
      excused: 0,
    })
  })
})

describe('participation', () => {
  it('lists the cohorts of a person by their codes, in whatever order the outcomes were recorded', () => {
    const enrolled = peopleList(participation, 'enrolled')
    const asked = { year: 2025 }
    const facts = [appointed('U1'), attended('C', 10), attended('A', 10), absent('B', 'waktu')]
    const { subjects, catalogue } = agencyOf({ people: { 1: facts }, reference })
    expect(subjects.map((subject) => enrolled?.row(subject, catalogue, questionOf('participation', asked).args))).toMatchObject([
      { listed: [{ cohortId: 'A' }, { cohortId: 'B', reason: 'waktu' }, { cohortId: 'C' }] },
    ])
  })

  it('places people in the unit and level of the last day of the cohort, and gives the reasons', () => {
    const people = {
      1: [
        appointed('U1'),
        positioned('U2', 'X', 'pengawas', '2025-05-03'),
        attended('A', 10),
        absent('C', 'waktu'),
        ['Withdrew', null, { cohort: 'B', reason: 'minat' }] as const,
      ],
      2: [appointed('U1'), positioned('U2', 'X', 'pengawas', '2025-05-04'), attended('A', 10)],
    }
    const json = jsonFor('participation', { year: 2025 }, { people, reference })
    expect(json['rows']).toMatchObject([
      { unitId: 'U1', enrolled: 1, attended: 1, attendanceRate: 1 },
      {
        unitId: 'U2',
        enrolled: 3,
        attended: 1,
        absent: 1,
        withdrawn: 1,
        attendanceRate: 0.3333,
        reasons: { waktu: 1, minat: 1, sakit: 0 },
      },
    ])
    expect(json['byLevel']).toMatchObject([
      { level: 'pelaksana', enrolled: 1 },
      { level: 'pengawas', enrolled: 3 },
    ])
  })

  it('counts a seat without an outcome as an enrolment, once', () => {
    const seat = ['Enrolled', '2025-04-01', { cohort: 'A' }] as const
    const people = { 1: [appointed('U1'), seat], 2: [appointed('U1'), seat, attended('A', 10)] }
    expect(jsonFor('participation', { year: 2025 }, { people, reference })['totals']).toMatchObject({
      enrolled: 2,
      attended: 1,
      attendanceRate: 0.5,
    })
  })
})

describe('program-ratings', () => {
  const raters = (cohortId: string, n: number) =>
    Object.fromEntries(
      Array.from({ length: n }, (_, i) => [i + 1, [appointed('U1'), attended(cohortId, 10), rated(cohortId, i === 0 ? 3 : 4)]]),
    )

  it('shows means from five responses on, hides them below, and lists a cohort nobody came to', () => {
    const five = jsonFor('program-ratings', { year: 2025 }, { people: raters('A', 5), reference })['rows']
    expect(five).toMatchObject([
      { cohortId: 'A', programId: 'T', attended: 5, responses: 5, responseRate: 1, material: 3.8 },
      { cohortId: 'B', attended: 0, responses: 0, responseRate: null, material: null, suppressed: true },
      { cohortId: 'C', attended: 0 },
    ])
    expect(Array.isArray(five) && Object.hasOwn(five[0] ?? {}, 'suppressed')).toBe(false)
    expect(jsonFor('program-ratings', { year: 2025 }, { people: raters('A', 4), reference })['rows']).toMatchObject([
      {
        cohortId: 'A',
        attended: 4,
        responses: 4,
        material: null,
        method: null,
        instructor: null,
        facilities: null,
        relevance: null,
        suppressed: true,
      },
      {},
      {},
    ])
  })

  it('knows no cohort that ends after the as-of day', () => {
    expect(jsonFor('program-ratings', { year: 2025, asOf: day('2025-05-31') }, { people: {}, reference })['rows']).toMatchObject([
      { cohortId: 'A' },
      { cohortId: 'B' },
    ])
  })
})

describe('mentoring', () => {
  it('splits the monthly cap in order of day and pair, and calls a pair stalled after more than 60 days', () => {
    const people = {
      1: [appointed('U1'), mentored('M2', '2025-03-03'), mentored('M1', '2025-03-03'), mentored('M1', '2025-03-31')],
      2: [appointed('U1'), mentored('M3', '2025-11-01', 90)],
    }
    expect(jsonFor('mentoring', { year: 2025, asOf: day('2025-12-31') }, { people })).toMatchObject({
      rows: [
        { pairId: 'M1', sessions: 2, minutes: 120, creditedHours: 2, stalled: true },
        { pairId: 'M2', sessions: 1, minutes: 60, creditedHours: 2, stalled: true },
        { pairId: 'M3', sessions: 1, minutes: 90, creditedHours: 2, stalled: false },
      ],
      totals: { pairs: 3, active: 1, stalled: 2, sessions: 4, creditedHours: 6 },
    })
    expect(jsonFor('mentoring', { year: 2025, asOf: day('2026-01-01') }, { people })['totals']).toMatchObject({ active: 0, stalled: 3 })
  })

  it('looks for the last session in any year, and only up to the as-of day', () => {
    const people = { 1: [appointed('U1'), mentored('M1', '2024-12-30'), mentored('M1', '2025-02-20'), mentored('M1', '2025-09-01')] }
    expect(jsonFor('mentoring', { year: 2024, asOf: day('2025-03-01') }, { people })['rows']).toMatchObject([
      { sessions: 1, stalled: false },
    ])
  })
})
