import { arbitraryAnyLocalDate, arbitraryInstant, arbitraryLocalDateIn, day } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'
import { Instant, instant, instantOfMillis, localDateAt, toMillis } from './Instant.js'
import {
  addDays,
  addMonths,
  addYears,
  completedYears,
  dayOf,
  daysBetween,
  daysInMonth,
  earlier,
  firstDayOfMonth,
  firstDayOfNextMonth,
  firstDayOfYear,
  LocalDate,
  lastDayOfYear,
  later,
  localDate,
  localDateOf,
  monthOf,
  ofEpochDay,
  toEpochDay,
  yearMonthOf,
  yearOf,
} from './LocalDate.js'

const utc = (date: LocalDate): Date => new Date(`${date}T00:00:00Z`)
const iso = (date: Date): string => date.toISOString().slice(0, 10)
const within = arbitraryLocalDateIn('1900-01-01', '2200-12-31')

describe('LocalDate', () => {
  it('exists just where Date agrees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (y, m, d) => {
        const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
        const date = new Date(`${text}T00:00:00Z`)
        const exists = !Number.isNaN(date.getTime()) && iso(date) === text
        expect(LocalDate.is(text)).toBe(exists)
        expect(E.isRight(localDate(text))).toBe(exists)
        expect(localDateOf(y, m, d)).toEqual(exists ? O.some(text) : O.none)
      }),
    )
  })

  it.each(['2024-2-9', '20240209', '2024-02-30', '0000-01-01', '2024-02-09 ', '2024/02/09', '+24-02-09', '2024-02-0٩', ''])(
    'refuses %j',
    (text) => expect(LocalDate.is(text)).toBe(false),
  )

  it.each([
    [2000, true],
    [1900, false],
    [2100, false],
    [2024, true],
    [2023, false],
  ])('29 February %i exists: %s', (year, exists) => expect(O.isSome(localDateOf(year, 2, 29))).toBe(exists))

  it('has the parts of Date', () => {
    fc.assert(
      fc.property(arbitraryAnyLocalDate, (date) => {
        const d = utc(date)
        expect([yearOf(date), monthOf(date), dayOf(date)]).toEqual([d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()])
        expect(toEpochDay(date)).toBe(d.getTime() / 86_400_000)
        expect(ofEpochDay(toEpochDay(date))).toBe(date)
        expect(yearMonthOf(date)).toBe(date.slice(0, 7))
      }),
    )
  })

  it('adds days as Date does, and counts them back', () => {
    fc.assert(
      fc.property(within, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        const d = utc(date)
        d.setUTCDate(d.getUTCDate() + days)
        expect(addDays(date, days)).toBe(iso(d))
        expect(daysBetween(date, addDays(date, days))).toBe(days)
      }),
    )
  })

  it('adds months as Date does, but never past the end of the month', () => {
    fc.assert(
      fc.property(within, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const first = new Date(Date.UTC(yearOf(date), monthOf(date) - 1 + months, 1))
        const last = new Date(Date.UTC(yearOf(date), monthOf(date) + months, 0)).getUTCDate()
        first.setUTCDate(Math.min(dayOf(date), last))
        expect(addMonths(date, months)).toBe(iso(first))
        expect(daysInMonth(first.getUTCFullYear(), first.getUTCMonth() + 1)).toBe(last)
      }),
    )
  })

  it('compares as time does', () => {
    fc.assert(
      fc.property(within, within, (a, b) => {
        expect(a < b).toBe(utc(a) < utc(b))
        expect([earlier(a, b), later(a, b)]).toEqual(a < b ? [a, b] : [b, a])
      }),
    )
  })

  it('counts completed years from birthday to birthday; 29 February counts on the 28th', () => {
    expect(completedYears(day('1988-02-29'), day('2023-02-27'))).toBe(34)
    expect(completedYears(day('1988-02-29'), day('2023-02-28'))).toBe(35)
    expect(addYears(day('2024-02-29'), -1)).toBe('2023-02-28')
    fc.assert(
      fc.property(within, within, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const years = completedYears(from, to)
        expect(addYears(from, years) <= to && addYears(from, years + 1) > to).toBe(true)
      }),
    )
  })

  it('knows the edges of months and years', () => {
    expect([firstDayOfMonth(day('2024-02-29')), firstDayOfNextMonth(day('2024-12-31'))]).toEqual(['2024-02-01', '2025-01-01'])
    expect([firstDayOfYear(2024), lastDayOfYear(2024)]).toEqual(['2024-01-01', '2024-12-31'])
  })
})

describe('Instant', () => {
  it('goes to milliseconds and back', () => {
    fc.assert(fc.property(arbitraryInstant, (instant) => instantOfMillis(toMillis(instant)) === instant && Instant.is(instant)))
  })

  it('reads moments that name their zone, and no others', () => {
    expect(instant('2026-11-24T10:00:00+07:00')).toEqual(E.right('2026-11-24T03:00:00.000Z'))
    for (const text of ['2026-11-24T10:00:00', '2026-11-24', '24-11-2026T10:00:00Z', '']) expect(E.isLeft(instant(text))).toBe(true)
    expect(Instant.is('2026-13-24T10:00:00.000Z')).toBe(false)
  })

  it('falls on the day of the zone', () => {
    expect(localDateAt(instantOfMillis(Date.UTC(2026, 10, 23, 16, 59, 59)), 420)).toBe('2026-11-23')
    expect(localDateAt(instantOfMillis(Date.UTC(2026, 10, 23, 17)), 420)).toBe('2026-11-24')
  })
})
