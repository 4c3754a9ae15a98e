/**
 * The 18-digit employee number: NIP of a PNS (Perka BKN 22/2007) or NI PPPK.
 *
 * Digits 1-8 are the birth date, 15 the sex, 16-18 a serial from 001. Digits
 * 13-14 tell the kinds apart: 01-12 is the month of TMT CPNS, 21 and above the
 * agreement of a PPPK (n + 20). There is no check digit.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { type LocalDate, localDateOf } from '../date/LocalDate.js'
import type { Sex } from '../fact/values.js'
import { unsafeBrand } from '../unsafe.js'
import type { Malformed } from '../value/Malformed.js'

export interface EmployeeNumberBrand {
  readonly EmployeeNumber: unique symbol
}

/** A number that breaks no rule of form. Personal data: it is sealed wherever it is stored. */
export type EmployeeNumber = t.Branded<string, EmployeeNumberBrand>

/** Which rule a text breaks; the first one, from left to right. */
export type EmployeeNumberFault = 'NOT_18_DIGITS' | 'BIRTH_DATE' | 'MONTH_OR_AGREEMENT' | 'BEFORE_BIRTH' | 'PPPK_YEAR' | 'SEX' | 'SERIAL'

/** PPPK exist since 2019 (PP 49/2018; recalled, not verified). */
export const FIRST_PPPK_YEAR = 2019

const number = (text: string, from: number, to: number): number => Number(text.slice(from - 1, to))

const fault = (text: string): EmployeeNumberFault | null => {
  if (!/^[0-9]{18}$/.test(text)) return 'NOT_18_DIGITS'
  const birth = localDateOf(number(text, 1, 4), number(text, 5, 6), number(text, 7, 8))
  if (O.isNone(birth)) return 'BIRTH_DATE'
  const year = number(text, 9, 12)
  const block = number(text, 13, 14)
  if (block === 0 || (block > 12 && block < 21)) return 'MONTH_OR_AGREEMENT'
  if (block <= 12) {
    if (year * 100 + block <= number(text, 1, 6)) return 'BEFORE_BIRTH'
  } else if (year < FIRST_PPPK_YEAR) return 'PPPK_YEAR'
  else if (year <= number(text, 1, 4)) return 'BEFORE_BIRTH'
  const sex = number(text, 15, 15)
  if (sex !== 1 && sex !== 2) return 'SEX'
  return number(text, 16, 18) === 0 ? 'SERIAL' : null
}

/** A text that is no employee number, and the first rule it breaks. */
export interface MalformedNumber extends Malformed {
  readonly rule: EmployeeNumberFault
}

/**
 * Reads a number without blanks.
 *
 * @example
 * employeeNumber('199001012015031901') // => E.right('199001012015031901')
 * const none = employeeNumber('199001012015131901')
 * E.isLeft(none) && none.left.rule // => 'MONTH_OR_AGREEMENT'
 */
export const employeeNumber = (text: string): E.Either<MalformedNumber, EmployeeNumber> => {
  const rule = fault(text)
  return rule === null
    ? E.right(unsafeBrand(text))
    : E.left({ tag: 'Malformed', type: 'EmployeeNumber', expected: '18 digits of a NIP or an NI PPPK', rule })
}

export const EmployeeNumber: t.BrandC<t.StringC, EmployeeNumberBrand> = t.brand(
  t.string,
  (s): s is EmployeeNumber => fault(s) === null,
  'EmployeeNumber',
)

/**
 * Birth date by the number; the recorded one counts, this is a check.
 *
 * @example
 * birthDateOf(must(employeeNumber('198504122010032907'))) // => '1985-04-12'
 */
export const birthDateOf = (n: EmployeeNumber): LocalDate => unsafeBrand(`${n.slice(0, 4)}-${n.slice(4, 6)}-${n.slice(6, 8)}`)

/**
 * Sex by the number; the recorded one counts, this is a check.
 *
 * @example
 * sexOf(must(employeeNumber('198504122010032907'))) // => 'P'
 */
export const sexOf = (n: EmployeeNumber): Sex => (n[14] === '1' ? 'L' : 'P')

/**
 * Whether the number is one of a PNS or of a PPPK.
 *
 * @example
 * numberKindOf(must(employeeNumber('198504122010032907'))) // => 'PNS'
 */
export const numberKindOf = (n: EmployeeNumber): 'PNS' | 'PPPK' => (number(n, 13, 14) <= 12 ? 'PNS' : 'PPPK')

/**
 * As printed: `19850412 201003 2 007`.
 *
 * @example
 * displayNumber(must(employeeNumber('198504122010032907'))) // => '19850412 201003 2 907'
 */
export const displayNumber = (n: EmployeeNumber): string => `${n.slice(0, 8)} ${n.slice(8, 14)} ${n.slice(14, 15)} ${n.slice(15)}`
