import { describe, expect, it } from 'vitest'
import { appointed, attended, cohort, jsonFor, program, type Told } from './examples.spec.js'

const tested = (of: string, preScore: number | null, postScore: number | null): Told => [
  'Attended',
  null,
  { cohort: of, hours: 10, preScore, postScore, certificate: null },
]
const reference = [program('T'), cohort('T', 'A', '2025-05-03'), cohort('T', 'B', '2024-05-03')]
const of = (scores: ReadonlyArray<readonly [number | null, number | null]>, cohortId = 'A') => ({
  reference,
  people: Object.fromEntries(scores.map(([pre, post], i) => [i + 1, [appointed('U1'), tested(cohortId, pre, post)]])),
})
const answer = (...scores: ReadonlyArray<readonly [number | null, number | null]>) => jsonFor('training-gain', { year: 2025 }, of(scores))

describe('training-gain', () => {
  it('is the mean share of what could still be gained, person by person', () => {
    expect(answer([50, 75], [60, 80], [0, 0], [90, 95], [80, 60])).toMatchObject({
      rows: [{ cohortId: 'A', programId: 'T', n: 5, pre: 56, post: 62, gain: 0.1 }],
    })
  })

  it('leaves out of the gain whoever had 100 before, and gives none where fewer than five are left', () => {
    expect(answer([100, 100], [50, 75], [50, 75], [50, 75], [50, 75])).toMatchObject({ rows: [{ n: 5, pre: 60, post: 80, gain: null }] })
  })

  it('withholds what rests on fewer than five, and knows nobody without both scores', () => {
    const four = [
      [50, 75],
      [50, 75],
      [50, 75],
      [50, 75],
    ] as const
    expect(answer(...four, [null, 80], [70, null])).toMatchObject({
      rows: [{ n: 4, pre: null, post: null, gain: null, suppressed: true }],
    })
    expect(answer([null, 80])).toMatchObject({ rows: [] })
  })

  it('is exact with decimals', () => {
    expect(answer([0.1, 0.2], [0.1, 0.2], [0.1, 0.2], [0.1, 0.2], [0.1, 0.3])).toMatchObject({
      rows: [{ pre: 0.1, post: 0.22, gain: 0.0012 }],
    })
  })

  it('is of cohorts that ended in the year', () => {
    expect(jsonFor('training-gain', { year: 2025 }, of([[50, 75]], 'B'))).toMatchObject({ rows: [] })
    expect(jsonFor('training-gain', { year: 2025 }, { reference, people: { 1: [appointed('U1'), attended('A', 10)] } })).toMatchObject({
      rows: [],
    })
  })
})
