/** The people behind a figure at every door of the command line, and what is said of cells that are none. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIRST, SECOND, THIRD } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')

const FILES: Readonly<Record<string, ReadonlyArray<string>>> = {
  pegawai: [
    'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id',
    `${FIRST},"=Contoh, Satu",12-04-1985,L,PNS,01-03-2010,S1,UJI.1`,
    `${SECOND},Contoh Dua,15-06-1990,P,PNS,01-03-2015,S1,UJI.1`,
    `${THIRD},Contoh Tiga,01-12-1995,L,PPPK,01-01-2022,S1,UJI.2`,
  ],
  peta_jabatan: [
    'unor_id,jabatan_id,jabatan_nama,jenjang,kebutuhan,kunci',
    'UJI.1,J.01,Kepala,pengawas,1,Y',
    'UJI.2,J.02,Analis,pelaksana,2,T',
  ],
  jabatan: [
    'nip,jabatan_id,jabatan_nama,jenjang,unor_id,penugasan,tmt_jabatan,nomor_sk,tanggal_sk',
    `${FIRST},J.01,Kepala,pengawas,UJI.1,D,01-01-2020,SK-1,01-12-2019`,
  ],
}

beforeAll(async () => {
  const files = join(dir, 'files')
  mkdirSync(files, { recursive: true })
  for (const [name, lines] of Object.entries(FILES)) writeFileSync(join(files, `${name}.csv`), `${lines.join('\n')}\n`)
  const imported = await here(['import', files, '--agency', 'uji', '--format', 'json', '--home', home])
  expect([imported.code, imported.err]).toEqual([0, ''])
})
afterAll(forget)

const ask = (...args: ReadonlyArray<string>) => here(['report', ...args, '--home', home])
const ZERO = ['training-hours', '--year', '2025', '--who', 'zero', '--lang', 'en'] as const

describe('a list of people', () => {
  it('has the keys of the contract as JSON, and rows with its own columns', async () => {
    const answer = JSON.parse((await ask(...ZERO, '--unit', 'UJI.1', '--format', 'json')).out)
    expect(Object.keys(answer)).toEqual(
      expect.arrayContaining(['report', 'cell', 'unit', 'asOf', 'knownAt', 'position', 'policy', 'definition', 'base', 'rows']),
    )
    expect(answer).toMatchObject({ report: 'training-hours', cell: 'zero', unit: 'UJI.1', base: { people: 2, erased: 0 } })
    expect(answer.rows).toEqual([
      { nip: FIRST, name: '=Contoh, Satu', unitId: 'UJI.1', hours: 0 },
      { nip: SECOND, name: 'Contoh Dua', unitId: 'UJI.1', hours: 0 },
    ])
    expect(Object.keys(answer.rows[0]).slice(0, 3)).toEqual(['nip', 'name', 'unitId'])
  })

  it('is guarded as CSV and names cell and unit on its cover', async () => {
    const lines = (await ask(...ZERO, '--unit', 'UJI.1', '--format', 'csv')).out.split('\r\n')
    expect(lines.slice(0, 3)).toEqual([
      'Employee number,Name,Unit,JP',
      `'${FIRST},"'=Contoh, Satu",UJI.1,0`,
      `'${SECOND},Contoh Dua,UJI.1,0`,
    ])
    expect(lines).toContain('# Cell: zero')
    expect(lines).toContain('# Unit: UJI.1')
  })

  it('is a table, a workbook whose numbers are text, and print', async () => {
    const table = (await ask(...ZERO, '--format', 'table')).out
    expect(table).toContain('Cell: zero\n')
    expect(table).toContain(FIRST)
    const path = join(dir, 'zero.xlsx')
    expect((await ask(...ZERO, '--format', 'xlsx', '--out', path)).code).toBe(0)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(readFileSync(path)).buffer)
    const sheet = book.worksheets[0]
    expect([sheet?.getRow(1).getCell(1).value, sheet?.getRow(2).getCell(1).value]).toEqual(['Employee number', FIRST])
    expect(sheet?.getColumn(1).numFmt).toBe('@')
    const cover = new Map<string, string>()
    book.getWorksheet('About')?.eachRow((row) => cover.set(row.getCell(1).text, row.getCell(2).text))
    expect(cover.get('Cell')).toBe('zero')
    expect((await ask(...ZERO, '--format', 'pdf', '--out', join(dir, 'zero.pdf'))).code).toBe(0)
    expect(readFileSync(join(dir, 'zero.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it.each([
    ['program-ratings', ['--year', '2025']],
    ['curriculum-effect', []],
    ['satisfaction', ['--year', '2025']],
    ['outreach', ['--year', '2025']],
    ['training-gain', ['--year', '2025']],
    ['public', ['--year', '2025']],
  ])('is never given behind %s', async (name, args) => {
    for (const cell of ['people', 'all', 'responses', 'A-1', 'UJI.1']) {
      const { code, out, err } = await ask(name, ...args, '--who', cell, '--format', 'json')
      expect([code, out, err]).toEqual([2, '', 'jejak: this report lists nobody behind its figures: leave out --who\n'])
    }
  })
})

describe('a cell', () => {
  const refused = async (...args: ReadonlyArray<string>): Promise<string> => {
    const { code, out, err } = await ask(...args)
    expect([code, out]).toEqual([2, ''])
    return err
  }

  it('of the position map is a post of the day', async () => {
    const holders = await ask('position-map', '--as-of', '2025-12-31', '--who', 'UJI.1/J.01', '--format', 'json')
    expect(JSON.parse(holders.out).rows).toMatchObject([{ nip: FIRST, since: '2020-01-01' }])
    const vacant = await ask('position-map', '--as-of', '2025-12-31', '--who', 'UJI.2/J.02', '--format', 'json')
    expect(JSON.parse(vacant.out).rows).toEqual([])
    expect(await refused('position-map', '--as-of', '2025-12-31', '--who', 'UJI.1/J.02')).toBe(
      'jejak: there is no cell "UJI.1/J.02"; did you mean one of UJI.1/J.01, UJI.2/J.02?; --who takes UNIT/POSITION\n',
    )
    for (const none of ['UNIT/POSITION', 'UJI.1', 'J.01', '/']) await refused('position-map', '--as-of', '2025-12-31', '--who', none)
  })

  it.each(['retirements', 'agreements'])('of %s is a month of the span', async (name) => {
    const span = ['--from', '2025-01-01', '--to', '2025-12-31']
    expect((await ask(name, ...span, '--who', '2025-12', '--format', 'json')).code).toBe(0)
    const err = await refused(name, ...span, '--who', '2025-13')
    expect(err).toContain('there is no cell "2025-13"; did you mean one of 2025-')
    expect(err).toMatch(/--who takes all, .*yyyy-mm/)
    for (const none of ['2026-01', 'yyyy-mm', '2025-1', '2025-00']) await refused(name, ...span, '--who', none)
  })
})
