/** A made-up office whose every figure can be checked by hand, in a data folder of its own. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type DeploymentStores, openStores } from '@jejak/application/operator'
import { FILES, importFolder } from '@jejak/exchange'
import { type Operations, openOperations } from '@jejak/worker/operations'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'

export const AGENCY = 'uji'
/** A PNS of UJI.1 who reaches 20 JP. */
export const SITI = '198504122010032901'
/** A PNS of UJI.1 without any JP. */
export const BUDI = '199006152015031902'
/** A PNS of UJI.2 with some JP. */
export const RINA = '198801202012012903'
/** A PPPK of UJI.2. */
export const AGUS = '199512012022211904'
const OTHERS = [905, 906, 907, 908].map((serial) => `19900101201601${serial % 2 === 0 ? 1 : 2}${serial}`)

export type Files = Readonly<Record<string, ReadonlyArray<string>>>

const person = (nip: string, name: string, kind: string, entered: string, unit: string): string => {
  const born = `${nip.slice(6, 8)}-${nip.slice(4, 6)}-${nip.slice(0, 4)}`
  return `${nip},${name},${born},${nip[14] === '1' ? 'L' : 'P'},${kind},${entered},S1,${unit},${unit === 'UJI.1' ? 'Dinas Contoh' : 'Badan Percobaan'}`
}

const PEGAWAI = [
  'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id,unor_nama',
  person(SITI, 'Siti Contoh', 'PNS', '01-03-2010', 'UJI.1'),
  person(BUDI, 'Budi Contoh', 'PNS', '01-03-2015', 'UJI.1'),
  person(RINA, 'Rina Contoh', 'PNS', '01-01-2012', 'UJI.2'),
  person(AGUS, 'Agus Contoh', 'PPPK', '01-01-2022', 'UJI.2'),
  ...OTHERS.map((nip, i) => person(nip, `Pegawai Contoh ${i + 1}`, 'PNS', '01-01-2016', 'UJI.2')),
]

const GOLONGAN = [
  'nip,golongan,tmt_golongan,nomor_sk,tanggal_sk,jenis_kp',
  `${SITI},III/b,01-04-2021,SK/UJI/1,15-03-2021,reguler`,
  `${BUDI},III/a,01-03-2015,SK/UJI/2,15-02-2015,awal`,
]
const JABATAN = [
  'nip,jabatan_id,jabatan_nama,jenjang,unor_id,tmt_jabatan,nomor_sk,tanggal_sk,penugasan',
  `${SITI},ANALIS,Analis Contoh,ahli_muda,UJI.1,01-02-2022,SK/UJI/3,20-01-2022,D`,
]
const PROGRAM = [
  'kode_program,nama,jenis,jp,penyelenggara,topik',
  'P-1,Pelatihan Contoh,teknis,24,BKPSDM,pelayanan',
  'P-2,Seminar Contoh,seminar,8,LAN,manajemen waktu',
]
const KURIKULUM = [
  'kode_program,versi,tanggal,perubahan,alasan,temuan_dari,oleh',
  'P-1,2,10-03-2025,Lebih banyak latihan,Nilai metode rendah,A-1,BKPSDM',
]
const ANGKATAN = [
  'kode_program,kode_angkatan,mulai,selesai,kuota,lokasi,narasumber,versi_kurikulum',
  'P-1,A-1,01-02-2025,05-02-2025,30,Aula,Widyaiswara,1',
  'P-2,A-2,01-05-2025,01-05-2025,40,Aula,Praktisi,1',
]

/** @param hours what Rina attended of the seminar, in JP */
const peserta = (hours: number): ReadonlyArray<string> => [
  'kode_angkatan,nip,status,jam_hadir,alasan',
  `A-1,${SITI},hadir,24,`,
  `A-1,${BUDI},tidak_hadir,,waktu`,
  ...OTHERS.map((nip) => `A-1,${nip},hadir,20,`),
  `A-2,${RINA},hadir,${hours},`,
  `A-2,${AGUS},hadir,8,`,
  `A-2,${SITI},mundur,,sakit`,
]
const RATING = [
  'kode_angkatan,nip,materi,metode,narasumber,sarana,relevansi,komentar',
  ...[SITI, ...OTHERS].map((nip) => `A-1,${nip},4,3,5,4,4,`),
  `A-2,${RINA},5,5,5,5,5,Bagus`,
]
const PENILAIAN = [
  'nip,tahun,periode_awal,periode_akhir,hasil_kerja,perilaku_kerja,nip_penilai,tanggal_dinilai,plt',
  `${BUDI},2025,01-01-2025,31-12-2025,1,1,${SITI},05-01-2026,T`,
  `${RINA},2025,01-01-2025,31-12-2025,2,2,${SITI},05-01-2026,T`,
  `${AGUS},2025,01-01-2025,31-12-2025,3,1,${SITI},05-01-2026,T`,
]

/** The first hand-over. */
export const FIRST: Files = {
  pegawai: PEGAWAI,
  golongan: GOLONGAN,
  jabatan: JABATAN,
  program: PROGRAM,
  kurikulum: KURIKULUM,
  angkatan: ANGKATAN,
  peserta: peserta(4),
  rating: RATING,
  penilaian: PENILAIAN,
}

/** One more cohort, which one person attends with 24 JP. */
export const another = (cohort: string, who: string): Files => ({
  pegawai: PEGAWAI,
  program: PROGRAM,
  angkatan: [...ANGKATAN, `P-1,${cohort},01-09-2025,05-09-2025,30,Aula,Widyaiswara,2`],
  peserta: ['kode_angkatan,nip,status,jam_hadir,alasan', `${cohort},${who},hadir,24,`],
})

/** Rina attended two JP more than was said. */
export const CORRECTION: Files = { pegawai: PEGAWAI, peserta: peserta(6) }

export const writeFolder = (dir: string, files: Files): string => {
  mkdirSync(dir, { recursive: true })
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(dir, `${name}.csv`), `${lines.join('\n')}\n`)
  return dir
}

/** Puts another word in the place of one in the last event that holds it: an event without a part of its data cannot be read. */
export const reword = ({ dir }: Office, from: string, to: string): void => {
  const db = new DatabaseSync(join(dir, 'home', 'events.db'))
  const place = 'SELECT max(position) FROM event WHERE instr(data, ?) > 0'
  db.prepare(`UPDATE event SET data = replace(data, ?, ?) WHERE position = (${place})`).run(`"${from}"`, `"${to}"`, `"${from}"`)
  db.close()
}

/** What a test expects to succeed; anything else fails it. */
export const right = async <L, A>(task: TaskEither<L, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new Error(`expected success, got ${JSON.stringify(result.left)}`)
  return result.right
}

/** A value a codec accepts. */
export const valid = <A>(codec: t.Decoder<unknown, A>, value: unknown): A => {
  const decoded = codec.decode(value)
  if (E.isLeft(decoded)) throw new Error('not a value of this codec')
  return decoded.right
}

/** Metrics, and a log that says nothing. */
export const quiet = (): Operations => openOperations({ logLevel: 'silent', readyLag: 60 })

export interface Office {
  readonly dir: string
  readonly home: DeploymentStores
  /** Imports a hand-over through this process; answers the number of events made. */
  readonly receive: (files: Files, reason?: string) => Promise<number>
  readonly close: () => Promise<void>
}

/** An open data folder, with nothing in it yet. */
export const openOffice = async (): Promise<Office> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-server-'))
  const home = await right(openStores(join(dir, 'home'), {}))
  let folders = 0
  return {
    dir,
    home,
    receive: async (files, reason) => {
      folders++
      const { events } = await right(
        importFolder({
          dir: writeFolder(join(dir, `folder-${folders}`), files),
          files: FILES,
          agency: AGENCY,
          dryRun: false,
          reason: reason ?? null,
          rejectsDir: null,
          events: home.events,
          vault: home.vault,
          indexPath: home.files.index,
          clock: home.clock,
          ids: randomUUID,
          actor: 'import:bkpsdm',
        }),
      )
      return events
    },
    close: async () => {
      await home.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
