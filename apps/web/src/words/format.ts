/** Numbers and dates as each language writes them. */
import type { Language } from './dictionary.js'

const LOCALES: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' }

export interface Formats {
  readonly count: (n: number) => string
  /** A number as it is, at most two decimals. */
  readonly number: (n: number) => string
  /** A share of 0 to 1 as per cent, one decimal. */
  readonly share: (share: number | null) => string
  readonly mean: (mean: number | null) => string
  /** `2026-03-05` as `5 Maret 2026`. */
  readonly day: (day: string) => string
  /** As `05-03-2026`, for tables. */
  readonly shortDay: (day: string) => string
  /** A moment as day and time in Jakarta (WIB). */
  readonly moment: (instant: string) => string
  readonly month: (day: string) => string
}

/** Stands where there is nothing to count. */
export const NOTHING = '–'

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)

export const formatsOf = (language: Language): Formats => {
  const locale = LOCALES[language]
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const mean = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Asia/Jakarta' })
  const dayThere = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'Asia/Jakarta' })
  const shortDay = (text: string): string => text.split('-').reverse().join('-')
  return {
    count: (n) => count.format(n),
    number: (n) => number.format(n),
    share: (n) => (n === null ? NOTHING : percent.format(n)),
    mean: (n) => (n === null ? NOTHING : mean.format(n)),
    day: (text) => day.format(utc(text)),
    shortDay,
    moment: (text) => {
      const date = new Date(text)
      return `${shortDay(dayThere.format(date))} ${time.format(date)} WIB`
    },
    month: (text) => month.format(utc(text)),
  }
}
