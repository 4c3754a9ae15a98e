import { GRADES, guardCell } from '@jejak/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell } from './Cell.js'
import { codes } from './codes.js'
import { date } from './date.js'
import { decimal, hundredths, thousandths } from './decimal.js'
import { grade } from './grade.js'
import { oneOf } from './list.js'
import { education, servantStatus, sex, yesNo } from './lists.js'
import { nip } from './nip.js'
import { rupiah } from './rupiah.js'
import { code, MAX_CODE, MAX_TEXT, text } from './text.js'
import { isBlank } from './tidy.js'
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
    ['1.2.2014', '2014-02-01'],
    ['1/2/2014', '2014-02-01'],
    ['2014-12-01 00:00:00', '2014-12-01'],
    ['2014-12-01 07:30:00', 'DATE_INVALID'],
    ['1 Desember 2014', '2014-12-01'],
    ['1-Des-2014', '2014-12-01'],
    ['01 NOP 2014', '2014-11-01'],
    ['1 Pebruari 2014', '2014-02-01'],
    ['1-Peb-2014', '2014-02-01'],
    ['1 Sept 2014', '2014-09-01'],
    ['1 Agt 2014', '2014-08-01'],
    ['1-ags-2014', '2014-08-01'],
    ['31 Juni 2014', 'DATE_INVALID'],
    ['1 Dec 2014', 'DATE_INVALID'],
    ['1 Desember 14', 'DATE_INVALID'],
    ['1-Des 2014', 'DATE_INVALID'],
    ['Desember 2014', 'DATE_INVALID'],
    ['2014-2-1', 'DATE_INVALID'],
    ['1985/04/12', 'DATE_INVALID'],
    ['31122020', 'DATE_INVALID'],
  ])('%s is %s', (raw, normal) => expect(read(date, raw)).toBe(normal))

  const MONTHS = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' ')
  const short = (name: string): string => name.slice(0, 3)

  test('every form of a day says that day', () => {
    const days = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10))
    fc.assert(
      fc.property(days, (day) => {
        const [year = '', month = '', dayOfMonth = ''] = day.split('-')
        const name = MONTHS[Number(month) - 1] ?? ''
        const forms = [day, `${day} 00:00:00`]
        for (const written of [dayOfMonth, String(Number(dayOfMonth))]) {
          for (const sign of ['-', '/', '.'])
            forms.push(`${written}${sign}${month}${sign}${year}`, `${written}${sign}${Number(month)}${sign}${year}`)
          for (const word of [name, short(name), name.toUpperCase(), short(name).toLowerCase()])
            forms.push(`${written} ${word} ${year}`, `${written}-${word}-${year}`)
        }
        expect(forms.filter((form) => read(date, form) !== day)).toEqual([])
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
    ['III-b', 'III/b'],
    ['Penata Tk. I, III/d', 'III/d'],
    ['Penata Muda Tingkat I III/b', 'III/b'],
    ['PENATA MUDA TK.I,III/b', 'III/b'],
    ['Pembina Utama Muda , 4c', 'IV/c'],
    ['Pembina, III/d', 'III/d'],
    ['Penata', 'VALUE_INVALID'],
    ['Penata Muda Utama, III/a', 'VALUE_INVALID'],
    ['PenataIII/c', 'VALUE_INVALID'],
    ['Kolonel, III/c', 'VALUE_INVALID'],
    ['III/e', 'VALUE_INVALID'],
    ['V/a', 'VALUE_INVALID'],
    ['IIII/a', 'VALUE_INVALID'],
  ])('%s is %s', (raw, normal) => expect(read(grade, raw)).toBe(normal))

  // domain.md 3.1, in the order of the grades.
  const RANKS = ['Juru', 'Pengatur', 'Penata'].flatMap((name) => [`${name} Muda`, `${name} Muda Tingkat I`, name, `${name} Tingkat I`])
  const LAST = ['Pembina', 'Pembina Tingkat I', 'Pembina Utama Muda', 'Pembina Utama Madya', 'Pembina Utama']

  test('every form of a grade says that grade', () => {
    for (const [place, each] of GRADES.entries()) {
      const [roman = '', letter = ''] = each.split('/')
      const forms = ['/', '.', ' ', '-'].map((sign) => `${roman}${sign}${letter}`)
      const digit = ['I', 'II', 'III', 'IV'].indexOf(roman) + 1
      const name = [...RANKS, ...LAST][place] ?? ''
      const names = [name, name.replace('Tingkat', 'Tk.'), name.replace('Tingkat I', 'Tk.I'), name.toUpperCase()]
      const all = [...forms, `${digit}${letter}`, ...names.flatMap((rank) => [' ', ',', ', '].map((sign) => `${rank}${sign}${each}`))]
      expect(all.filter((form) => read(grade, form) !== each)).toEqual([])
    }
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

describe('thousandths', () => {
  test.each([
    ['12,5', '12500'],
    ['12.5', '12500'],
    ['100', '100000'],
    ['0,125', '125'],
    ['0,1250', '125'],
    ['0,1255', 'VALUE_INVALID'],
    ['9999', '9999000'],
    ['9999,001', 'VALUE_INVALID'],
    ['-1', 'VALUE_INVALID'],
  ])('%s is %s', (raw, normal) => expect(read(thousandths(0, 9999), raw)).toBe(normal))
})

describe('lists of which offices use other words', () => {
  test.each([
    [sex, 'Laki-laki', 'L'],
    [sex, 'PEREMPUAN', 'P'],
    [sex, 'p', 'P'],
    [servantStatus, 'p3k', 'PPPK'],
    [yesNo, 'Ya', 'Y'],
    [yesNo, 'tidak', 'T'],
    [education, 'SMA', 'SLTA'],
    [education, 'SMK', 'SLTA'],
    [education, 'MA', 'SLTA'],
    [education, 'smp', 'SLTP'],
    [education, 'MTs', 'SLTP'],
    [education, 'MI', 'SD'],
    [education, 'S 1', 'VALUE_INVALID'],
    [education, 'S-4', 'VALUE_INVALID'],
    [education, 'D-5', 'VALUE_INVALID'],
  ])('%#: %s is %s', (cell, raw, normal) => expect(read(cell, raw)).toBe(normal))

  test('every form of a degree says that degree', () => {
    for (const level of ['D1', 'D2', 'D3', 'D4', 'S1', 'S2', 'S3']) {
      const [letter = '', digit = ''] = level
      const roman = ['I', 'II', 'III', 'IV'][Number(digit) - 1] ?? ''
      for (const sign of ['', '-', '.'])
        for (const number of [digit, roman]) expect(read(education, `${letter}${sign}${number}`.toLowerCase())).toBe(level)
    }
  })

  test('the advice names what is accepted', () => {
    expect(sex.advice?.id).toBe('Pakai nilai dari daftar: L (Laki-laki), P (Perempuan).')
    expect(education.advice?.en).toContain('SLTA (SMA, SMK, MA), D1 (D-I)')
    expect(education.advice?.en).toContain('S3 (S-III)')
  })
})

describe('characters that nobody sees', () => {
  const INVISIBLE = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff']
  const CELLS: ReadonlyArray<readonly [Cell, string]> = [
    [text, 'Siti Contoh'],
    [code, 'U.02'],
    [codes, 'A;B'],
    [date, '1 Desember 2014'],
    [grade, 'Penata, III/c'],
    [nip, '19850412 201003 2 901'],
    [sex, 'Laki-laki'],
    [rupiah, 'Rp 1.500.000'],
    [whole(), '12'],
    [decimal(0, 100), '79,5'],
  ]

  test('change nothing, wherever they stand', () => {
    const places = fc.array(fc.tuple(fc.nat(40), fc.constantFrom(...INVISIBLE)), { maxLength: 6 })
    fc.assert(
      fc.property(fc.constantFrom(...CELLS), places, ([cell, written], inserted) => {
        const spoilt = inserted.reduce((so, [place, sign]) => so.slice(0, place) + sign + so.slice(place), written)
        expect(read(cell, spoilt)).toBe(read(cell, written))
      }),
    )
  })

  test('are alone an empty cell, and a no-break blank is a blank', () => {
    expect(INVISIBLE.every(isBlank)).toBe(true)
    for (const [cell, written] of CELLS) {
      expect(read(cell, INVISIBLE.join(' '))).toBe('')
      for (const blank of ['\u00a0', '\u202f', '\u2007']) expect(read(cell, written.replaceAll(' ', blank))).toBe(read(cell, written))
    }
  })
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
