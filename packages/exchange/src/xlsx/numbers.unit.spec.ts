import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatOf } from './formats.js'
import { dayOf, plainNumber, withExponent } from './numbers.js'

describe('a number as text', () => {
  test.each([
    ['3.8200000000000003', '3.82'],
    ['1500000', '1500000'],
    ['-20900000', '-20900000'],
    ['1E+21', '1000000000000000000000'],
    ['1.5e6', '1500000'],
    ['1E-7', '0.0000001'],
    ['0.1', '0.1'],
    ['66.666666666666671', '66.6666666667'],
    ['100.0', '100'],
    ['007', '7'],
    ['-0', '0'],
    ['-0.00000000000001', '0'],
    ['198504122010032901', '198504122010032901'],
    ['1.985041220100329E+17', '198504122010032900'],
    ['NaN', null],
    ['1e999', null],
    ['0x10', null],
    ['', null],
    ['1,5', null],
  ])('%s is %s', (written, plain) => expect(plainNumber(written)).toBe(plain))

  test('never has an exponent, and says the number itself', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        const plain = plainNumber(String(value)) ?? ''
        expect(plain).toMatch(/^-?\d+(\.\d+)?$/)
        expect(Math.abs(Number(plain) - value)).toBeLessThanOrEqual(Math.max(1e-10, Math.abs(value) * 1e-14))
      }),
    )
  })

  test('hundredths come back whole, whatever binary fractions made of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (a, b) => {
        expect(plainNumber(String(a / 100 + b / 100))).toBe(plainNumber(String((a + b) / 100)))
      }),
    )
  })

  test('with an exponent it is no NIP', () => {
    expect(withExponent('198504122010032901')).toMatch(/^1\.98504122010032\d*E\+17$/)
    expect(withExponent('5')).toBe('5E+0')
  })
})

describe('a day', () => {
  test.each([
    ['1', false, '1900-01-01'],
    ['59', false, '1900-02-28'],
    ['60', false, '1900-02-29'],
    ['61', false, '1900-03-01'],
    ['31149', false, '1985-04-12'],
    ['45352', false, '2024-03-01'],
    ['45352.999988', false, '2024-03-01'],
    ['0', false, '1900-01-00'],
    ['2958465', false, '9999-12-31'],
    ['2958466', false, null],
    ['-1', false, null],
    ['0', true, '1904-01-01'],
    ['1462', true, '1908-01-02'],
    ['43890', true, '2024-03-01'],
    ['2958465', true, null],
  ])('%s (1904: %s) is %s', (serial, from1904, day) => expect(dayOf(serial, from1904)).toBe(day))

  test('both systems name one day by numbers 1462 apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_462, max: 73_000 }), (serial) => {
        expect(dayOf(String(serial), false)).toBe(dayOf(String(serial - 1_462), true))
      }),
    )
  })
})

describe('a number format', () => {
  test.each([
    ['dd/mm/yyyy', true],
    ['mmm-yy', true],
    ['mmmm', true],
    ['[$-421]dd mmmm yyyy;@', true],
    ['yyyy-mm-dd hh:mm', true],
    ['h:mm AM/PM', false],
    ['[h]:mm:ss', false],
    ['mm:ss.0', false],
    ['General', false],
    ['"day "0', false],
    ['0\\d', false],
    ['[Red]0.00', false],
    ['#,##0.00;dd', false],
    ['_-"Rp"* #,##0_-', false],
    ['0.00E+00', false],
  ])('%s shows a day: %s', (code, date) => expect(formatOf(164, code).date).toBe(date))

  test('zeros in front and percents are seen, built-in ones too', () => {
    expect(formatOf(165, '000').digits).toBe(3)
    expect(formatOf(165, '0').digits).toBe(0)
    expect([formatOf(9, undefined).percent, formatOf(170, '0.0%').percent, formatOf(14, undefined).date]).toEqual([true, true, true])
    expect([formatOf(0, undefined), formatOf(20, undefined), formatOf(46, undefined)].some(({ date }) => date)).toBe(false)
  })
})
