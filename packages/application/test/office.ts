/** A made-up agency of three people whose every figure can be checked by hand, in a deployment of its own. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AgencyCode, EmployeeNumber } from '@jejak/core'
import { mustRun } from '@jejak/testing'
import { type Deployment, openDeployment } from '../src/index.js'

export const must = mustRun

const agencyOf = (text: string): AgencyCode => {
  if (AgencyCode.is(text)) return text
  throw new Error(text)
}
const numberOf = (text: string): EmployeeNumber => {
  if (EmployeeNumber.is(text)) return text
  throw new Error(text)
}

export const AGENCY = agencyOf('uji')
export const NOWHERE = agencyOf('lain')
export const FIRST = numberOf('198504122010031901')
export const SECOND = numberOf('199006152015032902')
/** A PPPK. */
export const THIRD = numberOf('199512012022211903')
/** In no row of `pegawai`. */
export const STRANGER = numberOf('198001012005011904')

const FILES = {
  pegawai: [
    'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id',
    `${FIRST},Contoh Satu,12-04-1985,L,PNS,01-03-2010,S1,UJI.1`,
    `${SECOND},Contoh Dua,15-06-1990,P,PNS,01-03-2015,S1,UJI.1`,
    `${THIRD},Contoh Tiga,01-12-1995,L,PPPK,01-01-2022,S1,UJI.2`,
  ],
  program: ['kode_program,nama,jenis,jp', 'P-1,Pelatihan Contoh,teknis,24', 'P-2,Seminar Contoh,seminar,8'],
  angkatan: ['kode_program,kode_angkatan,mulai,selesai', 'P-1,A-1,01-02-2025,05-02-2025', 'P-2,A-2,01-05-2025,01-05-2025'],
  peserta: [
    'kode_angkatan,nip,status,jam_hadir,alasan',
    `A-1,${FIRST},hadir,24,`,
    `A-1,${SECOND},tidak_hadir,,waktu`,
    `A-1,${THIRD},hadir,20,`,
    `A-2,${FIRST},hadir,8,`,
  ],
}

/** A new folder for one file of tests. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'jejak-application-'))

/** Writes the files of the agency into a folder; `files` replaces or adds some. */
export const writeOffice = (dir: string, files: Readonly<Record<string, ReadonlyArray<string>>> = FILES): string => {
  mkdirSync(dir, { recursive: true })
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(dir, `${name}.csv`), `${lines.join('\n')}\n`)
  return dir
}

/** A deployment that holds the agency. */
export const openOffice = async (dir: string): Promise<Deployment> => {
  const deployment = await must(openDeployment({ home: join(dir, 'home') }))
  await must(deployment.importFolder({ dir: writeOffice(join(dir, 'files')), agency: AGENCY }))
  return deployment
}
