/** A rating of an earlier position is withheld where it would tell, next to today's, what fewer than five people said. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'
import { writeRaters } from '../test/raters.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
const positions: number[] = []

const receive = async (raters: number): Promise<void> => {
  const files = writeRaters(join(dir, `files-${raters}`), raters)
  const { code, out } = await here(['import', files, '--agency', 'uji', '--format', 'json', '--home', home])
  expect(code).toBe(0)
  positions.push(JSON.parse(out).position)
}

beforeAll(async () => {
  for (const raters of [6, 8, 11]) await receive(raters)
})
afterAll(forget)

const REPORTS = [
  ['program-ratings', ['--year', '2025'], ['material', 'method', 'instructor', 'facilities', 'relevance']],
  ['training-gain', ['--year', '2025'], ['pre', 'post', 'gain']],
  ['curriculum-effect', [], ['before']],
  ['public', ['--year', '2025'], ['rating']],
] as const

const ask = (name: string, args: ReadonlyArray<string>, format: string, ...more: ReadonlyArray<string>) =>
  here(['report', name, ...args, '--as-of', '2026-01-31', '--format', format, '--home', home, ...more])

describe.each(REPORTS)('%s', (name, args, columns) => {
  const at = (which: number): ReadonlyArray<string> => [...args, '--known-at', `@${positions[which]}`]
  const row = async (asked: ReadonlyArray<string>) => JSON.parse((await ask(name, asked, 'json')).out).rows[0]

  it('is shown of today, and of a position from which five have spoken since', async () => {
    for (const asked of [args, at(0), at(2)]) {
      const { suppressed, ...shown } = await row(asked)
      expect(suppressed).toBeUndefined()
      for (const column of columns) expect(shown[column]).toEqual(expect.any(Number))
    }
  })

  it('is withheld of a position from which three have spoken since: in JSON, CSV, tables and workbooks', async () => {
    const withheld = await row(at(1))
    expect(withheld).toMatchObject({ suppressed: true, ...Object.fromEntries(columns.map((column) => [column, null])) })
    const csv = (await ask(name, at(1), 'csv', '--lang', 'en')).out.split('\r\n')
    expect(csv[0]).toMatch(/suppressed$/i)
    expect(csv[1]).toMatch(/,true$/)
    const table = (await ask(name, at(1), 'table', '--lang', 'en')).out
    expect(table).toMatch(/suppressed/i)
    expect(table).toMatch(/–.*yes/)
    const path = join(dir, `${name}.xlsx`)
    expect((await ask(name, at(1), 'xlsx', '--lang', 'en', '--out', path)).code).toBe(0)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(readFileSync(path)).buffer)
    const titles: string[] = []
    const sheet = book.worksheets[0]
    sheet?.getRow(1).eachCell({ includeEmpty: true }, (cell) => titles.push(cell.text))
    expect(titles.at(-1)).toMatch(/suppressed/i)
    expect(sheet?.getRow(2).getCell(titles.length).value).toBe('yes')
    expect((await ask(name, at(1), 'pdf', '--out', join(dir, `${name}.pdf`))).code).toBe(0)
  })
})

describe('every answer', () => {
  it('names the version of its definition, in JSON and on the cover', async () => {
    const { definition } = JSON.parse((await ask('program-ratings', ['--year', '2025'], 'json')).out)
    expect(definition).toEqual(expect.any(Number))
    expect((await ask('program-ratings', ['--year', '2025'], 'csv', '--lang', 'en')).out).toContain(
      `# Definition version: ${definition}\r\n`,
    )
    expect((await ask('program-ratings', ['--year', '2025'], 'table', '--lang', 'id')).out).toContain(`Versi definisi: ${definition}\n`)
    expect(JSON.parse((await here(['report', 'service-health', '--format', 'json', '--home', home])).out)).toHaveProperty('definition')
  })
})
