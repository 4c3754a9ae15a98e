import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentDigest, type Digest, earlierKeyDigest, keyDigest } from './digests.js'
import type { Cells, FileDef } from './FileDef.js'
import { FILES } from './files.js'

const digest: Digest = (...parts) => JSON.stringify(parts)

/** The key and the columns of each file as the first version had them; never to be changed: digests of them are stored. */
const FIRST: Readonly<Record<string, readonly [key: string, columns: string]>> = {
  pegawai: [
    'nip',
    'nip nama gelar_depan gelar_belakang tanggal_lahir jenis_kelamin jenis_pegawai tmt_masuk pendidikan tahun_lulus unor_id unor_nama',
  ],
  pemberhentian: ['nip', 'nip jenis tmt nomor_sk tanggal_sk'],
  golongan: ['nip tmt_golongan', 'nip golongan tmt_golongan nomor_sk tanggal_sk jenis_kp'],
  jabatan: ['nip jabatan_id tmt_jabatan', 'nip jabatan_id jabatan_nama jenjang unor_id tmt_jabatan nomor_sk tanggal_sk penugasan'],
  peta_jabatan: ['unor_id jabatan_id', 'unor_id jabatan_id jabatan_nama jenjang kebutuhan kunci'],
  program: ['kode_program', 'kode_program nama jenis tingkat jp penyelenggara topik'],
  kurikulum: ['kode_program versi', 'kode_program versi tanggal perubahan alasan temuan_dari oleh'],
  angkatan: ['kode_angkatan', 'kode_program kode_angkatan mulai selesai kuota lokasi narasumber versi_kurikulum'],
  izin: ['kode_angkatan nip', 'kode_angkatan nip tanggal_ajukan putusan tanggal_putus alasan'],
  peserta: ['kode_angkatan nip', 'kode_angkatan nip status jam_hadir nilai_pre nilai_post nomor_sertifikat alasan'],
  rating: ['kode_angkatan nip', 'kode_angkatan nip materi metode narasumber sarana relevansi komentar'],
  mentoring: ['pasangan_id tanggal', 'pasangan_id nip_mentor nip_mentee tanggal menit topik tindak_lanjut'],
  penilaian: [
    'nip periode_awal plt',
    'nip tahun periode_awal periode_akhir hasil_kerja perilaku_kerja predikat nip_penilai tanggal_dinilai plt',
  ],
  hukdis: ['nip nomor_sk', 'nip tingkat nomor_sk tanggal_sk mulai akhir'],
  asesmen: ['nip kompetensi_id tanggal', 'nip kompetensi_id skor level tanggal asesor'],
  suksesi: ['unor_id jabatan_id nip', 'unor_id jabatan_id nip kesiapan status tanggal dasar'],
  anggaran: ['tahun kode_program tanggal jenis', 'tahun kode_program tanggal jenis rupiah bukti'],
  forum: ['kode_forum', 'kode_forum tanggal topik hadir masukan ditindaklanjuti'],
  survei: ['unor_id tanggal', 'unor_id tanggal responden kepuasan'],
}

/** A row of any file, of the columns of the first version alone: new ones are empty, or say what an empty cell means. */
const row = fc
  .constantFrom(...FILES.filter(({ name }) => FIRST[name] !== undefined))
  .chain((def) =>
    fc.tuple(
      fc.constant(def),
      fc.tuple(
        ...def.columns.map(({ added, whenEmpty = '' }) =>
          added === true ? fc.constantFrom('', whenEmpty) : fc.constantFrom('', 'a', 'b', '2025-01-01'),
        ),
      ),
    ),
  )
const cellsOf = (def: FileDef, values: ReadonlyArray<string>): Cells =>
  Object.fromEntries(def.columns.map(({ name }, place) => [name, values[place] ?? '']))

test('a row of the first version has the digests it had', () => {
  fc.assert(
    fc.property(row, ([def, values]) => {
      const cells = cellsOf(def, values)
      const [key = '', columns = ''] = FIRST[def.name] ?? []
      const said = (names: string) => names.split(' ').map((name) => cells[name] ?? '')
      const first = digest('row key', 'uji', def.name, ...said(key))
      expect(earlierKeyDigest(def, cells, 'uji', digest) ?? keyDigest(def, cells, 'uji', digest)).toBe(first)
      expect(contentDigest(def, cells, digest)).toBe(digest('row content', def.name, ...said(columns)))
    }),
  )
})

test('a new column that says something is part of the content, and of the key where it belongs to it', () => {
  for (const def of FILES)
    for (const { name } of def.columns.filter(({ added }) => added === true)) {
      const plain: Cells = {}
      const other: Cells = { [name]: 'something' }
      expect(contentDigest(def, plain, digest)).not.toBe(contentDigest(def, other, digest))
      expect(keyDigest(def, plain, 'uji', digest) === keyDigest(def, other, 'uji', digest)).toBe(!def.key.includes(name))
    }
})
