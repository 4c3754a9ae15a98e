/** The base of a figure in words: of how many it speaks, and who is left out. Counts of a report's base that name nobody left out are not repeated. */
import type { Words } from '../words/dictionary.js'
import type { Formats } from '../words/format.js'

/**
 * @param left further groups that are not counted, in words
 */
export const baseOf = (
  words: Words,
  format: Formats,
  n: number,
  base: Readonly<Record<string, number>> | undefined,
  left: ReadonlyArray<string> = [],
): string => {
  const names: Readonly<Record<string, string>> = words.baseNames
  const parts = Object.entries(base ?? {}).flatMap(([key, count]) =>
    names[key] !== undefined && count > 0 ? [`${format.count(count)} ${names[key]}`] : [],
  )
  return words.baseLine(format.count(n), [...left, ...parts].join(', '))
}
