/** The employee number as text of 18 digits; blanks and a leading apostrophe do not count. */
import { employeeNumber } from '@jejak/core'
import { type Cell, fault, value } from './Cell.js'
import { visible } from './tidy.js'

/** How a spreadsheet writes a number it has rounded: `1.98503E+17`, `1,98503E+17`. Every numeric cell comes in this form. */
const ROUNDED = /^-?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+$/

export const nip: Cell = {
  tidy: (raw) => visible(raw).normalize('NFC').trim().replace(/^'/, '').replace(/\s+/gu, ''),
  read: (text) => {
    if (ROUNDED.test(text)) return fault('NIP_PRECISION_LOST')
    return employeeNumber(text)._tag === 'Right' ? value(text) : fault('NIP_INVALID')
  },
}
