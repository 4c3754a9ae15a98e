/** How the cells of a workbook are read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, test } from 'vitest'
import { FILES } from '../file/files.js'
import * as B from './book.spec.js'
import { openXlsx } from './openXlsx.js'

const dir = mkdtempSync(join(tmpdir(), 'jejak-xlsx-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let files = 0
const put = (bytes: Uint8Array): string => {
  const path = join(dir, `${++files}.xlsx`)
  writeFileSync(path, bytes)
  return path
}

/** Header and rows as an import sees them, or why there are none. */
const read = async (bytes: Uint8Array, file = 'anggaran'): Promise<unknown> => {
  const def = FILES.find(({ name }) => name === file)
  if (def === undefined) throw new Error('no such file')
  const opened = await openXlsx(def, put(bytes), () => undefined)
  if (E.isLeft(opened)) return opened.left
  const rows: unknown[] = []
  for await (const batch of opened.right.rows()) {
    if (E.isLeft(batch)) return batch.left
    for (const { row, cells } of batch.right) rows.push([row, ...cells])
  }
  return rows
}

const HEAD = B.row(...['tahun', 'kode_program', 'tanggal', 'jenis', 'rupiah', 'bukti'].map(B.text))
const line = (...cells: ReadonlyArray<string>): string => HEAD + B.row(...cells)
const cells = async (...given: ReadonlyArray<string>): Promise<unknown> => read(await B.book({ sheet: B.sheet(line(...given)) }))
const EMPTY = '<c/>'

describe('cells', () => {
  test('numbers are plain, days are days, rupiah has no point that could be taken for thousands', async () => {
    expect(
      await cells(B.number(2024), B.number('3.8200000000000003'), B.number(45352, 1), B.text('pagu'), B.number(1.234), B.number(7, 3)),
    ).toEqual([[1, '2024', '3.82', '2024-03-01', 'pagu', '1,234', '007']])
    expect(await cells(B.number(2024), B.number('1E+21'), B.number(45352.5, 2), EMPTY, B.number('1500000'), B.number(0.8, 4))).toEqual([
      [1, '2024', '1000000000000000000000', '2024-03-01', '', '1500000', '80%'],
    ])
    expect(await cells(B.number(45352), B.number(0.5, 5), B.number(60, 1), B.text('Rp 1.500'), B.text('1.500'))).toEqual([
      [1, '45352', '0.5', '1900-02-29', 'Rp 1.500', '1.500'],
    ])
  })

  test('days are counted from 1904 where the workbook says so', async () => {
    const bytes = await B.book({
      workbook: B.workbook(B.ONE_SHEET, '<workbookPr date1904="1"/>'),
      sheet: B.sheet(line(EMPTY, EMPTY, B.number(43890, 1))),
    })
    expect(await read(bytes)).toEqual([[1, '', '', '2024-03-01']])
  })

  test('errors, truths, formulas, days in ISO form', async () => {
    expect(
      await cells(
        '<c t="e"><v>#REF!</v></c>',
        '<c t="b"><v>1</v></c>',
        '<c t="d"><v>2024-03-01T00:00:00</v></c>',
        '<c t="str"><f>A1&amp;"x"</f><v>pagu</v></c>',
        '<c><f>SUM(1,2)</f><v>3</v></c>',
        '<c><f>1+1</f></c>',
      ),
    ).toEqual([[1, '#REF!', 'TRUE', '2024-03-01', 'pagu', '3']])
  })

  test('shared, rich and escaped texts; how they are pronounced is not read', async () => {
    const texts =
      '<si><t>satu</t></si><si><r><rPr><b/></rPr><t>du</t></r><r><t xml:space="preserve">a </t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b &amp; c</t></si>'
    const shared = (index: number): string => `<c t="s"><v>${index}</v></c>`
    expect(
      await read(
        await B.book({
          texts,
          sheet: B.sheet(line(shared(0), shared(1), shared(2), '<c t="inlineStr"><is><r><t>ti</t></r><r><t>ga</t></r></is></c>')),
        }),
      ),
    ).toEqual([[1, 'satu', 'dua ', 'a\rb & c', 'tiga']])
    expect(await read(await B.book({ texts, sheet: B.sheet(line(shared(3))) }))).toEqual({
      tag: 'fault',
      fault: { code: 'XLSX_DAMAGED', line: null },
    })
  })

  test('a NIP that is a number has lost its digits, also where it looks whole', async () => {
    const head = B.row(...['nip', 'golongan', 'tmt_golongan', 'nomor_sk', 'tanggal_sk'].map(B.text))
    const rows =
      head + B.row(B.number('198504122010032901')) + B.row(B.text('198504122010032901')) + B.row(B.number(-5)) + B.row(B.number(45352, 1))
    expect(await read(await B.book({ sheet: B.sheet(rows) }), 'golongan')).toEqual([
      [1, expect.stringMatching(/^1\.9850412201003\d+E\+17$/)],
      [2, '198504122010032901'],
      [3, '-5E+0'],
      [4, '4.5352E+4'],
    ])
  })
})

describe('rows', () => {
  test('stand where their numbers say; empty ones are none, hidden ones count', async () => {
    const rows = `<row r="3"><c r="B3" t="inlineStr"><is><t>judul</t></is></c></row>${HEAD.replace('<row>', '<row r="5">')}<row r="7" hidden="1"><c r="A7"><v>1</v></c><c r="C7"><v>2</v></c></row><row r="8"><c r="A8" s="1"/><c r="B8" t="inlineStr"><is><t> </t></is></c></row><row r="900"><c r="F900"><v>3</v></c></row>`
    expect(await read(await B.book({ sheet: B.sheet(rows) }))).toEqual([
      [1, '1', '', '2'],
      [2, '', '', '', '', '', '3'],
    ])
  })

  test('the header is looked for in the first twenty rows of the sheet', async () => {
    const at = (place: number): Promise<unknown> =>
      B.book({ sheet: B.sheet(HEAD.replace('<row>', `<row r="${place}">`)) }).then((bytes) => read(bytes))
    expect(await at(20)).toEqual([])
    expect(await at(21)).toMatchObject({ tag: 'missing', columns: ['jenis', 'kode_program', 'rupiah', 'tahun', 'tanggal'] })
  })

  test('of merged cells the first alone says something', async () => {
    const bytes = await B.book({
      sheet: B.sheet(
        line(B.number(1), B.number(2), B.number(3)) + B.row(B.number(4), B.number(5), B.number(6)),
        '<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>',
      ),
    })
    expect(await read(bytes)).toEqual([
      [1, '1', '', '3'],
      [2, '', '', '6'],
    ])
  })

  test('the first sheet shown is read; sheets of charts and hidden ones are not', async () => {
    const sheets =
      '<sheet name="c" sheetId="1" r:id="rId5"/><sheet name="h" sheetId="2" state="hidden" r:id="rId1"/><sheet name="d" sheetId="3" r:id="rId2"/>'
    const bytes = await B.book({
      workbook: B.workbook(sheets),
      sheet: B.sheet(''),
      parts: { 'xl/worksheets/sheet2.xml': B.sheet(line(B.number(9))) },
    })
    expect(await read(bytes)).toEqual([[1, '9']])
  })

  test('names with a prefix are the same names', async () => {
    const prefixed = B.sheet(line(B.number(9)))
      .replaceAll(/<(\/?)(\w)/g, '<$1x:$2')
      .replace('xmlns=', 'xmlns:x=')
    expect(await read(await B.book({ sheet: prefixed }))).toEqual([[1, '9']])
  })
})

test('what exceljs writes is read as it was given, in every time zone', async () => {
  const made = new ExcelJS.Workbook()
  const page = made.addWorksheet('Data')
  page.addRow(['tahun', 'kode_program', 'tanggal', 'jenis', 'rupiah', 'bukti'])
  page.addRow([
    2024,
    { richText: [{ text: 'PK' }, { text: 'A', font: { bold: true } }] },
    new Date(Date.UTC(2024, 2, 1)),
    { text: 'pagu', hyperlink: 'https://example.org/' },
    { formula: '1+2', result: 3 },
    { error: '#N/A' },
  ])
  page.getRow(2).hidden = true
  const bytes = new Uint8Array(await made.xlsx.writeBuffer())
  const { TZ } = process.env
  try {
    for (const zone of ['UTC', 'America/New_York', 'Asia/Jakarta', 'Pacific/Apia']) {
      process.env['TZ'] = zone
      expect(await read(bytes)).toEqual([[1, '2024', 'PKA', '2024-03-01', 'pagu', '3', '#N/A']])
    }
  } finally {
    if (TZ === undefined) delete process.env['TZ']
    else process.env['TZ'] = TZ
  }
})
