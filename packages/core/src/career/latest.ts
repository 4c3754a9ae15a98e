/** The latest of dated facts. */
import type { LocalDate } from '../date/LocalDate.js'

/** Of what is effective on a day or before, what compares highest. */
export const latest = <H extends { readonly on: LocalDate | null }>(
  list: ReadonlyArray<H>,
  day: LocalDate,
  compare: (a: H, b: H) => number,
): H | null => {
  let best: H | null = null
  for (const item of list) if (item.on !== null && item.on <= day && (best === null || compare(item, best) > 0)) best = item
  return best
}

/** Texts in order, nothing before all of them. */
export const byText = (a: string | null, b: string | null): number => (a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1)
