/** Sums the dashboard makes of a report's rows. */
import { fc, it } from '@fast-check/vitest'
import type { RatingsRow } from '@jejak/application/wire'
import { describe, expect } from 'vitest'
import { hoursOf, meanOf, ordered, participationOf, predicatesOf, rated } from '../src/pages/figures.js'

const row = (responses: number, mean: number | null): RatingsRow => ({
  cohortId: 'A',
  programId: 'P',
  attended: responses,
  responses,
  responseRate: null,
  material: mean,
  method: mean,
  instructor: mean,
  facilities: mean,
  relevance: mean,
})

const arbitraryPredicates = fc.record({ SB: fc.nat(), B: fc.nat(), BP: fc.nat(), K: fc.nat(), SK: fc.nat(), missing: fc.nat() })

describe('a mean of cohorts', () => {
  it('is weighted by ratings and leaves out what is withheld', () => {
    expect(rated([row(10, 4), row(30, 2), row(4, null), row(0, null)])).toEqual({ mean: 2.5, responses: 40, cohorts: 2, hidden: 1 })
    expect(rated([row(4, null)]).mean).toBeNull()
    expect(rated([])).toEqual({ mean: null, responses: 0, cohorts: 0, hidden: 0 })
  })

  it('of one cohort is that of the five questions, or nothing', () => {
    expect(meanOf({ ...row(5, 4), material: 5, method: 3 })).toBe(4)
    expect(meanOf({ ...row(5, 4), relevance: null })).toBeNull()
  })
})

describe('sums', () => {
  it.prop([fc.array(arbitraryPredicates), fc.array(arbitraryPredicates)])('of parts are the sum of the whole', (a, b) => {
    expect(predicatesOf([predicatesOf(a), predicatesOf(b)])).toEqual(predicatesOf([...a, ...b]))
  })

  it('of shares are shares of sums, and of nothing nothing', () => {
    const unit = (people: number, reached: number) => ({
      pns: { people, reached, share: null, hours: 0, zero: 0 },
      pppk: { people: 0, hours: 0, overLimit: 0 },
    })
    expect(hoursOf([unit(1, 1), unit(3, 0)]).pns.share).toBe(0.25)
    expect(hoursOf([]).pns.share).toBeNull()
    expect(participationOf([]).attendanceRate).toBeNull()
  })
})

describe('order', () => {
  it('is greatest first, nothing last, equals by name', () => {
    const rows: ReadonlyArray<readonly [string, number | null]> = [
      ['c', 1],
      ['d', null],
      ['b', 2],
      ['a', 1],
    ]
    expect(
      ordered(
        rows,
        ([, figure]) => figure,
        ([name]) => name,
      ).map(([name]) => name),
    ).toEqual(['b', 'a', 'c', 'd'])
  })
})
