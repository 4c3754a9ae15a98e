/** Days the simulator needs beyond those of core. */
import { addDays, addMonths, daysInMonth, firstDayOfYear, type LocalDate, monthOf, yearOf } from '@jejak/core'
import type { Random } from './Random.js'

/** A day of a year by month and day of month; a day past the end of the month becomes its last. */
export const day = (year: number, month: number, dayOfMonth: number): LocalDate =>
  addDays(addMonths(firstDayOfYear(year), month - 1), Math.min(dayOfMonth, daysInMonth(year, month)) - 1)

/** Some day of a year, none more likely than another. */
export const someDay = (random: Random, year: number): LocalDate => day(year, random.int(1, 12), random.int(1, 31))

/** TMT of a rank promotion on or after a day: the periods of its time (PerBKN 4/2023, then every month by PerBKN 4/2025). */
export const promotionPeriod = (from: LocalDate): LocalDate => {
  let at = day(yearOf(from), monthOf(from), 1)
  if (at < from) at = addMonths(at, 1)
  for (;;) {
    const month = monthOf(at)
    if (yearOf(at) > 2025 || (yearOf(at) === 2025 && month >= 10)) return at
    if (yearOf(at) >= 2024 ? month % 2 === 0 : month === 4 || month === 10) return at
    at = addMonths(at, 1)
  }
}
