/** The value lists of the field, as offices write them (glossary: domain terms; Indonesian codes where the field has no English one). */
import * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'

const oneOf = <K extends string>(...values: readonly [K, K, ...K[]]) => {
  const keys: Record<string, null> = {}
  for (const value of values) keys[value] = null
  return t.keyof(unsafeBrand<Record<K, null>>(keys))
}

/**
 * Names of a list of values, in its order.
 *
 * @example
 * namesOf(Severity) // => ['R', 'S', 'B']
 */
export const namesOf = <K extends string>(codec: t.KeyofC<Record<K, null>>): ReadonlyArray<K> =>
  Object.keys(codec.keys).filter((key): key is K => codec.is(key))

/** Kind of servant: permanent (PNS), candidate (CPNS) or on agreement (PPPK). PNS includes CPNS in every report. */
export const ServantStatus = oneOf('PNS', 'CPNS', 'PPPK')
export type ServantStatus = t.TypeOf<typeof ServantStatus>

/** L male (*laki-laki*), P female (*perempuan*). */
export const Sex = oneOf('L', 'P')
export type Sex = t.TypeOf<typeof Sex>

/** Highest education, low to high; D4 and S1 are equal. */
export const Education = oneOf('SD', 'SLTP', 'SLTA', 'D1', 'D2', 'D3', 'D4', 'S1', 'S2', 'S3')
export type Education = t.TypeOf<typeof Education>

/** Grades (*golongan ruang*) of PNS in rising order, I/a to IV/e. */
export const GRADES = [
  'I/a',
  'I/b',
  'I/c',
  'I/d',
  'II/a',
  'II/b',
  'II/c',
  'II/d',
  'III/a',
  'III/b',
  'III/c',
  'III/d',
  'IV/a',
  'IV/b',
  'IV/c',
  'IV/d',
  'IV/e',
] as const
/** A grade (*golongan ruang*), one of `GRADES`. */
export const Grade = oneOf(...GRADES)
export type Grade = t.TypeOf<typeof Grade>

/** Kind of rank promotion (*jenis kenaikan pangkat*). */
export const PromotionKind = oneOf('reguler', 'pilihan', 'jf', 'penyesuaian', 'awal')
export type PromotionKind = t.TypeOf<typeof PromotionKind>

/** Levels of positions (*jenjang*). */
export const LEVELS = [
  'jpt_utama',
  'jpt_madya',
  'jpt_pratama',
  'administrator',
  'pengawas',
  'pelaksana',
  'pemula',
  'terampil',
  'mahir',
  'penyelia',
  'ahli_pertama',
  'ahli_muda',
  'ahli_madya',
  'ahli_utama',
] as const
/** Level of a position (*jenjang*), one of `LEVELS`. */
export const Level = oneOf(...LEVELS)
export type Level = t.TypeOf<typeof Level>

/** How a post is held: D definitive, PLT acting for a vacancy, PLH acting for an absent holder. */
export const Assignment = oneOf('D', 'PLT', 'PLH')
export type Assignment = t.TypeOf<typeof Assignment>

/** Family of a position that the law gives a retirement age of its own: teachers (*guru*) and lecturers (*dosen*); else `lain`. */
export const PositionFamily = oneOf('guru', 'dosen', 'lain')
export type PositionFamily = t.TypeOf<typeof PositionFamily>

/** Status of duty (*kedudukan*): unpaid leave outside state expense (*cltn*), study duty, temporary dismissal, pre-retirement leave (*mpp*). */
export const DutyKind = oneOf('cltn', 'tugas_belajar', 'diberhentikan_sementara', 'mpp')
export type DutyKind = t.TypeOf<typeof DutyKind>

/** Level of a service exam (*ujian dinas*): I to enter golongan III, II to enter golongan IV. */
export const ExamLevel = oneOf('I', 'II')
export type ExamLevel = t.TypeOf<typeof ExamLevel>

/** What an appraisal is of: a year, a quarter or a month. Only those of a year make the annual predicate. */
export const AppraisalKind = oneOf('tahunan', 'triwulan', 'bulanan')
export type AppraisalKind = t.TypeOf<typeof AppraisalKind>

/** Who spoke in a forum: citizens, staff with their leader, participants of training. */
export const ForumKind = oneOf('warga', 'dialog_pimpinan', 'diskusi_peserta')
export type ForumKind = t.TypeOf<typeof ForumKind>

/** Whom a survey asked: the unit's clients (*masyarakat*) or its staff (*pegawai*). */
export const SurveyKind = oneOf('masyarakat', 'pegawai')
export type SurveyKind = t.TypeOf<typeof SurveyKind>

/** Kinds of programs. */
export const ProgramKind = oneOf(
  'kepemimpinan',
  'fungsional',
  'teknis',
  'manajerial',
  'sosiokultural',
  'seminar',
  'lokakarya',
  'bimtek',
  'sosialisasi',
  'coaching',
  'elearning',
)
export type ProgramKind = t.TypeOf<typeof ProgramKind>

/** Track of a leadership program: I for JPT madya, II for JPT pratama, III for administrators, IV for supervisors. */
export const LeadershipTrack = oneOf('I', 'II', 'III', 'IV')
export type LeadershipTrack = t.TypeOf<typeof LeadershipTrack>

/** Why an invited person did not come. */
export const AbsenceReason = oneOf('waktu', 'relevansi', 'minat', 'izin', 'sakit', 'lain')
export type AbsenceReason = t.TypeOf<typeof AbsenceReason>

/** Why a superior refused time for training. */
export const RefusalReason = oneOf('waktu', 'relevansi', 'anggaran', 'lain')
export type RefusalReason = t.TypeOf<typeof RefusalReason>

/** Performance predicate (*predikat kinerja*): SB very good, B good, BP needs improvement, K poor, SK very poor. */
export const Predicate = oneOf('SB', 'B', 'BP', 'K', 'SK')
export type Predicate = t.TypeOf<typeof Predicate>

/** A rating against expectation: 1 above, 2 as expected, 3 below. */
export const Expectation = t.union([t.literal(1), t.literal(2), t.literal(3)], 'Expectation')
export type Expectation = t.TypeOf<typeof Expectation>

/** Severity of a disciplinary sanction: R light (*ringan*), S medium (*sedang*), B heavy (*berat*). PP 94/2021. */
export const Severity = oneOf('R', 'S', 'B')
export type Severity = t.TypeOf<typeof Severity>

/** The nine competences of PermenPANRB 38/2017, and POTENSI, the potential score of an assessment centre. */
export const COMPETENCES = [
  'Integrity',
  'Cooperation',
  'Communication',
  'ResultOrientation',
  'PublicService',
  'SelfAndOthersDevelopment',
  'ManagingChange',
  'DecisionMaking',
  'NationalGlue',
] as const
/** A competence, or the potential score (`POTENSI`). */
export const Competence = oneOf('POTENSI', ...COMPETENCES)
export type Competence = t.TypeOf<typeof Competence>

/** When a successor could take the post. */
export const Readiness = oneOf('siap_kini', '1_2_tahun', '3_tahun')
export type Readiness = t.TypeOf<typeof Readiness>

/** Whether a nomination is proposed (*diusulkan*), approved (*disetujui*) or withdrawn (*dicabut*). */
export const NominationStatus = oneOf('diusulkan', 'disetujui', 'dicabut')
export type NominationStatus = t.TypeOf<typeof NominationStatus>

/** Why service ended. The first two are retirements. */
export const RetirementKind = oneOf('pensiun', 'pensiun_dini')
export type RetirementKind = t.TypeOf<typeof RetirementKind>
/** Why service ended, where it was no retirement. */
export const LeavingKind = oneOf('meninggal', 'mutasi_keluar', 'diberhentikan')
export type LeavingKind = t.TypeOf<typeof LeavingKind>

/** Lines of a budget: ceiling (*pagu*), revision, spending (*realisasi*). */
export const BudgetKind = oneOf('pagu', 'revisi', 'realisasi')
export type BudgetKind = t.TypeOf<typeof BudgetKind>

const integer = <N extends string>(name: N, from: number, to: number) =>
  t.refinement(t.number, (n) => Number.isSafeInteger(n) && n >= from && n <= to, name)

/** A whole number from 0. */
export const Count = integer('Count', 0, Number.MAX_SAFE_INTEGER)
/** A whole number from 1. */
export const Positive = integer('Positive', 1, Number.MAX_SAFE_INTEGER)
/** A whole number of either sign. */
export const Whole = integer('Whole', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
/** A year from 1900 to 2100. */
export const Year = integer('Year', 1900, 2100)
/** Which session of a pair on one day, 1 to 9. */
export const SessionOfDay = integer('SessionOfDay', 1, 9)
/** Retirement age of a post that has one of its own, in years. */
export const PostRetirementAge = integer('PostRetirementAge', 50, 70)
/** A participant's rating, 1 (worst) to 5 (best). */
export const Star = integer('Star', 1, 5)
/** A score from 0 to 100, decimals allowed. */
export const Score = t.refinement(t.number, (n) => n >= 0 && n <= 100, 'Score')
/** Level of a competence, 1 (*paham*) to 5 (*ahli*). */
export const CompetenceLevel = integer('CompetenceLevel', 1, 5)

/**
 * Codec of a value that may be `null`.
 *
 * @example
 * nullable(Year).is(null) // => true
 */
export const nullable = <C extends t.Mixed>(codec: C) => t.union([codec, t.null])
