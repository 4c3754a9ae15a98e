/** Names in a folder that are no files, or not just one, and texts in other encodings. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { csv, makeVault, Office } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const people = R.pegawai(R.person(ANI, { name: 'Siti Contoh\u00e9' }), R.person(BUDI))

/** What becomes of golongan when `make` puts something of this name there. */
const golonganOf = async (make: (path: string) => void | Promise<void>, name = 'golongan.csv') => {
  const dir = office.folder({ pegawai: people })
  await make(join(dir, name))
  const { result } = await office.hand({}, { dir })
  expect(result.files.pegawai).toMatchObject({ rows: 2, rejected: 0 })
  return result.files.golongan
}

test('what is no regular file is said to be none, and nobody waits for it', async () => {
  const none = { rows: 0, refused: { code: 'NOT_A_FILE', line: null } }
  for (const name of ['golongan.csv', 'golongan.xlsx']) {
    expect(await golonganOf((path) => void execFileSync('mkfifo', [path]), name)).toMatchObject(none)
    expect(await golonganOf((path) => void mkdirSync(path), name)).toMatchObject(none)
    expect(await golonganOf((path) => symlinkSync('/dev/zero', path), name)).toMatchObject(none)
    const server = createServer()
    const listening = (path: string) => new Promise<void>((resolve) => void server.listen(path, resolve))
    expect(await golonganOf(listening, name)).toMatchObject(none)
    server.close()
  }
})

test('a link that leads nowhere cannot be read, one that leads to a file can', async () => {
  expect(await golonganOf((path) => symlinkSync('nothing', path))).toMatchObject({ rows: 0, refused: { code: 'UNREADABLE', line: null } })
  const elsewhere = join(office.home, 'elsewhere')
  writeFileSync(elsewhere, csv(R.golongan(R.rank(ANI, 'III/a', '2010-03-01'))))
  expect(await golonganOf((path) => symlinkSync(elsewhere, path))).toMatchObject({ rows: 1, accepted: 1 })
})

test('two names of one file, in whatever case, are refused with both', async () => {
  for (const [one, two] of [
    ['pegawai.csv', 'PEGAWAI.CSV'],
    ['pegawai.csv', 'Pegawai.xlsx'],
    ['golongan.CSV', 'golongan.csv'],
  ] as const) {
    const tried = await office.try({ 'pegawai.csv': people, [one]: people, [two]: people })
    expect(tried).toMatchObject({ left: { tag: 'FileTwice' } })
    for (const name of [one, two]) expect(JSON.stringify(tried)).toContain(name)
  }
  expect(await office.log()).toEqual([])
})

test('UTF-16 is read, with a byte order mark and without, in both orders', async () => {
  const text = csv(people)
  const little = Buffer.from(text, 'utf16le')
  const marked = Buffer.from(`\ufeff${text}`, 'utf16le')
  for (const bytes of [little, marked, Buffer.from(little).swap16(), Buffer.from(marked).swap16()]) {
    const dir = office.folder({})
    writeFileSync(join(dir, 'pegawai.csv'), bytes)
    const { result } = await office.hand({}, { dir, dryRun: true })
    expect(result.files.pegawai).toMatchObject({ rows: 2, accepted: 2 })
  }
})

test('UTF-16 that is cut off, or holds half a character, is told of as UTF-16', async () => {
  const marked = Buffer.from(`\ufeffnip,golongan,tmt_golongan,nomor_sk,tanggal_sk\n${ANI},III/a,2010-03-01,SK,2010-02-01\n`, 'utf16le')
  for (const end of [Buffer.from('x'), Buffer.from([0x00, 0xd8, 0x0a, 0x00])]) {
    const golongan = await golonganOf((path) => writeFileSync(path, Buffer.concat([marked, end])))
    expect(golongan).toMatchObject({ rows: 0, refused: { code: 'UTF16_DAMAGED', line: expect.any(Number) } })
  }
})

test('another encoding is named with the line it begins in, also far into a file', async () => {
  const header = 'nip,golongan,tmt_golongan,nomor_sk,tanggal_sk\n'
  const row = `${ANI},III/a,2010-03-01,SK \u00e9,2010-02-01\n`
  for (const rows of [0, 3, 5_000]) {
    const golongan = await golonganOf((path) => {
      writeFileSync(path, header + row.repeat(rows))
      appendFileSync(path, Buffer.from(row, 'latin1'))
      appendFileSync(path, row)
    })
    expect(golongan).toMatchObject({ rows: 0, refused: { code: 'NOT_UTF8', line: rows + 2 } })
  }
})
