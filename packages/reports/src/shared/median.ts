/** The median of a multiset. */
import { ratio } from './round.js'

/** The middle value of whole numbers with their multiplicity; of an even number the mean of the middle two; `null` of nothing. */
export const medianOf = (multiset: ReadonlyMap<number, number>): number | null => {
  const values = [...multiset].filter(([, n]) => n > 0).sort(([a], [b]) => a - b)
  const count = values.reduce((sum, [, n]) => sum + n, 0)
  if (count === 0) return null
  const nth = (place: number): number => {
    let passed = 0
    for (const [value, n] of values) {
      passed += n
      if (place < passed) return value
    }
    return 0
  }
  return ratio(nth(Math.floor((count - 1) / 2)) + nth(Math.floor(count / 2)), 2)
}
