/** An agency whose attendants rate one run after the other: six, then two more, then three. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const nip = (n: number): string => `198504122010031${900 + n}`
const ALL = Array.from({ length: 11 }, (_, i) => nip(i + 1))

const PEGAWAI = [
  'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id',
  ...ALL.map((each, i) => `${each},Contoh ${i + 1},12-04-1985,L,PNS,01-03-2010,S1,UJI.1`),
]

/** @param raters how many have rated by then, and brought their scores */
export const writeRaters = (dir: string, raters: number): string => {
  mkdirSync(dir, { recursive: true })
  const files: Readonly<Record<string, ReadonlyArray<string>>> = {
    pegawai: PEGAWAI,
    program: ['kode_program,nama,jenis,jp', 'P-1,Pelatihan Contoh,teknis,24'],
    kurikulum: [
      'kode_program,versi,tanggal,perubahan,alasan,temuan_dari,oleh',
      'P-1,2,10-03-2025,Lebih banyak latihan,Nilai metode rendah,A-1,BKPSDM',
    ],
    angkatan: ['kode_program,kode_angkatan,mulai,selesai', 'P-1,A-1,01-02-2025,05-02-2025'],
    peserta: [
      'kode_angkatan,nip,status,jam_hadir,alasan,nilai_pre,nilai_post',
      ...ALL.slice(0, raters).map((each) => `A-1,${each},hadir,24,,50,80`),
    ],
    rating: [
      'kode_angkatan,nip,materi,metode,narasumber,sarana,relevansi,komentar',
      ...ALL.slice(0, raters).map((each, i) => `A-1,${each},${(i % 5) + 1},3,5,4,4,`),
    ],
  }
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(dir, `${name}.csv`), `${lines.join('\n')}\n`)
  return dir
}
