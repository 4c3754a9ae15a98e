/** The nine boxes of talent (PermenPANRB 3/2020) and the cut-offs of their axes. */
import type { Parameter, PolicyVersion, Predicate } from '@jejak/core'

export interface TalentGridPolicy {
  /** Row of the grid: 0 below, 1 as, 2 above expectation. */
  readonly performance: Parameter<Readonly<Record<Predicate, 0 | 1 | 2>>>
  /** Least scores of medium and of high potential. */
  readonly potential: Parameter<{ readonly medium: number; readonly high: number }>
  /** Years an assessment counts. */
  readonly assessmentYears: Parameter<number>
  /** Box by performance (below, as, above) and potential (low, medium, high). */
  readonly boxes: Parameter<ReadonlyArray<ReadonlyArray<number>>>
  readonly pool: Parameter<{ readonly boxes: ReadonlyArray<number>; readonly yearsWithoutSanction: number }>
}

export const TALENT_GRID: PolicyVersion & TalentGridPolicy = {
  policy: 'talent-grid',
  version: 'national-1',
  performance: { value: { SB: 2, B: 1, BP: 0, K: 0, SK: 0 }, article: 'common practice; no rule found', mark: 'recalled' },
  potential: { value: { medium: 60, high: 80 }, article: 'left to the agency; default of Jejak', mark: 'derived' },
  assessmentYears: { value: 3, article: 'agency practice (2 to 3 years)', mark: 'recalled' },
  boxes: {
    value: [
      [1, 3, 6],
      [2, 5, 8],
      [4, 7, 9],
    ],
    article: 'PermenPANRB 3/2020',
    mark: 'verified',
  },
  pool: {
    value: { boxes: [7, 8, 9], yearsWithoutSanction: 2 },
    article: 'PermenPANRB 3/2020; agency practice for the years',
    mark: 'verified',
  },
}

/** Column of the grid by score: a bound belongs to the class above it. */
export const potentialOf = (score: number): 0 | 1 | 2 => {
  const { medium, high } = TALENT_GRID.potential.value
  return score >= high ? 2 : score >= medium ? 1 : 0
}
