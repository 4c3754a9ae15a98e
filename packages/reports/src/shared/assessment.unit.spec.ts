import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agencyOf, appointed, assessed, careerNo, day } from '../examples.spec.js'
import { latestAssessment } from './assessment.js'

const [employment] = agencyOf({
  people: { 1: [appointed('U1'), ...[1, 2, 3].map((level) => assessed('Integrity', '2025-06-01', { level }))] },
}).subjects.map((subject) => subject.employment)

describe('the latest assessment', () => {
  it('of one day under several numbers is that of the newest, in whatever order they were recorded', () => {
    if (employment === undefined) return expect.fail('nobody')
    const [newest, ...earlier] = employment.assessments
    if (newest === undefined) return expect.fail('nothing assessed')
    const held = [newest, ...earlier.map((each, i) => ({ ...each, under: careerNo(10 + i) }))]
    fc.assert(
      fc.property(fc.shuffledSubarray(held, { minLength: 1 }), (assessments) => {
        const numbered = assessments.map((each, revision) => ({ ...each, revision }))
        const best = latestAssessment({ ...employment, assessments: numbered }, 'Integrity', day('2025-12-31'), 3)
        const expected = assessments.includes(newest) ? newest : assessments.reduce((a, b) => ((a.under ?? '') > (b.under ?? '') ? a : b))
        expect(best?.data).toEqual(expected.data)
      }),
    )
  })
})
