import { GRADES, guardCell } from '@jejak/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell } from './Cell.js'
import { codes } from './codes.js'
import { date } from './date.js'
import { decimal, hundredths } from './decimal.js'
import { grade } from './grade.js'
import { oneOf } from './list.js'
import { nip } from './nip.js'
import { rupiah } from './rupiah.js'
import { code, MAX_CODE, MAX_TEXT, text } from './text.js'
import { MAX_COUNT, whole } from './whole.js'

/** The normal form, `''` for an empty cell, or the fault. */
const read = (cell: Cell, raw: string): string => {
  const tidied = cell.tidy(raw)
  if (tidied === '') return ''
  const found = cell.read(tidied)
  return found.ok ? found.value : found.fault
}

describe('a date', () => {
  test.each([
    ['12-04-1985', '1985-04-12'],
    ['12/04/1985', '1985-04-12'],
    ['1985-04-12', '1985-04-12'],
    [' 29-02-1988 ', '1988-02-29'],
    ['29-02-1987', 'DATE_INVALID'],
    ['12-04-85', 'DATE_INVALID'],
    ['04/13/1985', 'DATE_INVALID'],
    ['12-04/1985', 'DATE_INVALID'],
    ['1985/04/12', 'DATE_INVALID'],
    ['31122020', 'DATE_INVALID'],
  ])('%s is %s', (raw, normal) => expect(read(date, raw)).toBe(normal))

  test('reads back the three forms of every day', () => {
    const days = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10))
    fc.assert(
      fc.property(days, (day) => {
        const [year = '', month = '', dayOfMonth = ''] = day.split('-')
        for (const form of [day, `${dayOfMonth}-${month}-${year}`, `${dayOfMonth}/${month}/${year}`]) expect(read(date, form)).toBe(day)
      }),
    )
  })
})

describe('an employee number', () => {
  test.each([
    ["'19850412 201003 2 901", '198504122010032901'],
    ['198504122010032901', '198504122010032901'],
    ['1.98503E+17', 'NIP_PRECISION_LOST'],
    ['1,98503E+17', 'NIP_PRECISION_LOST'],
    ['1.98503e17', 'NIP_PRECISION_LOST'],
    ['198504122010032000', 'NIP_INVALID'],
    ['1985041220100329O1', 'NIP_INVALID'],
    ['98504122010032901', 'NIP_INVALID'],
    [" ' ", ''],
  ])('%s is %s', (raw, normal) => expect(read(nip, raw)).toBe(normal))
})

describe('a grade', () => {
  test.each([
    ['III/b', 'III/b'],
    ['III.b', 'III/b'],
    ['III b', 'III/b'],
    ['3b', 'III/b'],
    ['iii/B', 'III/b'],
    ['IV/e', 'IV/e'],
    ['III/e', 'VALUE_INVALID'],
    ['V/a', 'VALUE_INVALID'],
    ['IIII/a', 'VALUE_INVALID'],
  ])('%s is %s', (raw, normal) => expect(read(grade, raw)).toBe(normal))

  test('every grade is its own normal form', () => {
    for (const each of GRADES) expect(read(grade, each)).toBe(each)
  })
})

describe('an amount of rupiah', () => {
  test.each([
    ['1.500.000,00', '1500000'],
    ['1500000', '1500000'],
    ['Rp 1.500.000', '1500000'],
    ['Rp6.900.000', '6900000'],
    ['-20900000', '-20900000'],
    ['-Rp 1.500', '-1500'],
    ['Rp -1.500', '-1500'],
    ['-0', '0'],
    ['1,500,000', 'VALUE_INVALID'],
    ['12.34.567', 'VALUE_INVALID'],
    ['1.500,50', 'VALUE_INVALID'],
    ['1500000.00', 'VALUE_INVALID'],
    ['--5', 'VALUE_INVALID'],
    ['banyak', 'VALUE_INVALID'],
    ['99999999999999999999', 'VALUE_INVALID'],
  ])('%s is %s', (raw, normal) => expect(read(rupiah, raw)).toBe(normal))

  test('reads back what Indonesian sheets write', () => {
    const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).filter((amount) => amount !== 0)
    fc.assert(
      fc.property(amounts, (amount) => {
        const grouped = Math.abs(amount).toLocaleString('id-ID')
        const minus = amount < 0 ? '-' : ''
        for (const form of [`${minus}${grouped}`, `${minus}${grouped},00`, `${minus}Rp ${grouped}`, String(amount)])
          expect(read(rupiah, form)).toBe(String(amount))
      }),
    )
  })
})

describe('numbers', () => {
  test.each([
    ['0', '0'],
    ['007', '7'],
    ['-1', 'VALUE_INVALID'],
    ['1.5', 'VALUE_INVALID'],
    ['1.000', 'VALUE_INVALID'],
    ['1000000000', '1000000000'],
    ['1000000001', 'VALUE_INVALID'],
    ['9007199254740991', 'VALUE_INVALID'],
  ])('whole: %s is %s', (raw, normal) => expect(read(whole(), raw)).toBe(normal))

  test('counts add up exactly, as many as a log of millions may hold', () => {
    expect(Number.isSafeInteger(MAX_COUNT * 9_000_000)).toBe(true)
  })

  test.each([
    ['79,9', '79.9'],
    ['79.90', '79.9'],
    ['100', '100'],
    ['100,1', 'VALUE_INVALID'],
    ['-1', 'VALUE_INVALID'],
    ['1.000,5', 'VALUE_INVALID'],
  ])('decimal: %s is %s', (raw, normal) => expect(read(decimal(0, 100), raw)).toBe(normal))

  test.each([
    ['3,82', '382'],
    ['3.8', '380'],
    ['4', '400'],
    ['3.820', '382'],
    ['3.825', 'VALUE_INVALID'],
    ['5.60', 'VALUE_INVALID'],
    ['0.99', 'VALUE_INVALID'],
  ])('hundredths: %s is %s', (raw, normal) => expect(read(hundredths(1, 5), raw)).toBe(normal))
})

describe('text and lists', () => {
  test('what a rejected row is guarded with is taken away again', () => {
    const cell = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", 'a', '1', '123456', ' ', '.') })
    fc.assert(
      fc.property(cell, (raw) => {
        for (const kind of [text, code, date, rupiah, nip]) expect(kind.tidy(guardCell(raw.trim()))).toBe(kind.tidy(raw))
      }),
    )
    expect(read(rupiah, guardCell('1500000000000'))).toBe('1500000000000')
    expect(read(rupiah, guardCell('-20.900.000,00'))).toBe('-20900000')
    for (const written of ["'198504122010032901", "'19850412 201003 2 901", '198504122010032901'])
      expect(read(nip, guardCell(written))).toBe('198504122010032901')
  })

  test('text is NFC, trimmed, with inner blanks folded', () => {
    expect(read(text, '  Siti \n  Contoh\u00a0Ayu ')).toBe('Siti Contoh Ayu')
    expect(read(text, 'Re\u0301mi')).toBe('R\u00e9mi')
  })

  test('tidying twice is tidying once, but for the guard of a formula', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((raw) => !raw.includes("'")),
        (raw) => {
          expect(text.tidy(text.tidy(raw))).toBe(text.tidy(raw))
        },
      ),
    )
  })

  test('damaged or endless text is no value', () => {
    expect(read(text, 'a\u0000b')).toBe('VALUE_INVALID')
    expect(read(text, 'x'.repeat(MAX_TEXT + 1))).toBe('VALUE_INVALID')
    expect(read(code, 'x'.repeat(MAX_CODE + 1))).toBe('VALUE_INVALID')
  })

  test('case does not matter in a list', () => {
    expect(read(oneOf('PNS', 'CPNS'), ' pns ')).toBe('PNS')
    expect(read(oneOf('PNS', 'CPNS'), 'honorer')).toBe('VALUE_INVALID')
  })

  test('codes are joined by semicolons, empty ones left out', () => {
    expect(read(codes, 'A-1; ;B-2;')).toBe('A-1;B-2')
    expect(read(codes, ';')).toBe('VALUE_INVALID')
  })
})
