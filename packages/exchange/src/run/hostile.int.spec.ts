/** Files that are broken, hostile, or no files of ours. */

import { once } from 'node:events'
import { createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeVault, Office } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const people = R.pegawai(R.person(ANI), R.person(BUDI))
const GOOD_HEADER = 'nip,golongan,tmt_golongan,nomor_sk,tanggal_sk\n'

test('a folder without pegawai is refused in one line', async () => {
  expect(await office.try({ golongan: R.golongan() })).toMatchObject({ _tag: 'Left', left: { tag: 'PegawaiMissing' } })
  expect(await office.try({}, { dir: join(office.home, 'nowhere') })).toMatchObject({ _tag: 'Left', left: { tag: 'FolderUnreadable' } })
})

test('files without a reader are named', async () => {
  const { result } = await office.hand({ pegawai: people, 'catatan.txt': 'x', 'golongan.xls': 'x' })
  expect(result.unread).toEqual(['catatan.txt', 'golongan.xls'])
})

test('a header that lacks a required column refuses the file, and what it lacks is sorted', async () => {
  const { result } = await office.hand({ pegawai: people, golongan: 'laporan\n\nTMT_Golongan;N.I.P;x\n' })
  expect(result.files.golongan).toMatchObject({ rows: 0, missingColumns: ['golongan', 'nomor_sk', 'tanggal_sk'] })
})

test('the header is found below titles, up to row 20', async () => {
  const rows = `${GOOD_HEADER}${ANI},III/a,2010-03-01,SK,2010-02-01\n`
  expect((await office.hand({ pegawai: people, golongan: 'judul\n'.repeat(19) + rows })).result.files.golongan?.accepted).toBe(1)
  expect(
    (await office.hand({ pegawai: people, golongan: 'judul\n'.repeat(20) + rows })).result.files.golongan?.missingColumns?.length,
  ).toBe(5)
})

test('a quote that is never closed refuses the file and names the line; the other files go in', async () => {
  const { result } = await office.hand({
    pegawai: people,
    golongan: `${GOOD_HEADER}${ANI},III/a,2010-03-01,SK,2010-02-01\n${ANI},"III/b,2014-03-01,SK,2014-02-01\n`,
  })
  expect(result.files.golongan).toMatchObject({ rows: 0, accepted: 0, refused: { code: 'QUOTE_NOT_CLOSED', line: 3 } })
  expect(result.files.pegawai?.accepted).toBe(2)
  expect((await office.facts()).every(({ type }) => type === 'Appointed')).toBe(true)
})

test('bytes that are no UTF-8 refuse the file', async () => {
  const dir = office.folder({ pegawai: people })
  const out = createWriteStream(join(dir, 'golongan.csv'))
  out.write(GOOD_HEADER)
  out.end(Buffer.from([0x53, 0xe9, 0x2c, 0x0a]))
  await once(out, 'close')
  expect((await office.hand({}, { dir })).result.files.golongan).toMatchObject({ rows: 0, refused: { code: 'NOT_UTF8', line: 2 } })
})

test('a line of 100 MB refuses the file in bounded memory', async () => {
  const dir = office.folder({ pegawai: people })
  const out = createWriteStream(join(dir, 'golongan.csv'))
  out.write(GOOD_HEADER)
  const piece = Buffer.alloc(1_000_000, 'x')
  for (let i = 0; i < 100; i++) if (!out.write(piece)) await once(out, 'drain')
  out.end()
  await once(out, 'close')
  const before = process.memoryUsage.rss()
  expect((await office.hand({}, { dir })).result.files.golongan).toMatchObject({ rows: 0, refused: { code: 'ROW_TOO_LONG', line: 2 } })
  expect(process.memoryUsage.rss() - before).toBeLessThan(80_000_000)
})

test('NUL bytes and endless cells are values that are none, in their row alone', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    golongan: `${GOOD_HEADER}${ANI},III/a,2010-03-01,S\u0000K,2010-02-01\n${ANI},III/b,2014-03-01,${'x'.repeat(20_000)},2014-02-01\n${ANI},III/c,2018-03-01,SK,2018-02-01\n`,
  })
  expect(verdicts).toEqual({ 'golongan 1': 'rejected VALUE_INVALID nomor_sk', 'golongan 2': 'rejected VALUE_INVALID nomor_sk' })
})

test('empty files, short rows, long rows', async () => {
  const { result, verdicts } = await office.hand({
    pegawai: people,
    jabatan: '',
    golongan: `${GOOD_HEADER}\n ,,\n${ANI},III/a\n${ANI},III/a,2010-03-01,SK,2010-02-01,,,lebih\n`,
  })
  expect(result.files.jabatan?.missingColumns?.length).toBe(8)
  expect(result.files.golongan?.rows).toBe(2)
  expect(verdicts).toEqual({ 'golongan 1': 'rejected REQUIRED_EMPTY tmt_golongan' })
})

test('a dry run gives the same verdicts and writes nothing but rejects', async () => {
  const files = {
    pegawai: R.pegawai(R.person(ANI), R.person(BUDI), R.person(ANI, { name: 'Lain' })),
    golongan: R.golongan(R.rank(ANI, 'III/a', '2010-03-01'), R.rank(ANI, 'III/a', '2012-03-01')),
  }
  const rejectsDir = join(office.home, 'rejects')
  const dry = await office.hand(files, { dryRun: true, rejectsDir })
  expect(await office.log()).toEqual([])
  expect(readdirSync(office.home).filter((name) => !name.startsWith('folder'))).toEqual(['rejects'])
  const wet = await office.hand(files, { rejectsDir })
  expect([dry.result, dry.verdicts]).toEqual([wet.result, wet.verdicts])
  expect(existsSync(join(rejectsDir, 'pegawai.csv'))).toBe(true)
  const again = await office.hand(files, { dryRun: true })
  expect(again.verdicts['golongan 2']).toBe('known')
})

test('an index that is damaged or of another log is made anew', async () => {
  await office.hand({ pegawai: people })
  const stranger = new Office(office.vault)
  try {
    await stranger.hand({ pegawai: R.pegawai(R.person(BUDI, { name: 'Lain' })) })
    expect((await office.hand({ pegawai: people }, { indexPath: stranger.indexPath })).verdicts).toEqual({
      'pegawai 1': 'known',
      'pegawai 2': 'known',
    })
  } finally {
    stranger.close()
  }
  const damaged = join(office.home, 'damaged.db')
  const out = createWriteStream(damaged)
  out.end('this is no database, and it is long enough to be looked at as one'.repeat(100))
  await once(out, 'close')
  expect((await office.hand({ pegawai: people }, { indexPath: damaged })).verdicts).toEqual({ 'pegawai 1': 'known', 'pegawai 2': 'known' })
  // What could not be used may be another's: it is there still.
  expect(readFileSync(`${damaged}.unusable`, 'utf8')).toContain('this is no database')
  const foreign = join(office.home, 'foreign.db')
  const other = new DatabaseSync(foreign)
  other.exec("CREATE TABLE meta(t); INSERT INTO meta VALUES ('of another program')")
  other.close()
  expect((await office.hand({ pegawai: people }, { indexPath: foreign })).verdicts).toEqual({ 'pegawai 1': 'known', 'pegawai 2': 'known' })
  const kept = new DatabaseSync(`${foreign}.unusable`)
  expect(kept.prepare('SELECT t FROM meta').get()).toEqual({ t: 'of another program' })
  kept.close()
  await mkdir(join(office.home, 'folder.db'))
  expect(await office.try({ pegawai: people }, { indexPath: join(office.home, 'folder.db') })).toMatchObject({
    left: { tag: 'IndexFailed' },
  })
})

test('no error names a person', async () => {
  const failing = { ...office.events, appendMany: () => async () => Promise.reject(new Error(`nama Contoh ${ANI}`)) }
  const failed = await office.try({ pegawai: people }, { events: failing })
  expect(failed._tag).toBe('Left')
  expect(JSON.stringify(failed)).not.toMatch(/Contoh|1985/)
})
