/** Free text, and codes of programs, cohorts, units and posts. */
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

/** Longest text cell, in characters: far above any real one, far below what an event may hold. */
export const MAX_TEXT = 10_000
/** Longest code (core's `Code`). */
export const MAX_CODE = 200

const upTo = (limit: number): Cell => ({
  tidy: tidyText,
  // NUL is in no written text; a cell with it is damaged.
  read: (text) => (text.length > limit || text.includes('\u0000') ? fault('VALUE_INVALID') : value(text)),
})

export const text: Cell = upTo(MAX_TEXT)
export const code: Cell = upTo(MAX_CODE)
