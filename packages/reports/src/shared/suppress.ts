/** Hiding small counts: what speaks of too few people (policy `small-counts`), and a second one where a single hidden cell could be worked out from the total. */
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
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
 *
 * @param isWithheld whether a cell is hidden whatever it speaks of
 */
export const hiddenRows = (
  column: ReadonlyArray<Spoken>,
  fewest: number,
  isWithheld: (row: string) => boolean = () => false,
): ReadonlySet<string> => {
  const inOrder = [...column].sort((a, b) => a.people - b.people || byText(a.row, b.row))
  const { left: others, right: hidden } = RA.partition(({ row, people }: Spoken) => isSmall(people, fewest) || isWithheld(row))(inOrder)
  return new Set([...hidden, ...(hidden.length === 1 ? others.slice(0, 1) : [])].map(({ row }) => row))
}
