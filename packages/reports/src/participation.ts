/** `participation`: who came, who did not, and why, unit by unit and level by level. */
import { type AbsenceReason, Catalogue, type Code, type LocalDate, standingOn } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, Column, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { addTo, at, keyOf, partsOf, sorted, total } from './shared/key.js'
import { inYear } from './shared/population.js'
import { ratio } from './shared/round.js'

const REASONS: ReadonlyArray<AbsenceReason> = ['waktu', 'relevansi', 'minat', 'izin', 'sakit', 'lain']
const WORDS: Readonly<Record<AbsenceReason, string>> = {
  waktu: 'No time',
  relevansi: 'Not relevant',
  minat: 'No interest',
  izin: 'Not allowed',
  sakit: 'Ill',
  lain: 'Other',
}

/** Places: enrolled, attended, absent, withdrawn, then the reasons in their order. */
const FIRST_REASON = 4

const figures = (v: ReadonlyArray<number>): OutputRow => ({
  enrolled: at(v, 0),
  attended: at(v, 1),
  absent: at(v, 2),
  withdrawn: at(v, 3),
  attendanceRate: ratio(at(v, 1), at(v, 0)),
  reasons: Object.fromEntries(REASONS.map((reason, i) => [reason, at(v, FIRST_REASON + i)])),
})

const vector = (outcome: 1 | 2 | 3 | null, reason: AbsenceReason | null): ReadonlyArray<number> => {
  const v = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  if (outcome !== null) v[outcome] = 1
  if (reason !== null) v[FIRST_REASON + REASONS.indexOf(reason)] = 1
  return v
}

const COUNTS: ReadonlyArray<Column> = [
  { key: 'enrolled', id: 'Peserta', en: 'Enrolled', as: 'count' },
  { key: 'attended', id: 'Hadir', en: 'Attended', as: 'count' },
  { key: 'absent', id: 'Tidak hadir', en: 'Absent', as: 'count' },
  { key: 'withdrawn', id: 'Mundur', en: 'Withdrawn', as: 'count' },
  { key: 'attendanceRate', id: 'Tingkat kehadiran', en: 'Attendance rate', as: 'share' },
  ...REASONS.map((reason): Column => ({ key: `reasons.${reason}`, id: `Alasan: ${reason}`, en: `Reason: ${WORDS[reason]}`, as: 'count' })),
]

/** Someone whose unit on the day is not known: the appointment begins later. */
const UNPLACED = keyOf()

export const participation: SumReport = {
  kind: 'sums',
  name: 'participation',
  version: 1,
  title: { id: 'Keikutsertaan pelatihan', en: 'Participation' },
  meaning: {
    id: 'Peserta angkatan yang selesai dalam tahun itu, menurut unit dan jenjang pada hari selesai, dengan alasan yang tidak hadir atau mundur.',
    en: 'Participants of cohorts that ended in the year, in the unit and level they had on the last day, with the reasons of those who were absent or withdrew.',
  },
  takes: ['year', 'asOf', 'unit'],
  policy: null,
  reads: ['Appointed', 'Positioned', 'Enrolled', 'Attended', 'Absent', 'Withdrew'],
  columns: [{ key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' }, ...COUNTS],
  beside: [
    {
      part: 'byLevel',
      title: { id: 'Menurut jenjang', en: 'By level' },
      columns: [{ key: 'level', id: 'Jenjang', en: 'Level', as: 'text' }, ...COUNTS],
    },
  ],
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: ({ employment }, catalogue, args) => {
    const year = yearOfQuestion(args)
    const sums = new Sums.SumsBuilder()
    const seen = new Set<Code>()
    const count = (cohort: Code, ends: LocalDate | null, outcome: 1 | 2 | 3 | null, reason: AbsenceReason | null): void => {
      if (ends === null || ends > args.asOf || !inYear(ends, year)) return
      const standing = standingOn(employment, ends)
      sums.add(standing === null ? UNPLACED : keyOf(standing.unitId, standing.level), vector(outcome, reason))
      seen.add(cohort)
    }
    // An outcome is dated by the cohort's end.
    for (const { on, data } of employment.attendances) count(data.cohort, on, 1, null)
    for (const { on, data } of employment.absences) count(data.cohort, on, 2, data.reason)
    for (const { on, data } of employment.withdrawals) count(data.cohort, on, 3, data.reason)
    // A seat without an outcome is still an enrolment.
    for (const { data } of employment.enrolments)
      if (!seen.has(data.cohort)) count(data.cohort, Catalogue.cohortEnd(catalogue, data.cohort), null, null)
    return sums.build()
  },
  finish: (sums, { args }): Body => {
    const units = new Map<string, number[]>()
    const levels = new Map<string, number[]>()
    let unplaced = 0
    for (const [key, v] of sums) {
      const [unit, level] = partsOf(key)
      if (unit === undefined || level === undefined) unplaced += at(v, 0)
      else if (args.unit === null || unit === args.unit) {
        addTo(units, unit, v)
        addTo(levels, level, v)
      }
    }
    const all = total(units.values())
    return {
      base: { enrolled: at(all, 0), ...(unplaced === 0 ? {} : { unplaced }) },
      rows: sorted(units).map(([unitId, v]) => ({ unitId, ...figures(v) })),
      totals: figures(all),
      more: { byLevel: sorted(levels).map(([level, v]) => ({ level, ...figures(v) })) },
    }
  },
}
