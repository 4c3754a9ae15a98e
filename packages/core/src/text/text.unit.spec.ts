import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeControls } from './controls.js'
import { guardCell, unguardCell } from './sheet.js'

/** Texts in which what matters here is common. */
const nasty = fc.string({
  unit: fc.constantFrom(
    ...['=', '+', '-', '@', '\uff1d', "'", 'a', '1', '123456', ' ', '.', '\t', '\r', '\n', '\\'],
    ...['\u0000', '\u0007', '\u0008', '\u001b', '\u007f', '\u0085', '\u009b', '\u200f', '\u202e', '\u2066', '\u2069', '\ufeff'],
  ),
})

describe('controls', () => {
  test('are written out, tabs and line ends are not', () => {
    expect(escapeControls('Bu\u001b[2J\u001b]0;owned\u0007di')).toBe('Bu\\u001b[2J\\u001b]0;owned\\u0007di')
    expect(escapeControls('a\tb\r\nc\rd\u009b1m\u202ecba')).toBe('a\tb\r\nc\\u000dd\\u009b1m\\u202ecba')
    expect(escapeControls('Siti Nur\u2019aini, S.E. \u2014 \u00e9')).toBe('Siti Nur\u2019aini, S.E. \u2014 \u00e9')
  })

  test('never pass', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(escapeControls(text)).not.toMatch(/[^\P{Cc}\t\r\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/u)
      }),
    )
  })

  test('written out in JSON are the same value', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const json = escapeControls(JSON.stringify({ text }))
        expect(JSON.parse(json)).toEqual({ text })
        expect(json).not.toMatch(/[\u007f-\u009f\u202e]/)
      }),
    )
  })
})

describe('a cell for a spreadsheet', () => {
  test('cannot be run, and keeps its digits', () => {
    for (const text of ['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', ' =1', '\uff1d1', '198504122010032901', '-20.900.000'])
      expect(guardCell(text)).toBe(`'${text}`)
    for (const text of ['III/a', '20900000', 'Siti', "'=1", '12-04-1985', '']) expect(guardCell(text)).toBe(text)
    fc.assert(fc.property(nasty, (text) => !/^\s*[=+\-@\uff1d]|^[\t\r\n]|^\d{12,}$/.test(guardCell(text))))
  })

  test('comes back as what it was', () => {
    for (const text of ['=1+1', '-20.900.000', '198504122010032901', 'Siti']) expect(unguardCell(guardCell(text))).toBe(text)
    expect(unguardCell("'abc")).toBe("'abc")
  })
})
