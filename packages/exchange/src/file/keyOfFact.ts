/**
 * From a fact back to the file whose row could have said it, and the cells of that
 * row's key: all but the number of the person in whose career it stands, which is sealed.
 */
import type { Fact, LocalDate } from '@jejak/core'
import type { Cells, FileName } from './FileDef.js'

export interface FactKey {
  readonly file: FileName
  readonly cells: Cells
}

const text = (value: string | null): string => value ?? ''
const yes = (value: boolean): string => (value ? 'Y' : 'T')

/** `null` for a fact that no file says. `effectiveOn` is the fact's own day, if it has one. */
export const keyOfFact = (fact: Fact, effectiveOn: LocalDate | null): FactKey | null => {
  const on = text(effectiveOn)
  switch (fact.type) {
    case 'Appointed':
      return { file: 'pegawai', cells: {} }
    case 'Retired':
    case 'Left':
      return { file: 'pemberhentian', cells: { nomor_sk: fact.data.decree.number } }
    case 'TransferredIn':
      return { file: 'mutasi_masuk', cells: { tmt: on } }
    case 'Confirmed':
      return { file: 'pengangkatan', cells: {} }
    case 'Agreement':
      return { file: 'perjanjian', cells: { mulai: on } }
    case 'DutyStatus':
      return { file: 'kedudukan', cells: { nomor_sk: fact.data.decree.number } }
    case 'EducationAttained':
      return { file: 'pendidikan', cells: { tingkat: fact.data.level, tanggal: on } }
    case 'ExamPassed':
      return { file: 'ujian_dinas', cells: { tingkat: fact.data.level, tanggal: on } }
    case 'CreditDecided':
      return { file: 'angka_kredit', cells: { tanggal: on } }
    case 'Promoted':
      return { file: 'golongan', cells: { tmt_golongan: on } }
    case 'Positioned':
      return { file: 'jabatan', cells: { unor_id: fact.data.unitId, jabatan_id: fact.data.positionId, tmt_jabatan: on } }
    case 'PostDefined':
      return {
        file: 'peta_jabatan',
        cells: { unor_id: fact.data.unitId, jabatan_id: fact.data.positionId, berlaku: text(fact.data.from) },
      }
    case 'ProgramOffered':
      return { file: 'program', cells: { kode_program: fact.data.code } }
    case 'CurriculumChanged':
      return { file: 'kurikulum', cells: { kode_program: fact.data.program, versi: fact.data.version } }
    case 'CohortScheduled':
      return { file: 'angkatan', cells: { kode_angkatan: fact.data.code } }
    case 'StudyTimeAnswered':
      return { file: 'izin', cells: { kode_angkatan: fact.data.cohort } }
    case 'Attended':
    case 'Absent':
    case 'Withdrew':
      return { file: 'peserta', cells: { kode_angkatan: fact.data.cohort } }
    case 'Rated':
      return { file: 'rating', cells: { kode_angkatan: fact.data.cohort } }
    case 'Mentored':
      return { file: 'mentoring', cells: { pasangan_id: fact.data.pair, tanggal: on, sesi: String(fact.data.session) } }
    case 'Appraised':
      return {
        file: 'penilaian',
        cells: { jenis: fact.data.kind, periode_awal: fact.data.periodStart, plt: yes(fact.data.acting) },
      }
    case 'Sanctioned':
      return { file: 'hukdis', cells: { nomor_sk: fact.data.decree.number } }
    case 'CompetenceAssessed':
      return { file: 'asesmen', cells: { kompetensi_id: fact.data.competence, tanggal: on } }
    case 'Nominated':
      return { file: 'suksesi', cells: { unor_id: fact.data.unitId, jabatan_id: fact.data.positionId, tanggal: on } }
    case 'BudgetLine':
      return {
        file: 'anggaran',
        cells: {
          tahun: String(fact.data.year),
          kode_program: fact.data.program,
          tanggal: on,
          jenis: fact.data.kind,
          bukti: text(fact.data.evidence),
        },
      }
    case 'ForumHeld':
      return { file: 'forum', cells: { kode_forum: fact.data.code } }
    case 'InputReceived':
    case 'InputAnswered':
      return { file: 'masukan', cells: { kode_forum: fact.data.forum, nomor: String(fact.data.number) } }
    case 'SurveyTaken':
      return { file: 'survei', cells: { unor_id: fact.data.unitId, tanggal: on, jenis: fact.data.kind } }
    default:
      return null
  }
}
