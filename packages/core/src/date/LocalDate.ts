/**
 * A calendar day without time or zone, as a string `yyyy-mm-dd`.
 *
 * Days of equal form compare as text, so `<`, `>` and `===` mean before, after
 * and same day. All arithmetic is on the proleptic Gregorian calendar.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'
import { constructorOf, type Malformed } from '../value/Malformed.js'

export interface LocalDateBrand {
  readonly LocalDate: unique symbol
}

/** A day that exists, in the form `yyyy-mm-dd` (years 0001 to 9999). */
export type LocalDate = t.Branded<string, LocalDateBrand>

/**
 * Days of a month (1 to 12) in a year.
 *
 * @example
 * daysInMonth(2024, 2) // => 29
 */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/**
 * Whether a year has a 29 February.
 *
 * @example
 * isLeapYear(2024) // => true
 * isLeapYear(1900) // => false
 */
export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

const isLocalDate = (text: string): text is LocalDate => {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Codec of a day at every boundary; refuses days that do not exist. */
export const LocalDate: t.BrandC<t.StringC, LocalDateBrand> = t.brand(t.string, isLocalDate, 'LocalDate')

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

const unsafeOf = (year: number, month: number, day: number): LocalDate => unsafeBrand(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)

/**
 * Reads a day from `yyyy-mm-dd`; no other form, and no day that does not exist.
 *
 * @example
 * localDate('2024-02-29') // => E.right('2024-02-29')
 * E.isLeft(localDate('2023-02-29')) // => true
 */
export const localDate: (text: string) => Either<Malformed, LocalDate> = constructorOf(LocalDate, 'a day that exists, as yyyy-mm-dd')

/**
 * The day of a year (1 to 9999), month (1 to 12) and day of month, if there is one.
 *
 * @example
 * localDateOf(2024, 2, 29) // => O.some('2024-02-29')
 * localDateOf(2023, 2, 29) // => O.none
 */
export const localDateOf = (year: number, month: number, day: number): O.Option<LocalDate> =>
  Number.isInteger(year) &&
  Number.isInteger(month) &&
  Number.isInteger(day) &&
  year >= 1 &&
  year <= 9999 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= daysInMonth(year, month)
    ? O.some(unsafeOf(year, month, day))
    : O.none

/**
 * Year of a day, 1 to 9999.
 *
 * @example
 * yearOf(day('2024-02-29')) // => 2024
 */
export const yearOf = (date: LocalDate): number => digits(date, 0, 4)
/**
 * Month of the year, 1 to 12.
 *
 * @example
 * monthOf(day('2024-02-29')) // => 2
 */
export const monthOf = (date: LocalDate): number => digits(date, 5, 7)
/**
 * Day of the month, 1 to 31.
 *
 * @example
 * dayOf(day('2024-02-29')) // => 29
 */
export const dayOf = (date: LocalDate): number => digits(date, 8, 10)
/**
 * Calendar month as `yyyy-mm`.
 *
 * @example
 * yearMonthOf(day('2024-02-29')) // => '2024-02'
 */
export const yearMonthOf = (date: LocalDate): string => date.slice(0, 7)

/**
 * 1 January of a year.
 *
 * @example
 * firstDayOfYear(2024) // => '2024-01-01'
 */
export const firstDayOfYear = (year: number): LocalDate => unsafeOf(year, 1, 1)
/**
 * 31 December of a year.
 *
 * @example
 * lastDayOfYear(2024) // => '2024-12-31'
 */
export const lastDayOfYear = (year: number): LocalDate => unsafeOf(year, 12, 31)

const MILLIS_PER_DAY = 86_400_000
const EPOCH_FIXED = new Date(0)

/**
 * Days since 1970-01-01 (negative before).
 *
 * @example
 * toEpochDay(day('1970-01-02')) // => 1
 */
export const toEpochDay = (date: LocalDate): number => {
  EPOCH_FIXED.setTime(0)
  return Math.round(EPOCH_FIXED.setUTCFullYear(yearOf(date), monthOf(date) - 1, dayOf(date)) / MILLIS_PER_DAY)
}

/**
 * The day so many days after 1970-01-01.
 *
 * @example
 * ofEpochDay(-1) // => '1969-12-31'
 */
export const ofEpochDay = (epochDay: number): LocalDate => {
  const date = new Date(epochDay * MILLIS_PER_DAY)
  return unsafeOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/**
 * Days from `from` to `to`; negative if `to` is earlier.
 *
 * @example
 * daysBetween(day('2024-02-29'), day('2024-03-01')) // => 1
 */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toEpochDay(to) - toEpochDay(from)

/**
 * The day so many days later; earlier, where the number is negative.
 *
 * @example
 * addDays(day('2024-02-29'), 1) // => '2024-03-01'
 */
export const addDays = (date: LocalDate, days: number): LocalDate => ofEpochDay(toEpochDay(date) + days)

/**
 * Same day of month so many months on; the last day of the month where that day is missing.
 *
 * @example
 * addMonths(day('2024-01-31'), 1) // => '2024-02-29'
 */
export const addMonths = (date: LocalDate, months: number): LocalDate => {
  const index = yearOf(date) * 12 + (monthOf(date) - 1) + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return unsafeOf(year, month, Math.min(dayOf(date), daysInMonth(year, month)))
}

/**
 * Same day so many years on; 29 February becomes 28 February in common years.
 *
 * @example
 * addYears(day('2024-02-29'), 1) // => '2025-02-28'
 */
export const addYears = (date: LocalDate, years: number): LocalDate => addMonths(date, years * 12)

/**
 * The first day of the month of a day.
 *
 * @example
 * firstDayOfMonth(day('2024-02-29')) // => '2024-02-01'
 */
export const firstDayOfMonth = (date: LocalDate): LocalDate => unsafeOf(yearOf(date), monthOf(date), 1)
/**
 * The first day of the month after.
 *
 * @example
 * firstDayOfNextMonth(day('2024-02-29')) // => '2024-03-01'
 */
export const firstDayOfNextMonth = (date: LocalDate): LocalDate => addMonths(firstDayOfMonth(date), 1)

/**
 * Completed years of age (or service) from `from` on the day `on`.
 *
 * @example
 * completedYears(day('1985-04-12'), day('2025-04-11')) // => 39
 */
export const completedYears = (from: LocalDate, on: LocalDate): number => {
  const years = yearOf(on) - yearOf(from)
  return addYears(from, years) <= on ? years : years - 1
}

/**
 * The earlier of two days.
 *
 * @example
 * earlier(day('2024-02-29'), day('2024-03-01')) // => '2024-02-29'
 */
export const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a <= b ? a : b)
/**
 * The later of two days.
 *
 * @example
 * later(day('2024-02-29'), day('2024-03-01')) // => '2024-03-01'
 */
export const later = (a: LocalDate, b: LocalDate): LocalDate => (a >= b ? a : b)
