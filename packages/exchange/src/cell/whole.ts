/** A whole number, not negative, within a range. */
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

export const whole = (from = 0, to: number = Number.MAX_SAFE_INTEGER): Cell => ({
  tidy: tidyText,
  read: (text) => {
    if (!/^[0-9]{1,16}$/.test(text)) return fault('VALUE_INVALID')
    const number = Number(text)
    return Number.isSafeInteger(number) && number >= from && number <= to ? value(String(number)) : fault('VALUE_INVALID')
  },
})

export const year: Cell = whole(1900, 2100)
