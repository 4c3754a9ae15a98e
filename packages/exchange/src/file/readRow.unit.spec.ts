import { expect, test } from 'vitest'
import { anggaran } from './anggaran.js'
import { angkatan } from './angkatan.js'
import { asesmen } from './asesmen.js'
import type { FileDef } from './FileDef.js'
import { FILES } from './files.js'
import { golongan } from './golongan.js'
import { hukdis } from './hukdis.js'
import { izin } from './izin.js'
import { jabatan } from './jabatan.js'
import { masukan } from './masukan.js'
import { penilaian } from './penilaian.js'
import { peserta } from './peserta.js'
import { program } from './program.js'
import { readRow } from './readRow.js'

const NIP = '198504122010032901'

const said = (def: FileDef, cells: Readonly<Record<string, string>>): string => {
  const read = readRow(def, (column) => cells[column])
  return read.ok ? 'ok' : `${read.code} ${read.column}`
}

const promotion = { nip: NIP, golongan: 'III/a', tmt_golongan: '2010-03-01', nomor_sk: 'SK-1', tanggal_sk: '2010-02-01' }

test('an empty required cell comes before every other code', () => {
  expect(said(golongan, promotion)).toBe('ok')
  expect(said(golongan, { ...promotion, nip: '1.98503E+17', nomor_sk: ' ' })).toBe('REQUIRED_EMPTY nomor_sk')
})

test('each code is tested on all columns before the next: number, then date, then value', () => {
  expect(said(golongan, { ...promotion, golongan: 'V/a', tmt_golongan: '31-02-2020', nip: '123' })).toBe('NIP_INVALID nip')
  expect(said(golongan, { ...promotion, golongan: 'V/a', tmt_golongan: '31-02-2020' })).toBe('DATE_INVALID tmt_golongan')
  expect(said(golongan, { ...promotion, golongan: 'V/a' })).toBe('VALUE_INVALID golongan')
  expect(said(golongan, { ...promotion, nip: '1.98503E+17', tanggal_sk: 'x' })).toBe('NIP_PRECISION_LOST nip')
})

test('a cell can ask for another one', () => {
  const sanction = { nip: NIP, tingkat: 'R', nomor_sk: 'H1', tanggal_sk: '2024-01-01', mulai: '2024-01-01' }
  expect(said(hukdis, sanction)).toBe('ok')
  expect(said(hukdis, { ...sanction, tingkat: 'b' })).toBe('REQUIRED_EMPTY akhir')
  const answer = { kode_angkatan: 'A', nip: NIP, tanggal_ajukan: '2024-01-01', putusan: 'ditolak', tanggal_putus: '2024-01-02' }
  expect(said(izin, answer)).toBe('REQUIRED_EMPTY alasan')
  expect(said(izin, { ...answer, putusan: 'disetujui' })).toBe('ok')
  const assessed = { nip: NIP, kompetensi_id: 'potensi', tanggal: '2024-01-01' }
  expect(said(asesmen, assessed)).toBe('REQUIRED_EMPTY skor')
  expect(said(asesmen, { ...assessed, kompetensi_id: 'Integrity', skor: '70' })).toBe('REQUIRED_EMPTY level')
  const present = { kode_angkatan: 'A', nip: NIP, status: 'hadir' }
  expect(said(peserta, present)).toBe('REQUIRED_EMPTY jam_hadir')
  expect(said(peserta, { ...present, status: 'mundur' })).toBe('REQUIRED_EMPTY alasan')
  // A value that is in no list asks for nothing.
  expect(said(peserta, { ...present, status: 'titip' })).toBe('VALUE_INVALID status')
})

test('an answer needs its day and a day its answer, also where what is there cannot be read', () => {
  const input = { kode_forum: 'F', nomor: '1', isi: 'Contoh' }
  expect(said(masukan, input)).toBe('ok')
  expect(said(masukan, { ...input, tanggal_jawab: '2024-01-01' })).toBe('REQUIRED_EMPTY jawaban')
  expect(said(masukan, { ...input, jawaban: 'Contoh' })).toBe('REQUIRED_EMPTY tanggal_jawab')
  expect(said(masukan, { ...input, tanggal_jawab: '1-1-24' })).toBe('REQUIRED_EMPTY jawaban')
  expect(said(masukan, { ...input, jawaban: '#N/A' })).toBe('REQUIRED_EMPTY tanggal_jawab')
  expect(said(masukan, { ...input, tanggal_jawab: '1-1-24', jawaban: 'Contoh' })).toBe('DATE_INVALID tanggal_jawab')
})

test('who appraises without a number is named, also by a cell that cannot be read', () => {
  const appraised = {
    ...{ nip: NIP, tahun: '2024', periode_awal: '2024-01-01', periode_akhir: '2024-12-31' },
    ...{ hasil_kerja: '2', perilaku_kerja: '2', tanggal_dinilai: '2025-01-05' },
  }
  expect(said(penilaian, appraised)).toBe('REQUIRED_EMPTY nip_penilai')
  expect(said(penilaian, { ...appraised, penilai: 'Wali Kota' })).toBe('ok')
  expect(said(penilaian, { ...appraised, penilai: '#N/A' })).toBe('VALUE_INVALID penilai')
})

test('a cell can forbid another one', () => {
  const offered = { kode_program: 'P', nama: 'Contoh', jenis: 'teknis', jp: '20' }
  expect(said(program, { ...offered, tingkat: 'III' })).toBe('VALUE_INVALID tingkat')
  expect(said(program, { ...offered, tingkat: 'III', jenis: 'kepemimpinan' })).toBe('ok')
  expect(said(program, { ...offered, jp: '0' })).toBe('VALUE_INVALID jp')
  const line = { tahun: '2024', kode_program: 'P', tanggal: '2024-01-01', jenis: 'pagu', rupiah: '-5' }
  expect(said(anggaran, line)).toBe('VALUE_INVALID rupiah')
  expect(said(anggaran, { ...line, jenis: 'revisi' })).toBe('ok')
})

test('what an empty cell means is part of the content', () => {
  const position = {
    nip: NIP,
    jabatan_id: 'X',
    jabatan_nama: 'X',
    jenjang: 'pelaksana',
    unor_id: 'U',
    tmt_jabatan: '2020-01-01',
    nomor_sk: 'S',
    tanggal_sk: '2020-01-01',
  }
  const empty = readRow(jabatan, (column) => ({ ...position, penugasan: '' })[column])
  const written = readRow(jabatan, (column) => ({ ...position, penugasan: 'd' })[column])
  expect(empty).toEqual(written)
})

test('a column the file does not have is an empty cell', () => {
  expect(said(angkatan, { kode_program: 'P', kode_angkatan: 'A', mulai: '2024-01-01', selesai: '2024-01-02' })).toBe('ok')
})

test('keys, dates, people and references name columns that exist', () => {
  for (const def of FILES) {
    const columns = new Set(def.columns.map(({ name }) => name))
    const named = [
      ...def.key,
      ...def.people,
      ...def.subjects,
      ...(def.spans ?? []).flatMap(({ start, end }) => [...(start === 'dated' ? [] : [start]), end]),
      ...(def.earlierKey === undefined ? [] : [...def.earlierKey.columns, def.earlierKey.widened]),
      ...(def.refersTo === undefined ? [] : [def.refersTo.column]),
      ...(def.dated === null
        ? []
        : def.dated === 'cohort'
          ? ['kode_angkatan']
          : def.dated === 'forum'
            ? ['kode_forum']
            : [def.dated.column]),
    ]
    expect(named.filter((column) => !columns.has(column))).toEqual([])
    for (const column of def.key)
      expect(def.columns.find(({ name, required, whenEmpty }) => name === column && (required || whenEmpty !== undefined))).toBeDefined()
  }
})
