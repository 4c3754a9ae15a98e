import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agencyOf, answerOf, appointed, attended, cohort, day, positioned, program, questionOf } from '../examples.spec.js'
import type { Answer, Report } from '../Report.js'
import { bigRatio, ratio, round4 } from '../shared/round.js'
import { toCsv } from './csv.js'
import { jsonText, toJson } from './json.js'
import { toTable, toTables } from './table.js'

const agency = agencyOf({
  people: { 1: [appointed('=U1'), attended('A', 20)], 2: [appointed('U2'), positioned('U2', 'X', 'pelaksana', '2020-01-01')] },
  reference: [program('T'), cohort('T', 'A', '2025-05-03')],
})
const hours = () => answerOf('training-hours', { year: 2025, asOf: day('2026-01-31') }, agency)
const staff = () => answerOf('staff-list', { asOf: day('2025-12-31') }, agency)
const reportOf = (answer: Answer): Report => questionOf(answer.report, answer.report === 'staff-list' ? {} : { year: 2025 }).report

describe('rounding', () => {
  it('is half-up at the fourth decimal, in magnitude, and exact where binary fractions are not', () => {
    expect([ratio(1, 20_000), ratio(-1, 20_000), ratio(1, 20_001), ratio(2, 3), ratio(3, 1), ratio(0, 5)]).toEqual([
      0.0001, -0.0001, 0, 0.6667, 3, 0,
    ])
    // 1.00005 has no binary fraction; rounding it as one gives 1.
    expect(ratio(100_005, 100_000)).toBe(1.0001)
    expect(Object.is(ratio(-1, 1_000_000), 0)).toBe(true)
    expect(round4(-0.00004)).toBe(0)
  })

  it('is null for nothing', () => expect(ratio(0, 0)).toBeNull())

  it('never strays further than half a step', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 11n), max: 10n ** 11n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (n, d) => {
        const rounded = BigInt(Math.round((bigRatio(n, d) ?? 0) * 10_000))
        const twice = 2n * (rounded * d - n * 10_000n)
        expect(twice <= d && twice >= -d).toBe(true)
      }),
    )
  })
})

describe('json', () => {
  it('has its keys in one order and rows a line each', () => {
    const text = toJson(hours())
    expect(Object.keys(JSON.parse(text))).toEqual([
      'report',
      'agency',
      'asOf',
      'knownAt',
      'position',
      'policy',
      'definition',
      'base',
      'rows',
      'totals',
    ])
    expect(text.split('\n')).toContain(
      '{"unitId":"U2","pns":{"people":1,"reached":0,"share":0,"hours":0,"zero":1,"excused":0},"pppk":{"people":0,"hours":0,"overLimit":0,"excused":0}}',
    )
    expect(JSON.parse(text)).toMatchObject({
      asOf: '2026-01-31',
      knownAt: '@7',
      position: 7,
      policy: { name: 'training-hours', version: 'national-1' },
      base: { people: 2 },
    })
  })
})

describe('csv', () => {
  it('begins with the header and ends with the cover', () => {
    const lines = toCsv(staff(), reportOf(staff()), 'en').split('\r\n')
    expect(lines[0]).toBe('Employee number,Name,Status,Grade,Grade since,Position,Level,Position since,Unit')
    expect(lines[1]).toBe("'198504122010032901,Contoh 1,PNS,,,,pelaksana,,'=U1")
    expect(lines.slice(3)).toEqual([
      '# Report: Staff list (staff-list)',
      '# Agency: uji',
      '# As of: 2025-12-31',
      '# Known at: @7',
      '# Log position: 7',
      '# Policy: none',
      `# Definition version: ${staff().definition}`,
      '"# Base: people=2; erased=0"',
      '',
    ])
  })

  it('leaves nothing a spreadsheet could run, and no control character', () => {
    const answer: Answer = { ...hours(), rows: ['=1+1', '@A1', 'a\u001b[2Jb', '198504122010032901'].map((unitId) => ({ unitId })) }
    const cells = toCsv(answer, reportOf(hours())).split('\r\n').slice(1, 5)
    expect(cells.map((line) => line.split(',')[0])).toEqual(["'=1+1", "'@A1", 'a\\u001b[2Jb', "'198504122010032901"])
  })

  it('quotes what would break a line, and leaves numbers alone', () => {
    const answer: Answer = { ...hours(), rows: [{ unitId: 'A,"B"\nC', pns: { people: -3 } }] }
    expect(toCsv(answer, reportOf(hours())).split('\r\n')[1]).toBe('"A,""B""\nC",-3,,,,,,,,,')
  })
})

describe('tables', () => {
  it('show the totals under the rows, shares in percent, in both languages', () => {
    const table = toTable(hours(), reportOf(hours()), 'id')
    expect(table.headers.slice(0, 2)).toEqual(['Unit', 'PNS'])
    expect(table.totals?.slice(0, 4)).toEqual(['Jumlah', '2', '1', '50,0 %'])
    expect(toTable(hours(), reportOf(hours()), 'en').totals?.[3]).toBe('50.0 %')
  })

  it('show what stands beside the rows, and a figure without rows as lines', () => {
    const participation = answerOf('participation', { year: 2025 }, agency)
    expect(
      toTables(participation, questionOf('participation', { year: 2025 }).report).map(({ title, rows }) => [title, rows.length]),
    ).toEqual([
      ['Keikutsertaan pelatihan', 1],
      ['Menurut jenjang', 1],
    ])
    const grid = answerOf('talent-grid', {}, agency)
    expect(toTable(grid, questionOf('talent-grid', {}).report, 'en').rows).toContainEqual(['both', '2'])
  })
})

describe('JSON', () => {
  it('is what JSON.stringify makes of any value without large numbers', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => jsonText(value) === JSON.stringify(value)))
    expect(jsonText({ a: undefined, b: [undefined, Number.NaN] })).toBe('{"b":[null,null]}')
  })

  it('shows every digit of a large number, wherever it stands, and needs no JSON.rawJSON', () => {
    expect(jsonText({ a: [2n ** 60n, { b: -(2n ** 60n) }] })).toBe('{"a":[1152921504606846976,{"b":-1152921504606846976}]}')
  })
})
