/** An office whose units and programs have codes of every form, one of the units with many people. */
import type { Files } from './office.js'

/** Codes that an address could take for something else. */
export const ODD_CODES = ['A/B', '50%', 'no#1', 'apa?', '..', '.', '%2F', 'a&b=c', 'dua kata', 'Ünïté 府', '+'] as const

/** A unit of many people. */
export const LARGE = 'UJI.BESAR'
export const LARGE_PEOPLE = 130

const numberOf = (serial: number): string => `19900101201601${(serial % 2) + 1}${String(serial).padStart(3, '0')}`.slice(0, 18)

const person = (nip: string, name: string, unit: string, unitName: string): string =>
  `${nip},${name},01-01-1990,${nip[14] === '1' ? 'L' : 'P'},PNS,01-01-2016,S1,${unit},${unitName}`

/** Serials are three digits: one born on another day for each thousand. */
const LARGE_LIST = Array.from({ length: LARGE_PEOPLE }, (_, i) => {
  const day = String(1 + Math.floor(i / 90)).padStart(2, '0')
  const serial = 901 + (i % 90)
  const nip = `199001${day}201601${(serial % 2) + 1}${serial}`
  return `${nip},Orang Contoh ${String(i + 1).padStart(3, '0')},${day}-01-1990,${serial % 2 === 0 ? 'L' : 'P'},PNS,01-01-2016,S1,${LARGE},Dinas Besar`
})

export const ODD: Files = {
  pegawai: [
    'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id,unor_nama',
    ...ODD_CODES.map((code, i) => person(numberOf(991 - i), `Pegawai ${i + 1}`, code, `Unit Aneh ${i + 1}`)).map((line) =>
      line.replaceAll('19900101201601', '19910101201601').replace('01-01-1990', '01-01-1991'),
    ),
    ...LARGE_LIST,
  ],
  program: ['kode_program,nama,jenis,jp', ...ODD_CODES.map((code, i) => `${code},Program Aneh ${i + 1},teknis,24`)],
  angkatan: ['kode_program,kode_angkatan,mulai,selesai', ...ODD_CODES.map((code, i) => `${code},K-${i + 1},01-02-2025,05-02-2025`)],
  peserta: [
    'kode_angkatan,nip,status,jam_hadir,alasan',
    ...ODD_CODES.map((_, i) => `K-${i + 1},${numberOf(991 - i).replace('19900101', '19910101')},hadir,24,`),
  ],
}
