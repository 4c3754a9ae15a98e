/** Hiding small counts: what speaks of too few people (policy `small-counts`), and a second one where a single hidden cell could be worked out from the total. */
import { byText } from './key.js'

/** Of how many people a cell speaks, row by row. */
export interface Spoken {
  readonly row: string
  readonly people: number
}

/** Whether a figure speaks of too few people to be shown. */
export const isSmall = (people: number, fewest: number): boolean => people < fewest

/**
 * The rows of a column whose cell is hidden: those that speak of too few; where
 * that is one row only, also the one that speaks of the next fewest (then by row).
 */
export const hiddenRows = (column: ReadonlyArray<Spoken>, fewest: number): ReadonlySet<string> => {
  const inOrder = [...column].sort((a, b) => a.people - b.people || byText(a.row, b.row))
  const small = inOrder.filter(({ people }) => isSmall(people, fewest)).length
  return new Set(inOrder.slice(0, small === 1 ? 2 : small).map(({ row }) => row))
}
