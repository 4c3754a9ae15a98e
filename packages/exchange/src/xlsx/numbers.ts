/** The numbers of a spreadsheet as text: what is written, without the noise of binary fractions. */

/** Digits a spreadsheet keeps of a number, and decimals that can mean anything. */
const DIGITS = 15
const DECIMALS = 10

/** The shortest digits that mean the number, and zeros behind them: `1E+21` is a one and 21 zeros. */
const largeNumber = (number: number): string => {
  const [digits = '', exponent = '0'] = Math.abs(Math.round(number)).toExponential().split('e')
  return `${number < 0 ? '-' : ''}${digits.replace('.', '').padEnd(Number(exponent) + 1, '0')}`
}

/** Plain decimal digits with a point, never an exponent; `null` where it is no number. */
export const plainNumber = (written: string): string | null => {
  const text = written.trim()
  if (/^-?[0-9]{1,400}$/.test(text)) return text.replace(/^(-?)0+(?=[0-9])/, '$1').replace(/^-0$/, '0')
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text)) return null
  const number = Number(text)
  if (!Number.isFinite(number)) return null
  if (Math.abs(number) >= 10 ** DIGITS) return largeNumber(number)
  return Number(number.toPrecision(DIGITS))
    .toFixed(DECIMALS)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0')
}

/** How a spreadsheet shows a number that has no room: `1.985041220100329E+17`. */
export const withExponent = (plain: string): string => Number(plain).toExponential().toUpperCase()

const DAY = 86_400_000
/** 31 December 9999 in the system of 1900. */
const LAST = 2_958_465

const two = (number: number): string => String(number).padStart(2, '0')

/**
 * The day of a date cell as `yyyy-mm-dd`, whatever the time zone of this machine.
 * Days are counted from 1 January 1900 (1), with a 29 February 1900 that never was,
 * or from 1 January 1904 (0). Text that is no day where a sheet shows none either.
 */
export const dayOf = (plain: string, from1904: boolean): string | null => {
  const serial = Math.floor(Number(plain))
  if (!(serial >= 0 && serial <= LAST)) return null
  if (!from1904 && serial === 0) return '1900-01-00'
  if (!from1904 && serial === 60) return '1900-02-29'
  const first = from1904 ? Date.UTC(1904, 0, 1) : serial < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)
  const day = new Date(first + serial * DAY)
  const year = day.getUTCFullYear()
  return year > 9999 ? null : `${String(year).padStart(4, '0')}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`
}
