/** Whole folders with workbooks in them: what they say is what the same files say as CSV. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as B from '../xlsx/book.spec.js'
import { makeVault, Office, type Table } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const NUMBERS = new Set(['jp', 'kebutuhan', 'jam_hadir', 'materi', 'metode', 'sarana', 'relevansi', 'menit', 'tahun', 'rupiah', 'skor'])
const isDate = (column: string): boolean => /^(tanggal|tmt|mulai|selesai|periode)/.test(column)

/** A cell as a spreadsheet would keep it: numbers and days as numbers, all else as text. */
const kept = (column: string, words: string): string => {
  if (words === '') return '<c/>'
  if (NUMBERS.has(column) && /^-?\d+(\.\d+)?$/.test(words)) return B.number(words)
  const day = isDate(column) ? Date.parse(`${words}T00:00:00Z`) : Number.NaN
  return Number.isNaN(day) ? B.text(words) : B.number(day / 86_400_000 + 25_569, 1)
}

const bookOf = ([header = [], ...rows]: Table): Promise<Uint8Array> =>
  B.book({
    sheet: B.sheet(
      B.row(...header.map(B.text)) + rows.map((cells) => B.row(...cells.map((words, i) => kept(header[i] ?? '', words)))).join(''),
    ),
  })

/** A folder of workbooks. */
const booksOf = async (files: Readonly<Record<string, Table>>): Promise<string> => {
  const dir = office.folder({})
  for (const [name, table] of Object.entries(files)) writeFileSync(join(dir, `${name}.xlsx`), await bookOf(table))
  return dir
}

const people = R.pegawai(R.person(ANI), R.person(BUDI, { sex: 'L' }), R.person(BUDI, { name: 'Lain' }))
const files: Readonly<Record<string, Table>> = {
  pegawai: people,
  golongan: R.golongan(R.rank(ANI, 'III/b', '2014-04-01'), R.rank(BUDI, '3a', '2010-03-01'), R.rank(BUDI, 'III/x', '2011-03-01')),
  program: R.program('P1|Contoh|teknis|24', 'P2|Contoh dua|seminar|0'),
  angkatan: R.angkatan('P1|A1|2024-02-01|2024-02-05'),
  peserta: R.peserta(`A1|${ANI}|hadir|24|`, `A1|${BUDI}|mundur||sakit`),
  rating: R.rating(`A1|${ANI}|5|4|4|3|5`),
}

test('the same content is known, whichever kind of file it comes in', async () => {
  const first = await office.hand(files)
  expect(first.result.events).toBeGreaterThan(8)
  const again = await office.hand({}, { dir: await booksOf(files) })
  expect(again.result.events).toBe(0)
  expect(again.verdicts['rating 1']).toBe('known')
  const other = new Office(office.vault)
  try {
    const fromBooks = await other.hand({}, { dir: await booksOf(files) })
    expect([fromBooks.result, fromBooks.verdicts]).toEqual([first.result, first.verdicts])
    expect(await other.holding()).toEqual(await office.holding())
    expect((await other.hand(files)).result.events).toBe(0)
  } finally {
    other.close()
  }
})

test('any budget is known when it comes back as a workbook', async () => {
  const money = fc
    .integer({ min: 0, max: 900_000_000_000 })
    .chain((amount) =>
      fc
        .constantFrom(String(amount), amount.toLocaleString('id-ID'), `Rp ${amount.toLocaleString('id-ID')}`, `${amount},00`)
        .map((said) => [String(amount), said] as const),
    )
  const days = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10))
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(days, money, fc.string({ unit: 'grapheme', maxLength: 12 })), { selector: ([day]) => day, maxLength: 6 }),
      async (lines) => {
        const another = new Office(office.vault)
        try {
          const head = ['tahun', 'kode_program', 'tanggal', 'jenis', 'rupiah', 'bukti']
          const table = (of: (amount: readonly [string, string]) => string): Table => [
            head,
            ...lines.map(([day, amount, evidence]) => [
              day.slice(0, 4),
              'P1',
              day,
              'pagu',
              of(amount),
              evidence.replaceAll(/[\u0000-\u001f\ufffe\uffff"]/g, '.'),
            ]),
          ]
          const base = { pegawai: people, program: R.program('P1|Contoh|teknis|24') }
          const first = await another.hand({ ...base, anggaran: table(([, said]) => said) })
          expect(first.result.files.anggaran?.rejected).toBe(0)
          const dir = await booksOf({ ...base, anggaran: table(([plain]) => plain) })
          expect((await another.hand({}, { dir })).result.files.anggaran).toMatchObject({ known: lines.length, rejected: 0 })
        } finally {
          another.close()
        }
      },
    ),
    { numRuns: 15 },
  )
})

test('a number as NIP is refused, and so are errors, truths and shares where they say nothing', async () => {
  const dir = office.folder({ pegawai: people })
  const cells = (nip: string, name: string, evidence: string): string =>
    B.row(nip, B.text('III/b'), B.number(41_730, 1), name, B.number(41_700, 1), evidence)
  const head = B.row(...['nip', 'golongan', 'tmt_golongan', 'nomor_sk', 'tanggal_sk', 'jenis_kp'].map(B.text))
  const sheet = B.sheet(
    head +
      cells(B.number(ANI), B.text('SK'), '<c/>') +
      cells(B.text(ANI), '<c t="e"><v>#REF!</v></c>', '<c/>') +
      cells(B.text(ANI), B.text('SK'), '<c t="b"><v>1</v></c>') +
      cells('<c t="e"><v>#N/A</v></c>', B.text('SK'), '<c/>') +
      cells(B.text(ANI), B.text('SK'), '<c/>').replace('41730', '60') +
      cells(B.text(ANI), B.text('SK'), '<c/>').replace(' s="1"', '') +
      cells(B.text(ANI), B.text('SK'), B.text('reguler')),
  )
  writeFileSync(join(dir, 'golongan.xlsx'), await B.book({ sheet }))
  const rejectsDir = join(office.home, 'rejects')
  const { verdicts } = await office.hand({}, { dir, rejectsDir })
  expect(verdicts).toMatchObject({
    'golongan 1': 'rejected NIP_PRECISION_LOST nip',
    'golongan 2': 'rejected VALUE_INVALID nomor_sk',
    'golongan 3': 'rejected VALUE_INVALID jenis_kp',
    'golongan 4': 'rejected NIP_INVALID nip',
    'golongan 5': 'rejected DATE_INVALID tmt_golongan',
    'golongan 6': 'rejected DATE_INVALID tmt_golongan',
  })
  expect(verdicts['golongan 7']).toBeUndefined()
  // Rejects are CSV in the same template, to be mended in any spreadsheet and sent back in this form.
  const rejects = readFileSync(join(rejectsDir, 'golongan.csv'), 'utf8')
  expect(rejects).toMatch(
    /^\uFEFFnip,golongan,tmt_golongan,nomor_sk,tanggal_sk,jenis_kp,baris,kode,kolom,nilai,saran,pemilik\r\n1\.9\d+E\+17,III\/b,2014-04-01,SK,/,
  )
  expect(rejects.trim().split('\r\n')).toHaveLength(7)
})

test('a workbook that is refused stops no other file', async () => {
  const dir = await booksOf({ pegawai: people })
  writeFileSync(join(dir, 'golongan.xlsx'), 'no workbook')
  const { result } = await office.hand({}, { dir })
  expect(result.files.golongan).toMatchObject({ rows: 0, accepted: 0, refused: { code: 'NOT_XLSX', line: null } })
  expect(result.files.pegawai?.rows).toBe(3)
  expect(result.unread).toEqual([])
})

test('one that breaks behind its first rows is refused as a whole', async () => {
  const dir = await booksOf({ pegawai: people })
  const rows =
    B.row(...['nip', 'golongan', 'tmt_golongan', 'nomor_sk', 'tanggal_sk'].map(B.text)) +
    B.row(...R.rank(ANI, 'III/b', '2014-04-01').split('|').map(B.text))
  writeFileSync(join(dir, 'golongan.xlsx'), await B.book({ sheet: B.sheet(rows + B.row(B.text('x'.repeat(40_000)))) }))
  const { result } = await office.hand({}, { dir })
  expect(result.files.golongan).toMatchObject({ rows: 0, accepted: 0, refused: { code: 'ROW_TOO_LONG', line: 3 } })
  expect(await office.facts()).toHaveLength(2)
})

test('a file that is there twice refuses the folder in one line that names both', async () => {
  const dir = await booksOf({ pegawai: people, golongan: R.golongan() })
  writeFileSync(join(dir, 'Golongan.CSV'), 'x')
  const refused = await office.try({}, { dir })
  expect(refused).toMatchObject({
    left: { tag: 'FileTwice', reason: expect.stringMatching(/^the folder has both Golongan\.CSV and golongan\.xlsx;[^\n]+$/) },
  })
  expect(await office.log()).toEqual([])
})
