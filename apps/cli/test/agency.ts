/** A made-up agency of three people whose every figure can be checked by hand. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const FIRST = '198504122010031901'
export const SECOND = '199006152015032902'
/** A PPPK. */
export const THIRD = '199512012022211903'
/** In no row of `pegawai`. */
export const STRANGER = '198001012005011904'

const PEGAWAI = [
  'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id',
  `${FIRST},Contoh Satu,12-04-1985,L,PNS,01-03-2010,S1,UJI.1`,
  `${SECOND},Contoh Dua,15-06-1990,P,PNS,01-03-2015,S1,UJI.1`,
  `${THIRD},Contoh Tiga,01-12-1995,L,PPPK,01-01-2022,S1,UJI.2`,
]
const PROGRAM = ['kode_program,nama,jenis,jp', 'P-1,Pelatihan Contoh,teknis,24', 'P-2,Seminar Contoh,seminar,8']
const ANGKATAN = ['kode_program,kode_angkatan,mulai,selesai', 'P-1,A-1,01-02-2025,05-02-2025', 'P-2,A-2,01-05-2025,01-05-2025']

const peserta = (hours: number): ReadonlyArray<string> => [
  'kode_angkatan,nip,status,jam_hadir,alasan',
  `A-1,${FIRST},hadir,24,`,
  `A-1,${SECOND},tidak_hadir,,waktu`,
  `A-1,${THIRD},hadir,20,`,
  `A-2,${FIRST},hadir,${hours},`,
  `A-2,${STRANGER},hadir,8,`,
]

const write = (dir: string, files: Readonly<Record<string, ReadonlyArray<string>>>): string => {
  mkdirSync(dir, { recursive: true })
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(dir, `${name}.csv`), `${lines.join('\n')}\n`)
  return dir
}

/** The first hand-over: eleven rows that become events, one that is rejected. */
export const writeAgency = (dir: string): string =>
  write(dir, { pegawai: PEGAWAI, program: PROGRAM, angkatan: ANGKATAN, peserta: peserta(8) })

/** A later one: an hour less in the seminar for the first of them. */
export const writeCorrection = (dir: string): string => write(dir, { pegawai: PEGAWAI, peserta: peserta(7) })

/** Without a column that must be there. */
export const writeBroken = (dir: string): string => write(dir, { pegawai: PEGAWAI.map((line) => line.split(',').slice(0, 6).join(',')) })

/** `training-hours` of 2025 after the first hand-over. */
export const HOURS_2025 = [
  {
    unitId: 'UJI.1',
    pns: { people: 2, reached: 1, share: 0.5, hours: 32, zero: 1, excused: 0 },
    pppk: { people: 0, hours: 0, overLimit: 0, excused: 0 },
  },
  {
    unitId: 'UJI.2',
    pns: { people: 0, reached: 0, share: null, hours: 0, zero: 0, excused: 0 },
    pppk: { people: 1, hours: 20, overLimit: 0, excused: 0 },
  },
]
