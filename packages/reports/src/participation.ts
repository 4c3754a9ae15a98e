/** `participation`: who came, who did not, and why, unit by unit and level by level. */
import {
  type AbsenceReason,
  Catalogue,
  type Code,
  type Employment,
  type LocalDate,
  STANDING_TYPES,
  type Standing,
  standingOn,
} from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import { pipe } from 'fp-ts/lib/function.js'
import * as Ord from 'fp-ts/lib/Ord.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as S from 'fp-ts/lib/string.js'
import type { Body, CellOfSums, Column, OutputRow, SumReport, ViewArguments } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { namedCells } from './shared/cells.js'
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

/** Place of an outcome in the vector; `null` while there is none. */
type Outcome = 1 | 2 | 3 | null

const vector = (outcome: Outcome, reason: AbsenceReason | null): ReadonlyArray<number> => {
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

/** One cohort of a person: what came of it, and where the person stood on its last day. */
interface Part {
  readonly cohort: Code
  readonly outcome: Outcome
  readonly reason: AbsenceReason | null
  /** `null` for someone whose unit on that day is not known. */
  readonly standing: Standing | null
}

const partsIn = (employment: Employment, catalogue: Catalogue.Catalogue, args: ViewArguments): ReadonlyArray<Part> => {
  const year = yearOfQuestion(args)
  const parts: Part[] = []
  const add = (cohort: Code, ends: LocalDate | null, outcome: Outcome, reason: AbsenceReason | null): void => {
    if (ends === null || ends > args.asOf || !inYear(ends, year)) return
    parts.push({ cohort, outcome, reason, standing: standingOn(employment, ends) })
  }
  // An outcome is dated by the cohort's end.
  for (const { on, data } of employment.attendances) add(data.cohort, on, 1, null)
  for (const { on, data } of employment.absences) add(data.cohort, on, 2, data.reason)
  for (const { on, data } of employment.withdrawals) add(data.cohort, on, 3, data.reason)
  // A seat without an outcome is still an enrolment.
  const seen = new Set(parts.map(({ cohort }) => cohort))
  for (const { data } of employment.enrolments)
    if (!seen.has(data.cohort)) add(data.cohort, Catalogue.cohortEnd(catalogue, data.cohort), null, null)
  return parts
}

/** By the key of a row, not by the order in which the outcomes were recorded. */
const byCohort = Ord.contramap(({ cohort }: Part): string => cohort)(S.Ord)

/** Those counted at the place of an outcome, or all: a row for each cohort. */
const listed = (wanted: Outcome): CellOfSums => ({
  columns: [
    { key: 'cohortId', id: 'Angkatan', en: 'Cohort', as: 'text' },
    { key: 'reason', id: 'Alasan', en: 'Reason', as: 'text' },
  ],
  adds: (key, v) => (key === UNPLACED ? 0 : at(v, wanted ?? 0)),
  rows: ({ employment }, catalogue, args) =>
    pipe(
      partsIn(employment, catalogue, args),
      RA.sort(byCohort),
      RA.chain(({ cohort, outcome, reason, standing }) =>
        standing === null || (wanted !== null && outcome !== wanted) ? [] : [{ unitId: standing.unitId, cohortId: cohort, reason }],
      ),
    ),
})

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
  reads: [...STANDING_TYPES, 'Enrolled', 'Attended', 'Absent', 'Withdrew'],
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
    const sums = new Sums.SumsBuilder()
    for (const { standing, outcome, reason } of partsIn(employment, catalogue, args))
      sums.add(standing === null ? UNPLACED : keyOf(standing.unitId, standing.level), vector(outcome, reason))
    return sums.build()
  },
  cells: namedCells({ enrolled: listed(null), attended: listed(1), absent: listed(2), withdrawn: listed(3) }),
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
