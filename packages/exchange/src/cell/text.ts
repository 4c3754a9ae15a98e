/** Free text, and codes of programs, cohorts, units and posts. */
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

/** Longest text cell, in characters: far above any real one, far below what an event may hold. */
export const MAX_TEXT = 10_000
/** Longest code (core's `Code`). */
export const MAX_CODE = 200

/** What a cell shows whose formula failed. */
export const SHEET_ERROR =
  /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)$/i

const upTo = (limit: number): Cell => ({
  tidy: tidyText,
  // NUL is in no written text; a cell with it is damaged. An error of a spreadsheet is no text either.
  read: (text) => (text.length > limit || text.includes('\u0000') || SHEET_ERROR.test(text) ? fault('VALUE_INVALID') : value(text)),
})

export const text: Cell = upTo(MAX_TEXT)
export const code: Cell = upTo(MAX_CODE)
