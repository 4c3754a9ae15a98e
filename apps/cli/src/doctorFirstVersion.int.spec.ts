/** What the first version of the contracts could not tell: doctor lists it, until the office says it again. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
const [QUARTERS, CAME, BACK, NEWER, OLDER] = [901, 902, 903, 904, 905].map((serial) => `198504122010032${serial}`)

const hand = (name: string, files: Readonly<Record<string, ReadonlyArray<string>>>, ...more: ReadonlyArray<string>) => {
  const folder = join(dir, name)
  mkdirSync(folder)
  for (const [file, lines] of Object.entries(files)) writeFileSync(join(folder, `${file}.csv`), `${lines.join('\n')}\n`)
  return here(['import', folder, '--agency', 'uji', '--home', home, ...more])
}

const PEGAWAI = 'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id'
const PENILAIAN = 'nip,tahun,periode_awal,periode_akhir,hasil_kerja,perilaku_kerja,predikat,nip_penilai,tanggal_dinilai'
const named = (nip: string | undefined, name: string): string => `${nip},${name},1985-04-12,P,PNS,2010-03-01,S1,U1`
const pegawai = [
  PEGAWAI,
  named(QUARTERS, 'Contoh Triwulan'),
  named(CAME, 'Contoh Datang'),
  named(BACK, 'Contoh Kembali'),
  named(NEWER, 'Contoh Ganti'),
  named(OLDER, 'CONTOH GANTI'),
]
const quarter = `${QUARTERS},2024,2024-01-01,2024-03-31,2,2,B,${CAME},2024-04-10`

beforeAll(async () => {
  const first = await hand('first', {
    pegawai,
    pemberhentian: ['nip,jenis,tmt,nomor_sk,tanggal_sk', `${BACK},mutasi_keluar,2022-01-01,SK-1,2021-12-01`],
    golongan: ['nip,golongan,tmt_golongan,nomor_sk,tanggal_sk', `${CAME},III/a,2010-03-01,SK-2,2010-02-01`],
    jabatan: [
      'nip,jabatan_id,jabatan_nama,jenjang,unor_id,tmt_jabatan,nomor_sk,tanggal_sk',
      `${CAME},J1,Analis,ahli_pertama,U1,2018-06-01,SK-3,2018-05-01`,
    ],
    penilaian: [PENILAIAN, quarter],
    angkatan: ['kode_program,kode_angkatan,mulai,selesai', 'P,A1,2020-06-01,2020-06-03'],
    program: ['kode_program,nama,jenis,jp', 'P,Contoh,teknis,20'],
    peserta: ['kode_angkatan,nip,status,jam_hadir', `A1,${BACK},hadir,20`],
  })
  expect([first.err, first.code]).toEqual(['', 0])
  // The run is moved to a day after the exit, as facts of later were in data of the first version.
  const moved = await hand(
    'moved',
    { pegawai, angkatan: ['kode_program,kode_angkatan,mulai,selesai', 'P,A1,2023-06-01,2023-06-03'] },
    '--reason',
    'surat ralat',
  )
  expect([moved.err, moved.code]).toEqual(['', 0])
})
afterAll(forget)

const doctor = async () => {
  const { out, code } = await here(['doctor', '--home', home])
  const lines = out.split('\n').map((line) => line.replace(/career-\w{32}/g, 'STREAM').replace(/[0-9a-f]{8}(-\w{4,12}){4}/g, 'EVENT'))
  return { out, code, lines: lines.filter((line) => /PERIOD_SHORTER|LOOKS_LIKE|two numbers/.test(line)).sort() }
}

it('quarters, transfers, returns and earlier numbers, by stream and event and never by name', async () => {
  const { out, code, lines } = await doctor()
  expect(lines).toEqual([
    expect.stringMatching(/^FACTS {3}LOOKS_LIKE_RETURN \([^)]+\): 1 fact: STREAM EVENT; .*mutasi_masuk/),
    expect.stringMatching(/^FACTS {3}LOOKS_LIKE_TRANSFER \([^)]+\): 1 fact: STREAM EVENT; .*mutasi_masuk/),
    expect.stringMatching(/^FACTS {3}PERIOD_SHORTER_THAN_SERVICE \([^)]+\): 1 fact: STREAM EVENT; .*jenis/),
    expect.stringMatching(/^note {4}1 person has two numbers, it seems: .*STREAM and STREAM.*nip_lama/),
  ])
  expect(code).toBe(0)
  expect(out).not.toMatch(/Contoh|CONTOH|\d{18}\b/)
})

it('nothing any more when the office said them again', async () => {
  const again = await hand(
    'again',
    {
      pegawai: [`${PEGAWAI},nip_lama`, ...pegawai.slice(1).map((row) => (row.includes(String(NEWER)) ? `${row},${OLDER}` : `${row},`))],
      mutasi_masuk: [
        'nip,tmt,asal,nomor_sk,tanggal_sk',
        `${CAME},2018-06-01,Kabupaten Contoh,SK-4,2018-05-01`,
        `${BACK},2023-01-01,Kabupaten Contoh,SK-5,2022-12-01`,
      ],
      penilaian: [`${PENILAIAN},jenis,batal`, `${QUARTERS},,2024-01-01,,,,,,,,Y`, `${quarter},triwulan,`],
    },
    '--reason',
    'berkas versi kedua',
  )
  expect([again.err, again.code]).toEqual(['', 0])
  const { lines, code } = await doctor()
  expect(lines).toEqual([])
  expect(code).toBe(0)
})
