/**
 * Keeps a cell from being run as a formula where a rejected row is opened in a
 * spreadsheet, without changing what is sent back: an apostrophe goes before a
 * formula sign, and reading a row takes just such an apostrophe away again
 * (`cell/tidy.ts`). Plain numbers (a negative amount of rupiah) need none.
 */
const FORMULA = /^\s*[=+\-@]/
const PLAIN_NUMBER = /^\s*-?\s*(?:Rp\.?\s*)?-?[0-9][0-9.,\s]*$/i

export const guard = (cell: string): string => (FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell.trimStart()}` : cell)
