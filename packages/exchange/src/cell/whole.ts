/**
 * A whole number, not negative, within a range. Where none is named it ends far above
 * any count of an agency, and so low that nine million such counts add up exactly.
 */
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

/** Greatest count of hours, minutes, people or places. */
export const MAX_COUNT = 1_000_000_000

export const whole = (from = 0, to: number = MAX_COUNT): Cell => ({
  tidy: tidyText,
  advice: { id: `Pakai bilangan bulat dari ${from} sampai ${to}.`, en: `Use a whole number from ${from} to ${to}.` },
  read: (text) => {
    if (!/^[0-9]{1,16}$/.test(text)) return fault('VALUE_INVALID')
    const number = Number(text)
    return Number.isSafeInteger(number) && number >= from && number <= to ? value(String(number)) : fault('VALUE_INVALID')
  },
})

export const year: Cell = whole(1900, 2100)
