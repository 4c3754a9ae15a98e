/** Several codes in one cell, joined by `;`; empty ones are left out. */
import { type Cell, fault, value } from './Cell.js'
import { MAX_CODE, SHEET_ERROR } from './text.js'
import { tidyText } from './tidy.js'

/** Most codes in one cell. */
const MAX_CODES = 1_000

export const codes: Cell = {
  tidy: tidyText,
  read: (text) => {
    const several = splitCodes(text)
    return several.length === 0 ||
      several.length > MAX_CODES ||
      several.some((each) => each.length > MAX_CODE || each.includes('\u0000') || SHEET_ERROR.test(each))
      ? fault('VALUE_INVALID')
      : value(several.join(';'))
  },
}

export const splitCodes = (text: string): ReadonlyArray<string> =>
  text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
