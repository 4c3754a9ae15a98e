/** A number with `,` or `.` before its decimals, within a range. */
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

/** Most digits after the point; more would not survive as a number. */
const MAX_DECIMALS = 10

const read = (text: string): number | null =>
  /^[0-9]{1,15}(?:[.,][0-9]+)?$/.test(text) && (text.split(/[.,]/)[1] ?? '').length <= MAX_DECIMALS ? Number(text.replace(',', '.')) : null

export const decimal = (from: number, to: number): Cell => ({
  tidy: tidyText,
  advice: { id: `Pakai angka dari ${from} sampai ${to}.`, en: `Use a number from ${from} to ${to}.` },
  read: (text) => {
    const number = read(text)
    return number !== null && number >= from && number <= to ? value(String(number)) : fault('VALUE_INVALID')
  },
})

/** A number of at most so many decimals, kept as a whole number of its smallest parts. */
const fixed =
  (decimals: number, words: { readonly id: string; readonly en: string }) =>
  (from: number, to: number): Cell => ({
    tidy: tidyText,
    advice: {
      id: `Pakai angka dari ${from} sampai ${to}, paling banyak ${words.id} desimal.`,
      en: `Use a number from ${from} to ${to}, with at most ${words.en} decimals.`,
    },
    read: (text) => {
      const number = read(text)
      const [, behind = ''] = text.split(/[.,]/)
      if (number === null || number < from || number > to || !/^0*$/.test(behind.slice(decimals))) return fault('VALUE_INVALID')
      return value(String(Math.round(number * 10 ** decimals)))
    },
  })

/** At most two decimals, kept as whole hundredths (`3,82` is `382`). */
export const hundredths = fixed(2, { id: 'dua', en: 'two' })

/** At most three decimals, kept as whole thousandths (`12,5` is `12500`). */
export const thousandths = fixed(3, { id: 'tiga', en: 'three' })
