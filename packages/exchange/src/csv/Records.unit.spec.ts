import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_RECORD, Records } from './Records.js'

/** Splits text handed over in pieces of these sizes (the last one repeats). */
const split = (text: string, delimiter: ',' | ';' = ',', sizes: ReadonlyArray<number> = [text.length || 1]) => {
  const records = new Records(delimiter)
  const out: string[][] = []
  let at = 0
  for (let i = 0; at < text.length; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? 1
    const fault = records.push(text.slice(at, at + size), out)
    if (fault !== null) return { out, fault }
    at += size
  }
  return { out, fault: records.end(out) }
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

test('what was written is read, however it is cut', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', '\r', ' ', 'é', '😀') })
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  const end = fc.constantFrom('\n', '\r\n', '\r')
  fc.assert(
    fc.property(
      table,
      end,
      fc.constantFrom(',' as const, ';' as const),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      (rows, eol, delimiter, sizes) => {
        const text = rows.map((row) => row.map(quoted).join(delimiter) + eol).join('')
        expect(split(text, delimiter, sizes)).toEqual({ out: rows, fault: null })
      },
    ),
  )
})

test('a stray quote inside a cell is a character', () => {
  expect(split('a"b,c"\n"d"e,f\n').out).toEqual([
    ['a"b', 'c"'],
    ['de', 'f'],
  ])
})

test('a cell of several lines ends at its closing quote; what goes on there tells of a stray one', () => {
  expect(split('x\na,"b\nc"d,e\n')).toEqual({ out: [['x']], fault: { code: 'QUOTE_STRAY', line: 2 } })
  expect(split('a,"b\nc" ,"d\n""e"""\n')).toEqual({ out: [['a', 'b\nc ', 'd\n"e"']], fault: null })
})

test('the last record needs no line end, an empty one is none', () => {
  expect(split('a,b').out).toEqual([['a', 'b']])
  expect(split('a,\n').out).toEqual([['a', '']])
  expect(split('').out).toEqual([])
})

test('a quote that is never closed is a fault, and names where it began', () => {
  expect(split('a\n"b\nc\nd')).toEqual({ out: [['a']], fault: { code: 'QUOTE_NOT_CLOSED', line: 2 } })
})

test('a record beyond the limit ends the file instead of filling the memory', () => {
  const piece = 'x'.repeat(65_536)
  for (const start of ['', '"', 'a,']) {
    const records = new Records(',')
    let fault = records.push(`a\n${start}`, [])
    let pushed = 0
    for (; fault === null && pushed < 100; pushed++) fault = records.push(piece, [])
    expect(fault).toEqual({ code: 'ROW_TOO_LONG', line: 2 })
    expect(pushed * piece.length).toBeLessThan(MAX_RECORD + 3 * piece.length)
  }
})
