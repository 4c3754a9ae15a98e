import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Unfit } from './XlsxFault.js'
import { attribute, Xml } from './Xml.js'

/** What reading these pieces told, or the code it was refused with. */
const read = (...pieces: ReadonlyArray<string>): string => {
  let told = ''
  const xml = new Xml({
    open: (name) => {
      told += `(${name} `
    },
    close: () => {
      told += ')'
    },
    text: (text) => {
      told += text
    },
  })
  try {
    for (const piece of pieces) xml.push(piece)
    xml.end()
    return told
  } catch (error) {
    if (error instanceof Unfit) return error.fault.code
    throw error
  }
}

const GOOD = `\uFEFF<?xml version="1.0" encoding="UTF-8"?><!-- <x> --><x:a xmlns:x="u" f="[>1]"><b r='1'/>&lt;&#65;&#x42;&amp;<![CDATA[<&]]>é</x:a>\n`

describe('XML', () => {
  test('tells tags and text', () => expect(read(GOOD)).toBe('(a (b )<AB&<&é)'))

  test('wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: GOOD.length }), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), GOOD.length]
        expect(read(...places.slice(1).map((to, i) => GOOD.slice(places[i], to)))).toBe('(a (b )<AB&<&é)')
      }),
    )
  })

  test.each([
    ['', 'XLSX_DAMAGED'],
    ['<a>', 'XLSX_DAMAGED'],
    ['<a></b>', 'XLSX_DAMAGED'],
    ['<a/><b/>', 'XLSX_DAMAGED'],
    ['words', 'XLSX_DAMAGED'],
    ['<a>&nbsp;</a>', 'XLSX_DAMAGED'],
    ['<a>&</a>', 'XLSX_DAMAGED'],
    ['<a>&#0;</a>', 'XLSX_DAMAGED'],
    ['<a>&#x110000;</a>', 'XLSX_DAMAGED'],
    ['<a><></a>', 'XLSX_DAMAGED'],
    ['<a>'.repeat(65), 'XLSX_DAMAGED'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'XLSX_WITH_DTD'],
    ['<!ENTITY b "c">', 'XLSX_WITH_DTD'],
    [`<a>${'x'.repeat(1_100_000)}`, 'XLSX_TOO_LARGE'],
    [`<a b="${'x'.repeat(1_100_000)}`, 'XLSX_TOO_LARGE'],
    [`<!--${'x'.repeat(1_100_000)}`, 'XLSX_TOO_LARGE'],
  ])('%.40s is refused', (text, code) => expect(read(text)).toBe(code))

  test('attributes are found by name, with or without a prefix', () => {
    expect(attribute('sheet name="a &amp; b" sheetId="1" r:id="rId7"', 'id')).toBe('rId7')
    expect(attribute('sheet name="a &amp; b"', 'name')).toBe('a & b')
    expect(attribute("c r = 'A1' t='s'", 'r')).toBe('A1')
    expect(attribute('row spans="1:2"', 'r')).toBe(null)
  })
})
