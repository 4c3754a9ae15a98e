import { arbitraryEmployeeNumber, arbitraryPnsNumber, arbitraryPppkNumber } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { birthDateOf, displayNumber, EmployeeNumber, employeeNumber, numberKindOf, sexOf } from './EmployeeNumber.js'

/** All made up. */
const VALID: ReadonlyArray<readonly [string, 'PNS' | 'PPPK', 'L' | 'P', string]> = [
  ['198504122010032907', 'PNS', 'P', '1985-04-12'],
  ['198802292014121901', 'PNS', 'L', '1988-02-29'],
  ['199009052023212914', 'PPPK', 'P', '1990-09-05'],
  ['199701182025221903', 'PPPK', 'L', '1997-01-18'],
  // Nine years old at entry: not plausible, and a warning of an import, but no rule of form forbids it.
  ['200506012015031901', 'PNS', 'L', '2005-06-01'],
  // The century leap year.
  ['200002292020011999', 'PNS', 'L', '2000-02-29'],
  ['198001012019991950', 'PPPK', 'L', '1980-01-01'],
]

const INVALID: ReadonlyArray<readonly [string, string, string]> = [
  ['29 February of a common year', '198702292010031901', 'BIRTH_DATE'],
  ['29 February of 1900', '190002291920031901', 'BIRTH_DATE'],
  ['31 April', '198504312010031901', 'BIRTH_DATE'],
  ['month 00 of birth', '198500122010031901', 'BIRTH_DATE'],
  ['13 is neither month nor agreement', '198504122010131901', 'MONTH_OR_AGREEMENT'],
  ['20 is neither', '198504122020201901', 'MONTH_OR_AGREEMENT'],
  ['00 is neither', '198504122010001901', 'MONTH_OR_AGREEMENT'],
  ['sex 3', '198504122010033901', 'SEX'],
  ['sex 0', '198504122010030901', 'SEX'],
  ['serial 000', '198504122010032000', 'SERIAL'],
  ['17 digits', '19850412201003297', 'NOT_18_DIGITS'],
  ['19 digits', '1985041220100329070', 'NOT_18_DIGITS'],
  ['the letter O', '1985041220100329O7', 'NOT_18_DIGITS'],
  ['blanks, as printed', '19850412 201003 2 907', 'NOT_18_DIGITS'],
  ['digits of another script', '١٩٨٥٠٤١٢٢٠١٠٠٣٢٩٠٧', 'NOT_18_DIGITS'],
  ['a line break at the end', '198504122010032907\n', 'NOT_18_DIGITS'],
  ['entry before birth', '198504121984032901', 'BEFORE_BIRTH'],
  ['entry in the month of birth', '198504121985042901', 'BEFORE_BIRTH'],
  ['agreement before PPPK existed', '199009052018212914', 'PPPK_YEAR'],
]

const ruleBroken = (text: string) => E.mapLeft(({ rule }: { readonly rule: string }) => rule)(employeeNumber(text))

describe('employee number', () => {
  it.each(VALID)('%s is one', (text, kind, sex, birth) => {
    const parsed = employeeNumber(text)
    if (E.isLeft(parsed)) expect.fail(parsed.left.rule)
    expect([numberKindOf(parsed.right), sexOf(parsed.right), birthDateOf(parsed.right)]).toEqual([kind, sex, birth])
  })

  it.each(INVALID)('%s is none', (_, text, fault) => {
    expect(ruleBroken(text)).toEqual(E.left(fault))
    expect(EmployeeNumber.is(text)).toBe(false)
    expect(E.isLeft(EmployeeNumber.decode(text))).toBe(true)
  })

  it('codec and parser agree on any text', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryEmployeeNumber, fc.stringMatching(/^[0-9]{17,19}$/), fc.string()), (text) => {
        expect(EmployeeNumber.is(text)).toBe(E.isRight(employeeNumber(text)))
      }),
    )
  })

  it('one wrong digit of the serial, sex or month never gives the same number, and kinds never mix', () => {
    fc.assert(
      fc.property(arbitraryPnsNumber, arbitraryPppkNumber, (pns, pppk) => {
        expect(numberKindOf(pns)).toBe('PNS')
        expect(numberKindOf(pppk)).toBe('PPPK')
        expect(displayNumber(pns).replaceAll(' ', '')).toBe(pns)
        expect(ruleBroken(`${pns.slice(0, 12)}13${pns.slice(14)}`)).toEqual(E.left('MONTH_OR_AGREEMENT'))
      }),
    )
  })
})
