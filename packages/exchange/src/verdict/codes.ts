/** The codes a row can get, in the order in which they are tested: who has to act, and what to do. */
import type { OwnName } from '@jejak/core'

/** Who can mend it: the servant, the superior, the agency's personnel office, the national agency. */
export type Owner = 'asn' | 'atasan' | 'bkpsdm' | 'bkn'

export interface CodeInfo {
  readonly verdict: 'rejected' | 'warned'
  readonly owner: Owner
  readonly advice: { readonly id: string; readonly en: string }
}

const rejected = (owner: Owner, id: string, en: string): CodeInfo => ({ verdict: 'rejected', owner, advice: { id, en } })
const warned = (owner: Owner, id: string, en: string): CodeInfo => ({ verdict: 'warned', owner, advice: { id, en } })

const define = <K extends string>(codes: Readonly<Record<K, CodeInfo>>): Readonly<Record<K, CodeInfo>> => codes

export const CODES = define({
  REQUIRED_EMPTY: rejected('bkpsdm', 'Isi kolom yang wajib.', 'Fill in the required cell.'),
  NIP_PRECISION_LOST: rejected(
    'bkpsdm',
    'NIP dibulatkan oleh aplikasi lembar kerja. Salin NIP dari sumbernya sebagai teks.',
    'The spreadsheet rounded the number. Copy it from its source as text.',
  ),
  NIP_INVALID: rejected('bkpsdm', 'Periksa NIP: 18 angka menurut aturannya.', 'Check the number: 18 digits by its rules.'),
  DATE_INVALID: rejected(
    'bkpsdm',
    'Tulis tanggal yang ada sebagai hh-bb-tttt, hh/bb/tttt, hh.bb.tttt, tttt-bb-hh, 1 Desember 2014 atau 1-Des-2014, tahun empat angka.',
    'Write a day that exists as dd-mm-yyyy, dd/mm/yyyy, dd.mm.yyyy, yyyy-mm-dd, 1 Desember 2014 or 1-Des-2014, with a year of four digits.',
  ),
  VALUE_INVALID: rejected(
    'bkpsdm',
    'Pakai nilai dari daftar atau angka dalam batasnya.',
    'Use a value of the list, or a number within its range.',
  ),
  PERSON_ERASED: rejected(
    'bkpsdm',
    'Data orang ini telah dihapus dan tidak dapat dimasukkan lagi. Keluarkan barisnya.',
    'This person was erased and cannot be entered again. Take the row out.',
  ),
  PERSON_KEY_DAMAGED: rejected(
    'bkpsdm',
    'Kunci orang ini di penyimpan kunci rusak. Minta pengelola sistem memulihkan keys.db dari cadangan, lalu impor lagi.',
    'The key of this person in the key store is damaged. Have the system operator restore keys.db from a backup, then import again.',
  ),
  PERSON_UNKNOWN: rejected(
    'bkpsdm',
    'Masukkan dahulu orang ini dengan baris pegawai yang diterima.',
    'Enter this person first, with a pegawai row that is accepted.',
  ),
  REFERENCE_UNKNOWN: rejected(
    'bkpsdm',
    'Masukkan dahulu program, angkatan, forum atau jabatan yang dirujuk, atau perbaiki kodenya.',
    'Enter the program, cohort, forum or post it refers to first, or mend its code.',
  ),
  DUPLICATE_IN_FILE: rejected(
    'bkpsdm',
    'Baris sebelumnya dengan kunci yang sama berisi lain. Sisakan satu baris yang benar.',
    'An earlier row with the same key says something else. Leave the one that is right.',
  ),
  NOTHING_TO_WITHDRAW: rejected(
    'bkpsdm',
    'Tidak ada data dengan kunci ini yang dapat dibatalkan. Periksa kolom kuncinya, atau keluarkan barisnya.',
    'There is nothing under this key to take out. Check the cells of its key, or leave the row out.',
  ),
  DECIDED_HERE: rejected(
    'bkpsdm',
    'Data ini diputuskan atau diperbaiki di sini. Samakan barisnya, atau perbaiki data itu dengan perintah.',
    'This was decided or corrected here. Make the row say the same, or correct the fact by a command.',
  ),
  BEFORE_APPOINTMENT: rejected(
    'bkpsdm',
    'Tanggalnya sebelum TMT masuk, atau sebelum bertugas di instansi ini. Periksa tanggal, TMT masuk atau mutasi_masuk.',
    'It is dated before the entry into service, or before service in this agency began. Check the date, the entry or mutasi_masuk.',
  ),
  AFTER_EXIT: rejected(
    'bkpsdm',
    'Tanggalnya pada atau setelah berhenti dari instansi ini. Periksa tanggal, pemberhentian atau mutasi_masuk.',
    'It is dated on or after the exit from this agency. Check the date, the exit or mutasi_masuk.',
  ),
  NOT_FOR_PPPK: rejected(
    'bkpsdm',
    'Tidak berlaku bagi PPPK. Keluarkan barisnya, atau periksa jenis_pegawai.',
    'Not for a servant on agreement (PPPK). Take the row out, or check jenis_pegawai.',
  ),
  NOT_FOR_PNS: rejected(
    'bkpsdm',
    'Perjanjian kerja hanya bagi PPPK. Keluarkan barisnya, atau periksa jenis_pegawai.',
    'Agreements are of PPPK alone. Take the row out, or check jenis_pegawai.',
  ),
  HOURS_ABOVE_PROGRAM: rejected(
    'bkpsdm',
    'Jam hadir melebihi JP program. Periksa jam atau program.',
    'More hours than the program has. Check either.',
  ),
  NOT_ATTENDED: rejected('asn', 'Hanya peserta yang hadir dapat menilai angkatan.', 'Only those who attended can rate a cohort.'),
  SELF_MENTORING: rejected(
    'atasan',
    'Mentor dan mentee orang yang sama. Tunjuk mentor lain.',
    'Mentor and mentee are one person. Name another mentor.',
  ),
  SELF_APPRAISAL: rejected(
    'atasan',
    'Penilai dan yang dinilai orang yang sama. Tunjuk penilai lain.',
    'Appraiser and appraised are one person. Name another appraiser.',
  ),
  PERIOD_OUTSIDE_YEAR: rejected(
    'bkpsdm',
    'Periode tidak dalam tahun penilaian. Periksa tahun dan periode.',
    'The period does not lie in the year of the appraisal. Check year and period.',
  ),
  ENDS_BEFORE_START: rejected('bkpsdm', 'Akhirnya sebelum awalnya. Periksa kedua tanggal.', 'It ends before it starts. Check both dates.'),
  REASON_MISSING: rejected(
    'bkpsdm',
    'Baris ini mengubah data yang sudah masuk. Ulangi impor dengan --reason.',
    'This row changes what is already in. Import again with --reason.',
  ),
  BIRTHDATE_DIFFERS: warned(
    'bkn',
    'Tanggal lahir berbeda dari NIP. Minta BKN memeriksa.',
    'The birth date differs from the number. Have BKN check it.',
  ),
  SEX_DIFFERS: warned('bkn', 'Jenis kelamin berbeda dari NIP. Minta BKN memeriksa.', 'The sex differs from the number. Have BKN check it.'),
  AGE_AT_ENTRY: warned(
    'bkn',
    'Umur saat masuk di bawah 18 atau di atas 40 tahun. Minta BKN memeriksa.',
    'Age at entry under 18 or over 40. Have BKN check it.',
  ),
  PREDICATE_DIFFERS: warned(
    'atasan',
    'Predikat berbeda dari matriks hasil kerja dan perilaku; matriks yang dipakai.',
    'The predicate differs from the matrix of result and behaviour; the matrix is used.',
  ),
  RANK_NOT_RISING: warned(
    'bkpsdm',
    'Golongan tidak di atas golongan sebelumnya. Periksa riwayat.',
    'The grade is not above the one before. Check the history.',
  ),
  NUMBER_OF_OTHER_KIND: warned(
    'bkn',
    'Bentuk NIP bukan untuk jenis pegawai ini. Minta BKN memeriksa.',
    'The number has not the form for this kind of servant. Have BKN check it.',
  ),
  SAME_PERSON: warned(
    'bkn',
    'Orang lain dengan nama, tanggal lahir dan jenis kelamin yang sama ada di bawah NIP lain. Isi nip_lama jika orangnya sama.',
    'Somebody under another number has the same name, birth date and sex. Fill in nip_lama where it is one person.',
  ),
  CODE_LOOKS_LIKE: warned(
    'bkpsdm',
    'Kode ini hanya berbeda penulisannya dari kode yang sudah ada. Pakai satu penulisan.',
    'This code differs from one that is in only in how it is written. Use one spelling.',
  ),
  TMT_NOT_FIRST: warned(
    'bkpsdm',
    'TMT golongan bukan tanggal 1. Periksa SK.',
    'The TMT of the rank is not the first of a month. Check the decree.',
  ),
  APPRAISED_EARLY: warned(
    'atasan',
    'Dinilai sebelum periode berakhir. Periksa tanggal_dinilai.',
    'Appraised before the period ended. Check tanggal_dinilai.',
  ),
  SENIORITY_OF_MENTOR: warned('atasan', 'Mentor masuk lebih akhir daripada mentee.', 'The mentor entered service later than the mentee.'),
})

/** Codes of Jejak's own. */
export type CoreCode = keyof typeof CODES
/** A code a row can get; those of an extension begin with its name. */
export type Code = CoreCode | OwnName

export const isCoreCode = (text: string): text is CoreCode => Object.hasOwn(CODES, text)
export const isCode = (text: string): text is Code => isCoreCode(text) || text.includes('.')
