/**
 * Why a command is refused: a closed list of codes, each with its meaning in both
 * languages and its legal basis. Codes are stored in verdicts and stay.
 */
import { LAW } from '../law/law.js'
import type { Mark } from '../policy/Parameter.js'
import type { Breach, Finding, Rule, RuleMeaning } from '../rules/Rule.js'
import { APPRAISER_UNKNOWN, PERIOD_OUTSIDE_YEAR, SELF_APPRAISAL } from '../rules/service/appraisal.js'
import { HOURS_ABOVE_PROGRAM, NOT_ATTENDED, UNKNOWN_COHORT, UNKNOWN_PROGRAM } from '../rules/service/cohort.js'
import { MENTOR_NOT_ACTIVE, MENTOR_UNKNOWN, SELF_MENTORING } from '../rules/service/mentoring.js'
import { NOT_FOR_PNS, NOT_FOR_PPPK, NOT_PERMANENT } from '../rules/service/rank.js'
import { END_REQUIRED } from '../rules/service/sanction.js'
import { AFTER_EXIT, ALREADY_LEFT, BEFORE_APPOINTMENT, NOT_APPOINTED } from '../rules/service/service.js'
import { ENDS_BEFORE_START } from '../rules/service/span.js'

/** A rule of record keeping: no regulation asks for it. */
const ofRecords = (id: string, en: string): RuleMeaning => ({ basis: null, mark: null, text: { id, en } })
const byLaw = (basis: string, mark: Mark, id: string, en: string): RuleMeaning => ({ basis, mark, text: { id, en } })

const define = <K extends string>(meanings: Readonly<Record<K, RuleMeaning>>): Readonly<Record<K, RuleMeaning>> => meanings

/** Rules of service bring their meaning; those that only commands must meet have it here. */
export const REJECTIONS = define({
  ERASED: byLaw(
    LAW.dataProtection,
    'verified',
    'Data orang ini telah dihapus; tidak ada lagi yang dicatat',
    'The person was erased; nothing more is recorded',
  ),
  NOT_APPOINTED,
  ALREADY_APPOINTED: ofRecords(
    'Orang ini sudah diangkat di instansi ini pada atau sebelum hari itu',
    'The person was appointed to this agency on that day or before',
  ),
  BEFORE_BIRTH: byLaw(LAW.employeeNumber, 'verified', 'Pengangkatan tidak setelah kelahiran', 'The appointment is not after the birth'),
  BEFORE_APPOINTMENT,
  AFTER_EXIT,
  ALREADY_LEFT,
  NOT_YET: ofRecords('Belum mungkin terjadi', 'It cannot have happened yet'),
  DATE_REQUIRED: ofRecords('Fakta ini memerlukan tanggal berlakunya', 'The fact needs the day from which it is effective'),
  UNKNOWN_COHORT,
  UNKNOWN_PROGRAM,
  COHORT_OVER: ofRecords('Angkatan sudah selesai pada hari itu', 'The cohort had ended by that day'),
  NO_SEAT_LEFT: ofRecords('Semua kursi dalam kuota sudah terisi', 'All seats of the quota are taken'),
  ALREADY_SEATED: ofRecords('Orang ini sudah mendapat kursi dalam angkatan itu', 'The person has a seat in the cohort'),
  NOT_SEATED: ofRecords('Orang ini tidak mendapat kursi dalam angkatan itu', 'The person has no seat in the cohort'),
  ALREADY_ENROLLED: ofRecords('Orang ini sudah terdaftar dalam angkatan itu', 'The person is enrolled in the cohort'),
  NOT_ENROLLED: ofRecords('Orang ini tidak terdaftar dalam angkatan itu', 'The person is not enrolled in the cohort'),
  OUTCOME_RECORDED: ofRecords(
    'Kehadiran, ketidakhadiran atau pengunduran diri untuk angkatan itu sudah dicatat',
    'Attendance, absence or withdrawal is recorded for the cohort',
  ),
  HOURS_ABOVE_PROGRAM,
  NOT_ATTENDED,
  ALREADY_RATED: ofRecords('Orang ini sudah menilai angkatan itu', 'The person has rated the cohort'),
  SELF_MENTORING,
  MENTOR_UNKNOWN,
  MENTOR_NOT_ACTIVE,
  DUPLICATE_SESSION: ofRecords('Pasangan ini sudah bertemu pada hari itu', 'The pair has a session on that day'),
  SELF_APPRAISAL,
  APPRAISER_UNKNOWN,
  PERIOD_OUTSIDE_YEAR,
  DUPLICATE_APPRAISAL: ofRecords(
    'Penilaian untuk periode dengan awal ini sudah dicatat',
    'An appraisal of a period with this start is recorded',
  ),
  ENDS_BEFORE_START,
  NOT_PERMANENT,
  NOT_FOR_PPPK,
  NOT_FOR_PNS,
  RANK_UNCHANGED: ofRecords('Orang ini sudah memiliki golongan itu pada hari itu', 'The person holds this grade on that day'),
  DUPLICATE_RANK: ofRecords('Golongan dengan TMT ini sudah dicatat', 'A rank with this effective date is recorded'),
  POSITION_UNCHANGED: ofRecords(
    'Orang ini sudah memangku jabatan itu di unit itu pada hari itu',
    'The person holds this position in this unit on that day',
  ),
  DUPLICATE_POSITION: ofRecords('Jabatan ini dengan TMT ini sudah dicatat', 'This position with this effective date is recorded'),
  ALREADY_CONFIRMED: ofRecords('Pengangkatan sebagai PNS sudah dicatat', 'The confirmation as PNS is recorded'),
  DUPLICATE_TRANSFER: ofRecords('Mutasi masuk dengan TMT ini sudah dicatat', 'A transfer with this effective date is recorded'),
  NOT_LEFT: ofRecords('Orang ini masih bekerja di instansi ini pada hari itu', 'The person serves this agency on that day'),
  DUPLICATE_AGREEMENT: ofRecords('Perjanjian dengan awal ini sudah dicatat', 'An agreement with this first day is recorded'),
  DUPLICATE_DUTY: ofRecords('Kedudukan dengan keputusan ini sudah dicatat', 'A status of duty by this decree is recorded'),
  DUPLICATE_EDUCATION: ofRecords('Pendidikan ini dengan tanggal ini sudah dicatat', 'This education with this effective date is recorded'),
  DUPLICATE_EXAM: ofRecords('Ujian dinas ini pada tanggal ini sudah dicatat', 'This exam of that day is recorded'),
  DUPLICATE_CREDIT: ofRecords('Angka kredit sampai hari ini sudah dicatat', 'Credit up to that day is recorded'),
  END_REQUIRED,
  DUPLICATE_SANCTION: ofRecords('Hukuman dengan keputusan ini sudah dicatat', 'A sanction by this decree is recorded'),
  ROOT_UNKNOWN: ofRecords('Fakta itu tidak ada dalam aliran ini', 'No such fact in this stream'),
  OTHER_AGENCY: ofRecords('Fakta ini milik instansi lain', 'The fact belongs to another agency'),
  NOT_WHAT_HOLDS: ofRecords('Kini catatan lain yang berlaku untuk fakta ini', 'Another entry holds for the fact by now'),
  ALREADY_ANNULLED: ofRecords('Fakta ini sudah dibatalkan', 'The fact is annulled'),
  NOTHING_CHANGED: ofRecords('Koreksi ini menyatakan apa yang sudah berlaku', 'The correction says what holds already'),
  WRONG_STREAM: ofRecords('Fakta jenis ini tidak berada dalam aliran ini', 'A fact of this type does not stand in this stream'),
  UNKNOWN_POLICY: ofRecords('Kebijakan itu tidak ada', 'No such policy'),
  BAD_PARAMETERS: ofRecords('Parameternya bukan parameter kebijakan itu', 'The parameters are not those of the policy'),
  BAD_VERSION: ofRecords(
    'Nama versi terdiri dari 1 sampai 40 karakter a-z, 0-9, . dan -, diawali huruf atau angka',
    'A version is named by 1 to 40 of a-z, 0-9, . and -, beginning with a letter or a digit',
  ),
  VERSION_SHIPPED: ofRecords(
    'Versi bernama ini sudah tersedia dalam Jejak; beri versi baru namanya sendiri',
    'A version of this name comes with Jejak; give the new one a name of its own',
  ),
  VERSION_EXISTS: ofRecords(
    'Versi bernama ini sudah ditetapkan dengan parameter lain; beri versi baru namanya sendiri',
    'A version of this name was adopted with other parameters; give the new one a name of its own',
  ),
  ALREADY_ADOPTED: ofRecords('Versi ini sudah berlaku mulai hari itu', 'This version is adopted from that day'),
  REASON_REQUIRED: byLaw(LAW.administrationDecision, 'recalled', 'Keputusan memerlukan alasan', 'A decision needs its reason'),
  BASIS_REQUIRED: byLaw(LAW.administrationDecision, 'recalled', 'Keputusan memerlukan dasar hukum', 'A decision needs its legal basis'),
  PRINCIPAL_REQUIRED: byLaw(
    LAW.administrationDecision,
    'recalled',
    'Keputusan memerlukan atas nama siapa ia diambil',
    'A decision needs on whose behalf it is taken',
  ),
})

/** Code of a rejection; stored in verdicts, so it stays. */
export type RejectionCode = keyof typeof REJECTIONS

/** A rule of a command by its code; its meaning stands in the table. */
export const ruleOf = <F>(code: RejectionCode, judge: (facts: F) => Finding): Rule<RejectionCode, F> => {
  const { basis, mark, text } = REJECTIONS[code]
  return { code, basis, mark, text, judge }
}

/** A refused rule: its code, and the facts it rests on by event id. Carries no personal data. */
export type Rejection = Breach<RejectionCode>
