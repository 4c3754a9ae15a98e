/** Facts that are in and do not fit any more: doctor lists them, and does not fail. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
const ONE = '198504122010032901'
const TWO = '198504122010032902'

const hand = (name: string, files: Readonly<Record<string, ReadonlyArray<string>>>, ...more: ReadonlyArray<string>) => {
  const folder = join(dir, name)
  mkdirSync(folder)
  for (const [file, lines] of Object.entries(files)) writeFileSync(join(folder, `${file}.csv`), `${lines.join('\n')}\n`)
  return here(['import', folder, '--agency', 'uji', '--home', home, ...more])
}

const PEGAWAI = 'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id'
const JABATAN = 'nip,jabatan_id,jabatan_nama,jenjang,unor_id,tmt_jabatan,nomor_sk,tanggal_sk'
const PEMBERHENTIAN = 'nip,jenis,tmt,nomor_sk,tanggal_sk'
const PESERTA = 'kode_angkatan,nip,status,jam_hadir,alasan'
const pegawai = [PEGAWAI, ...[ONE, TWO].map((nip) => `${nip},Contoh,1985-04-12,P,PNS,2010-03-01,S1,U1`)]

beforeAll(async () => {
  const first = await hand('first', {
    pegawai,
    peta_jabatan: ['unor_id,jabatan_id,jabatan_nama,jenjang,kebutuhan,kunci', 'U1,J1,Kepala,administrator,1,Y'],
    jabatan: [JABATAN, `${ONE},J1,Kepala,administrator,U1,2020-01-01,SK-1,2019-12-01`],
    program: ['kode_program,nama,jenis,jp', 'P,Contoh,teknis,20'],
    angkatan: ['kode_program,kode_angkatan,mulai,selesai', 'P,A1,2024-06-01,2024-06-03'],
    peserta: [PESERTA, `A1,${ONE},hadir,20,`],
    rating: ['kode_angkatan,nip,materi,metode,narasumber,sarana,relevansi', `A1,${ONE},5,4,3,2,1`],
    golongan: ['nip,golongan,tmt_golongan,nomor_sk,tanggal_sk', `${TWO},III/b,2024-04-01,SK-2,2024-03-01`],
  })
  expect([first.err, first.code]).toEqual(['', 0])
})
afterAll(forget)

const doctor = async () => {
  const { out, code } = await here(['doctor', '--home', home])
  return {
    code,
    facts: out
      .split('\n')
      .filter((line) => line.startsWith('FACTS'))
      .sort(),
    out,
  }
}
const plain = (line: string): string => line.replace(/career-\w{32} [\w-]{36}/g, 'STREAM EVENT')

it('says so where every fact fits', async () => {
  const { facts, out, code } = await doctor()
  expect(facts).toEqual([])
  expect(out).toMatch(/^ok +every fact fits the rules of service$/m)
  expect(code).toBe(0)
})

it('names rule, stream and event of a rating without attendance, a rank after retirement and two holders of a post, and nobody', async () => {
  const then = await hand(
    'then',
    {
      pegawai,
      jabatan: [JABATAN, `${TWO},J1,Kepala,administrator,U1,2021-01-01,SK-3,2020-12-01`],
      peserta: [PESERTA, `A1,${ONE},tidak_hadir,,sakit`],
    },
    '--reason',
    'surat ralat',
  )
  expect([then.err, then.code]).toEqual(['', 0])
  const { facts: holders } = await doctor()
  expect(holders.map(plain)).toEqual([
    expect.stringMatching(/^FACTS {3}NOT_ATTENDED \(The person did not attend the cohort\): 1 fact: STREAM EVENT; /),
    expect.stringMatching(/^FACTS {3}POST_OVERFILLED \([^)]+\): 2 facts: STREAM EVENT, STREAM EVENT; /),
  ])

  const last = await hand('last', { pegawai, pemberhentian: [PEMBERHENTIAN, `${TWO},pensiun,2024-01-01,SK-5,2023-12-01`] })
  expect([last.err, last.code]).toEqual(['', 0])
  const { facts, code, out } = await doctor()
  expect(facts.map(plain)).toEqual([
    expect.stringMatching(/^FACTS {3}AFTER_EXIT \([^)]+\): 1 fact: STREAM EVENT; /),
    expect.stringMatching(/^FACTS {3}NOT_ATTENDED /),
  ])
  expect(code).toBe(0)
  expect(out).not.toMatch(/Contoh|\d{18}\b/)
})

it('lists what rests on a fact that was taken out, and on a person who was', async () => {
  const out = await hand(
    'out',
    {
      pegawai: [`${PEGAWAI},batal`, `${TWO},,,,,,,,Y`],
      angkatan: ['kode_program,kode_angkatan,mulai,selesai,batal', ',A1,,,Y'],
      program: ['kode_program,nama,jenis,jp,batal', 'P,,,,Y'],
    },
    '--reason',
    'surat ralat',
  )
  expect([out.err, out.code]).toEqual(['', 0])
  const { facts, code } = await doctor()
  expect(code).toBe(0)
  expect(facts.map((line) => line.split(' ')[3])).toEqual(expect.arrayContaining(['NOT_APPOINTED', 'UNKNOWN_COHORT']))
})
