/** What docs/upgrading.md tells an office to do, done: its files, its commands, in its order. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Io, run } from '@jejak/cli'
import { afterAll, expect, it } from 'vitest'

const page = readFileSync(fileURLToPath(new URL('upgrading.md', import.meta.url)), 'utf8')
const dir = mkdtempSync(join(tmpdir(), 'jejak-upgrading-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const jejak = async (...args: ReadonlyArray<string>): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ['', '']
  const io: Io = {
    out: (text) => {
      out += String(text)
    },
    err: (text) => {
      err += text
    },
    env: {},
    cwd: dir,
    columns: null,
    interactive: false,
    onStop: () => () => undefined,
    onEnd: () => () => undefined,
  }
  const code = await run([...args, '--home', join(dir, 'home')], io)
  return { code, out, err }
}

const write = (folder: string, file: string, text: string): void => {
  mkdirSync(join(dir, folder), { recursive: true })
  writeFileSync(join(dir, folder, file), text)
}

/** A made-up agency, as the first version let it say itself. */
const PEGAWAI = `nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id
198504122010032901,Contoh Triwulan,1985-04-12,P,PNS,2010-03-01,S1,U1
198504122010032902,Contoh Datang,1985-04-12,P,PNS,2010-03-01,S1,U1
198504122010032903,Contoh Kembali,1985-04-12,P,PNS,2010-03-01,S1,U1
198504122010032904,Contoh Ganti,1985-04-12,P,PNS,2010-03-01,S1,U1
198504122010032905,Contoh Ganti,1985-04-12,P,PNS,2010-03-01,S1,U1
`
const FIRST: Readonly<Record<string, string>> = {
  pegawai: PEGAWAI,
  pemberhentian: 'nip,jenis,tmt,nomor_sk,tanggal_sk\n198504122010032903,mutasi_keluar,2022-01-01,SK-1,2021-12-01\n',
  golongan: 'nip,golongan,tmt_golongan,nomor_sk,tanggal_sk,jenis_kp\n198504122010032902,III/a,2010-03-01,SK-2,2010-02-01,awal\n',
  jabatan: `nip,jabatan_id,jabatan_nama,jenjang,unor_id,tmt_jabatan,nomor_sk,tanggal_sk
198504122010032902,J1,Analis,ahli_pertama,U1,2018-06-01,SK-3,2018-05-01
`,
  peta_jabatan: 'unor_id,jabatan_id,jabatan_nama,jenjang,kebutuhan,kunci\nU1,J9,Kepala Arsip,pengawas,1,Y\n',
  program: 'kode_program,nama,jenis,jp\nP,Contoh,teknis,20\n',
  angkatan: 'kode_program,kode_angkatan,mulai,selesai\nP,A1,2020-06-01,2020-06-03\n',
  peserta: 'kode_angkatan,nip,status,jam_hadir\nA1,198504122010032903,hadir,20\n',
  penilaian: `nip,tahun,periode_awal,periode_akhir,hasil_kerja,perilaku_kerja,predikat,nip_penilai,tanggal_dinilai
198504122010032901,2024,2024-01-01,2024-03-31,2,2,B,198504122010032902,2024-04-10
`,
}

/** The words of a command as a shell splits them. */
const wordsOf = (line: string): ReadonlyArray<string> =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')

interface Step {
  readonly command: ReadonlyArray<string>
  /** The file that stands before the command, and its name. */
  readonly file: string | null
  readonly rows: string
}

/** The commands of the page in order, each with the file before it. */
const steps: ReadonlyArray<Step> = [
  ...page.matchAll(/(?:`(\w+\.csv)`[^`\n]*\n\n```csv\n(.*?)```\n\n)?```sh\nnpm run -s jejak -- (.*?)\n```/gs),
].map(([, file, rows = '', line = '']) => ({ command: wordsOf(line), file: file ?? null, rows }))

const suspected = async (): Promise<ReadonlyArray<string>> =>
  [...(await jejak('doctor')).out.matchAll(/PERIOD_SHORTER_THAN_SERVICE|LOOKS_LIKE_\w+|two numbers/g)].map(([found]) => found).sort()

it('an office mends what the first version could not tell as the page says, and imports its old folder again without a row', async () => {
  for (const [file, text] of Object.entries(FIRST)) write('first', `${file}.csv`, text)
  const begun = await jejak('import', join(dir, 'first'), '--agency', 'kota-contoh')
  expect([begun.code, begun.err]).toEqual([0, ''])
  // Somebody's run took place after the exit, as a later mend of it said.
  write('moved', 'pegawai.csv', PEGAWAI)
  write('moved', 'angkatan.csv', 'kode_program,kode_angkatan,mulai,selesai\nP,A1,2023-06-01,2023-06-03\n')
  expect((await jejak('import', join(dir, 'moved'), '--agency', 'kota-contoh', '--reason', 'uji')).code).toBe(0)
  write('first', 'angkatan.csv', 'kode_program,kode_angkatan,mulai,selesai\nP,A1,2023-06-01,2023-06-03\n')
  rmSync(join(dir, 'first', 'peserta.csv'))

  const [again, doctor, ...mends] = steps
  expect(again?.command.slice(0, 2)).toEqual(['import', './first'])
  expect(JSON.parse((await jejak(...(again?.command ?? []))).out)).toMatchObject({ events: 0 })
  expect(doctor?.command).toEqual(['doctor'])
  expect(await suspected()).toEqual(['LOOKS_LIKE_RETURN', 'LOOKS_LIKE_TRANSFER', 'PERIOD_SHORTER_THAN_SERVICE', 'two numbers'])

  expect(mends.length).toBe(7)
  let pegawai = PEGAWAI
  for (const { command, file, rows } of mends) {
    const [, folder = ''] = command
    write(folder, 'pegawai.csv', pegawai)
    expect([folder, file]).toEqual([folder, expect.any(String)])
    write(folder, file ?? '', rows)
    if (file === 'pegawai.csv') pegawai = rows
    const mended = await jejak(...command, '--format', 'json')
    expect([folder, mended.code, mended.err]).toEqual([folder, 0, ''])
    const said: { readonly events: number; readonly files: Readonly<Record<string, { readonly rejected: number }>> } = JSON.parse(
      mended.out,
    )
    expect([folder, said.events > 0, Object.values(said.files).filter(({ rejected }) => rejected > 0)]).toEqual([folder, true, []])
    // Whoever has them in a file of their own imports them again without effect.
    expect(JSON.parse((await jejak(...command, '--format', 'json')).out)).toMatchObject({ events: 0 })
  }
  expect(await suspected()).toEqual([])
}, 60_000)
