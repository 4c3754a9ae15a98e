/** Reports as workbooks and as print: read back with other programs' eyes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIRST, SECOND, THIRD, writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')

beforeAll(async () => {
  const files = writeAgency(join(dir, 'files'))
  expect((await here(['import', files, '--agency', 'uji', '--home', home])).code).toBe(0)
})
afterAll(forget)

let made = 0
const write = async (format: string, ...args: ReadonlyArray<string>): Promise<Buffer> => {
  const path = join(dir, `${++made}.${format}`)
  const { code, out, err } = await here(['report', ...args, '--format', format, '--out', path, '--home', home])
  expect([code, out, err]).toEqual([0, '', ''])
  return readFileSync(path)
}

const workbook = async (bytes: Buffer): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  return book
}

const cells = (sheet: ExcelJS.Worksheet | undefined): ReadonlyArray<ReadonlyArray<ExcelJS.CellValue>> => {
  const rows: ExcelJS.CellValue[][] = []
  sheet?.eachRow({ includeEmpty: false }, (row) => {
    const line: ExcelJS.CellValue[] = []
    row.eachCell({ includeEmpty: true }, (cell) => line.push(cell.value))
    rows.push(line)
  })
  return rows
}

/** What a PDF shows: the strings of its pages, in the order they are drawn. */
const textOf = (pdf: Buffer): string => {
  const source = pdf.toString('latin1')
  const pages: string[] = []
  for (const { 1: stream = '' } of source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)) {
    let page = ''
    try {
      page = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
    } catch {
      continue
    }
    const lines = [...page.matchAll(/\[([^\]]*)\] TJ/g)].map(([, shown = '']) =>
      [...shown.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join(''),
    )
    pages.push(lines.join('\n'))
  }
  return pages.join('\n')
}

describe('a workbook', () => {
  it('has numbers of people as text, headers in Indonesian, and shares as numbers', async () => {
    const book = await workbook(await write('xlsx', 'staff-list', '--as-of', '2025-12-31'))
    const [header = [], ...rows] = cells(book.worksheets[0])
    expect(header).toContain('NIP')
    const nip = header.indexOf('NIP')
    expect(rows.map((row) => row[nip])).toEqual([FIRST, SECOND, THIRD])
    expect(book.worksheets[0]?.getColumn(nip + 1).numFmt).toBe('@')
    const hours = await workbook(await write('xlsx', 'training-hours', '--year', '2025'))
    expect(cells(hours.worksheets[0]).flat()).toContain(0.5)
  })

  it('has a cover with arguments, as-of, known-at, position, policy and base', async () => {
    const book = await workbook(await write('xlsx', 'training-hours', '--year', '2025', '--as-of', '2025-12-31', '--unit', 'UJI.1'))
    const cover = new Map(cells(book.getWorksheet('Keterangan')).map(([label, value]) => [String(label), String(value)]))
    expect(cover.get('Tanggal data')).toBe('2025-12-31')
    expect(cover.get('Tahun')).toBe('2025')
    expect(cover.get('Unit kerja')).toBe('UJI.1')
    expect(cover.get('Menurut catatan')).toMatch(/^@\d+$/)
    expect(cover.get('Posisi log')).toMatch(/^\d+$/)
    expect(cover.get('Kebijakan')).toMatch(/^training-hours \S+/)
    expect(cover.get('Dasar')).toMatch(/people=\d/)
  })

  it('speaks English where asked', async () => {
    const book = await workbook(await write('xlsx', 'staff-list', '--as-of', '2025-12-31', '--lang', 'en'))
    expect(book.getWorksheet('About')).toBeDefined()
    expect(cells(book.worksheets[0])[0]).toContain('Name')
  })

  it('has the same bytes for the same question', async () => {
    const ask = () => write('xlsx', 'staff-list', '--as-of', '2025-12-31')
    expect((await ask()).equals(await ask())).toBe(true)
  })
})

describe('print', () => {
  it('shows cover, rows and pages', async () => {
    const pdf = await write('pdf', 'staff-list', '--as-of', '2025-12-31')
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const text = textOf(pdf)
    for (const shown of [
      'Tanggal data: 2025-12-31',
      'Menurut catatan: @',
      'Posisi log:',
      'Dasar:',
      FIRST,
      'Contoh Satu',
      'Halaman 1 dari 1',
    ])
      expect(text).toContain(shown)
  })

  it('has the same bytes for the same question', async () => {
    const ask = () => write('pdf', 'training-hours', '--year', '2025')
    expect((await ask()).equals(await ask())).toBe(true)
  })
})

describe('what is no text', () => {
  it('goes to another program, but not to a terminal', async () => {
    const args = ['report', 'staff-list', '--as-of', '2025-12-31', '--format', 'xlsx', '--home', home]
    expect((await here(args)).out.slice(0, 2)).toBe('PK')
    const { code, out, err } = await here(args, {}, '/', 80)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^jejak: [^\n]*--out FILE\n$/)
  })
})
