/** Titles, meanings and columns say the numbers of the policies in force: a label never names a threshold that another policy has replaced. */
import { firstDayOfYear } from '@jejak/core'
import type { ReportForm, Thresholds, Words } from './Report.js'

type Language = keyof Words

const NUMERALS: Readonly<Record<Language, ReadonlyArray<string>>> = {
  id: ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh'],
  en: ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
}

/** Numbers one after another: `7, 8, dan 9`, `7, 8 and 9`. */
const listed = (numbers: ReadonlyArray<number>, language: Language): string => {
  const last = numbers.at(-1)
  if (last === undefined) return '-'
  const rest = numbers.slice(0, -1)
  if (rest.length === 0) return String(last)
  const and = language === 'id' ? (rest.length > 1 ? ', dan ' : ' dan ') : ' and '
  return `${rest.join(', ')}${and}${last}`
}

const say = (text: string, thresholds: Thresholds, language: Language): string =>
  text.replaceAll(/\{(\w+)(:word)?\}/g, (asked, name: string, word: string | undefined) => {
    const value = thresholds[name]
    if (value === undefined) return asked
    if (typeof value !== 'number') return listed(value, language)
    return word === undefined ? String(value) : (NUMERALS[language][value] ?? String(value))
  })

const sayBoth = <W extends Words>(words: W, thresholds: Thresholds): W => ({
  ...words,
  id: say(words.id, thresholds, 'id'),
  en: say(words.en, thresholds, 'en'),
})

/**
 * A report in the words of an answer: its texts with the numbers in force on the day the answer speaks of.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * report !== undefined && worded(report, { floor: 24 }).columns[2]?.en // => 'PNS >= 24 JP'
 */
export const worded = (form: ReportForm, thresholds: Thresholds): ReportForm => ({
  ...form,
  title: sayBoth(form.title, thresholds),
  meaning: sayBoth(form.meaning, thresholds),
  columns: form.columns.map((column) => sayBoth(column, thresholds)),
  ...(form.beside === undefined
    ? {}
    : {
        beside: form.beside.map((table) => ({
          ...table,
          title: sayBoth(table.title, thresholds),
          columns: table.columns.map((column) => sayBoth(column, thresholds)),
        })),
      }),
})

/**
 * For lists that speak of no agency: the words for one that has adopted nothing of its own.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * report !== undefined && wordedForNobody(report).title.en // => 'Training hours'
 */
export const wordedForNobody = (form: ReportForm): ReportForm =>
  form.thresholds === undefined ? form : worded(form, form.thresholds({ policies: [] }, firstDayOfYear(2000)))
