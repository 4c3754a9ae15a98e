/**
 * Texts on their way into a spreadsheet and back.
 *
 * A cell that begins like a formula would be run where the file is opened, and a
 * long row of digits (an employee number) would be read as a number and rounded.
 * Both get an apostrophe in front; whoever reads such a file takes just such an
 * apostrophe away again, so that what is sent back says what it said.
 */

const SIGN = '[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]'
const DIGITS = '\\d{12,}\\s*$'

/** Blanks before a sign do not keep every program from running what follows. */
const UNSAFE = new RegExp(`^(?:[\\t\\r\\n]|\\s*${SIGN}|\\s*${DIGITS})`, 'u')
const GUARDED = new RegExp(`^'(?=\\s*${SIGN}|\\s*${DIGITS})`, 'u')

/**
 * The text as a spreadsheet may have it. Numbers of a table are no text: a minus before them is no formula.
 *
 * @example
 * guardCell('=1+1') // => "'=1+1"
 * guardCell('198504122010032907') // => "'198504122010032907"
 */
export const guardCell = (text: string): string => (UNSAFE.test(text) ? `'${text}` : text)

/**
 * Takes away the apostrophe that `guardCell` put.
 *
 * @example
 * unguardCell(guardCell('=1+1')) // => '=1+1'
 */
export const unguardCell = (text: string): string => text.replace(GUARDED, '')
