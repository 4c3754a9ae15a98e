/** What a number format makes of a number, as far as it changes what the cell says. */
export interface NumberFormat {
  /** Shows the number as a day, with or without a time. */
  readonly date: boolean
  readonly percent: boolean
  /** Least number of digits of a whole number: `000` shows 7 as `007`. */
  readonly digits: number
}

export const GENERAL: NumberFormat = { date: false, percent: false, digits: 0 }

/** The built-in formats that show a day; those of East Asia are among them. Other numbers below 164 show none. */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
const isBuiltInPercent = (id: number): boolean => id === 9 || id === 10

/** Text in quotes, escaped characters, spaces left and filled, colours and conditions: none of them is a letter of a date. */
const LITERALS = /"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|AM\/PM|A\/P/gi

export const formatOf = (id: number, code: string | undefined): NumberFormat => {
  if (code === undefined) return { date: isBuiltInDate(id), percent: isBuiltInPercent(id), digits: 0 }
  const [positive = ''] = code.replace(LITERALS, '').split(';')
  // `m` is a month unless hours or seconds stand beside it.
  const date = /[yd]/i.test(positive) || (/m/i.test(positive) && !/[hs]/i.test(positive))
  return { date, percent: !date && positive.includes('%'), digits: /^0{2,18}$/.test(positive.trim()) ? positive.trim().length : 0 }
}
