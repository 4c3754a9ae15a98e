import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeVault, Office } from '../run/office.spec.js'
import * as R from '../run/rows.spec.js'
import { ANI, BUDI } from '../run/rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const rejects = (name: string): string => readFileSync(join(office.home, 'rejects', `${name}.csv`), 'utf8')
const into = () => ({ rejectsDir: join(office.home, 'rejects') })

test('rejected rows come back in their own template with row, code, column, value, advice and owner', async () => {
  await office.hand(
    {
      pegawai: R.pegawai(R.person(ANI)),
      golongan: `DAFTAR\nNIP;Golongan;TMT Golongan;Nomor SK;Tanggal SK;Catatan\n'19850412 201003 2 901;III/a;31-02-2010;"SK;1";01-02-2010;"=1+1"\n${ANI};III/a;01-03-2010;SK;01-02-2010;\n`,
    },
    into(),
  )
  expect(rejects('golongan')).toBe(
    '\uFEFFNIP;Golongan;TMT Golongan;Nomor SK;Tanggal SK;Catatan;baris;kode;kolom;nilai;saran;pemilik\r\n' +
      `'19850412 201003 2 901;III/a;31-02-2010;"SK;1";01-02-2010;'=1+1;1;DATE_INVALID;tmt_golongan;31-02-2010;Tulis tanggal yang ada sebagai hh-bb-tttt, hh/bb/tttt, hh.bb.tttt, tttt-bb-hh, 1 Desember 2014 atau 1-Des-2014, tahun empat angka.;bkpsdm\r\n`,
  )
})

test('sent back unmended they are rejected alike, mended they go in', async () => {
  const anggaran = [
    ['tahun', 'kode_program', 'tanggal', 'jenis', 'rupiah', 'bukti'],
    ['2024', 'P', '2024-02-30', 'revisi', '-20.900.000', '@dana, "tahap\n1"'],
    ['2024', 'P', '2024-03-01', 'pagu', '100', ''],
  ]
  const files = {
    pegawai: R.pegawai(R.person(ANI), `${BUDI}|=Budi|1985-04-31|P|PNS|2010-03-01|S1|U1`),
    program: R.program('P|Contoh|teknis|20'),
  }
  const first = await office.hand({ ...files, anggaran }, into())
  expect(first.verdicts).toEqual({ 'pegawai 2': 'rejected DATE_INVALID tanggal_lahir', 'anggaran 1': 'rejected DATE_INVALID tanggal' })
  const back = { pegawai: rejects('pegawai'), anggaran: rejects('anggaran') }
  expect(back.anggaran).toContain("'-20.900.000")
  const again = await office.hand(back, into())
  expect(again.verdicts).toEqual({ 'pegawai 1': 'rejected DATE_INVALID tanggal_lahir', 'anggaran 1': 'rejected DATE_INVALID tanggal' })
  // Rows are counted in the file that is read; all else comes back as it was.
  expect({ pegawai: rejects('pegawai'), anggaran: rejects('anggaran') }).toEqual({
    ...back,
    pegawai: back.pegawai.replace(',2,DATE', ',1,DATE'),
  })
  expect(again.result.files.pegawai?.unknownColumns).toBeUndefined()
  const mended = await office.hand({
    pegawai: back.pegawai.replace('1985-04-31', '1985-04-12'),
    anggaran: back.anggaran.replace('2024-02-30', '2024-02-28'),
  })
  expect(mended.verdicts).toEqual({})
  const line = (await office.facts()).find(({ type, data }) => type === 'BudgetLine' && data['kind'] === 'revisi')
  expect([line?.data['rupiah'], line?.data['evidence']]).toEqual([-20_900_000, '@dana, "tahap 1"'])
  const names = Object.values(await office.holding())
    .flat()
    .filter((fact) => fact.includes('=Budi'))
  expect(names.length).toBe(1)
})

test('rows with warnings are listed beside the rejected ones, a line for each code, and are not read', async () => {
  const files = { pegawai: R.pegawai(R.person(ANI, { birth: '1985-04-13', entry: '1999-01-01' })) }
  await office.hand(files, into())
  const lines = rejects('pegawai.peringatan').split('\r\n').slice(1, -1)
  expect(lines.map((line) => line.split(',').slice(-6, -2))).toEqual([
    ['1', 'BIRTHDATE_DIFFERS', 'tanggal_lahir', '1985-04-13'],
    ['1', 'AGE_AT_ENTRY', 'tmt_masuk', '1999-01-01'],
  ])
  for (const line of lines) expect(line.startsWith(`'${ANI},`)).toBe(true)
  expect(readdirSync(join(office.home, 'rejects')).filter((name) => !name.startsWith('.'))).toEqual(['pegawai.peringatan.csv'])
  const again = await office.hand({ ...files, 'pegawai.peringatan.csv': rejects('pegawai.peringatan') })
  expect(again.result.unread).toEqual([])
})

test('a value that is none of its list gets the list as advice, one that another cell forbids does not', async () => {
  const files = {
    pegawai: R.pegawai(R.person(ANI), `${BUDI}|Contoh|1985-04-12|Pria|PNS|2010-03-01|S1|U1`),
    program: 'kode_program,nama,jenis,tingkat,jp\nP,Contoh,teknis,,banyak\nQ,Contoh,teknis,III,20\n',
    golongan: `nip,golongan,tmt_golongan,nomor_sk,tanggal_sk\n${ANI},IX,01-03-2010,SK,01-02-2010\n`,
  }
  await office.hand(files, into())
  const advice = (name: string, line = 1) => rejects(name).split('\r\n')[line]
  expect(advice('pegawai')).toContain('VALUE_INVALID,jenis_kelamin,Pria,"Pakai nilai dari daftar: L (Laki-laki), P (Perempuan).",bkpsdm')
  expect(advice('program')).toContain('VALUE_INVALID,jp,banyak,Pakai bilangan bulat dari 1 sampai 1000000000.,bkpsdm')
  expect(advice('program', 2)).toContain('VALUE_INVALID,tingkat,III,Pakai nilai dari daftar atau angka dalam batasnya.,bkpsdm')
  expect(advice('golongan')).toContain(
    'VALUE_INVALID,golongan,IX,"Pakai golongan ruang PNS, I/a sampai IV/e, boleh setelah nama pangkat (Penata Tk. I, III/d).",bkpsdm',
  )
})

test('a folder of rejected rows needs no pegawai to be sent back, a copy of its files does', async () => {
  const bad = `nip,golongan,tmt_golongan,nomor_sk,tanggal_sk\n${ANI},9z,01-03-2010,SK,01-02-2010\n`
  await office.hand({ pegawai: R.pegawai(R.person(ANI)), golongan: bad }, into())
  writeFileSync(join(office.home, 'rejects', 'golongan.csv'), rejects('golongan').replace('9z', 'III/a'))
  const mended = await office.hand({}, { dir: join(office.home, 'rejects') })
  expect([mended.result.files.golongan?.accepted, mended.verdicts]).toEqual([1, {}])
  expect(await office.try({ golongan: rejects('golongan') })).toMatchObject({ _tag: 'Left', left: { tag: 'PegawaiMissing' } })
})

test('a dry run writes the same', async () => {
  const files = { pegawai: R.pegawai(R.person(ANI), R.person(BUDI, { birth: '1985-02-31' })) }
  await office.hand(files, { ...into(), dryRun: true })
  const dry = rejects('pegawai')
  expect(dry).toContain('DATE_INVALID')
  await office.hand(files, into())
  expect(rejects('pegawai')).toBe(dry)
})

test('control characters are written out, in whatever cell they stand', async () => {
  const name = 'Bu\u001b[2J\u009bdi\u202e'
  await office.hand({ pegawai: R.pegawai(`${BUDI}|${name}|1985-04-31|P|PNS|2010-03-01|S1|U1`) }, into())
  expect(rejects('pegawai')).toContain('Bu\\u001b[2J\\u009bdi\\u202e')
})

test('verdicts come with the values they speak of where these are asked for, and not else', async () => {
  const files = { pegawai: R.pegawai(R.person(ANI, { birth: '1985-04-13' }), `${BUDI}|Contoh|1985-04-31|P|PNS|2010-03-01|S1|U1`) }
  const { result } = await office.hand(files, { values: true, dryRun: true })
  expect(result.notable.map(({ codes, columns, values }) => [codes, columns, values])).toEqual([
    [['BIRTHDATE_DIFFERS'], ['tanggal_lahir'], ['1985-04-13']],
    [['DATE_INVALID'], ['tanggal_lahir'], ['1985-04-31']],
  ])
  const quiet = await office.hand(files, { dryRun: true })
  expect(quiet.result.notable.flatMap(({ values }) => values)).toEqual([null, null])
})
