/** `program-ratings`: what participants say of a cohort, column by column. */
import { type Code, type LocalDate, policyOn, ratingsThatHold, STANDING_TYPES, standingOn } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, FinishInput, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { addTo, at, byText, keyOf, partsOf } from './shared/key.js'
import { inYear } from './shared/population.js'
import { ratio } from './shared/round.js'
import { fewestInForce } from './shared/thresholds.js'

/** Places: attended, responses, then the sums of the five columns. Below the fewest responses no mean is shown. */
const figures = (v: ReadonlyArray<number>, fewest: number, withheld: boolean): OutputRow => {
  const responses = at(v, 1)
  const shown = responses >= fewest && !withheld
  const mean = (place: number): number | null => (shown ? ratio(at(v, place), responses) : null)
  return {
    attended: at(v, 0),
    responses,
    responseRate: ratio(responses, at(v, 0)),
    material: mean(2),
    method: mean(3),
    instructor: mean(4),
    facilities: mean(5),
    relevance: mean(6),
    ...(shown ? {} : { suppressed: true }),
  }
}

/** Counts of each cohort, of the unit asked for. */
const cohortsOf = (sums: Sums.Sums, { args }: Pick<FinishInput, 'args'>): ReadonlyMap<string, ReadonlyArray<number>> => {
  const cohorts = new Map<string, number[]>()
  for (const [key, vector] of sums) {
    const [cohort, unit] = partsOf(key)
    if (cohort !== undefined && (args.unit === null || unit === args.unit)) addTo(cohorts, cohort, vector)
  }
  return cohorts
}

export const programRatings: SumReport = {
  kind: 'sums',
  name: 'program-ratings',
  version: 2,
  title: { id: 'Penilaian program', en: 'Program ratings' },
  meaning: {
    id: 'Rata-rata penilaian peserta (1 sampai 5) untuk tiap angkatan yang selesai dalam tahun itu, juga yang tidak dihadiri siapa pun. Dengan kurang dari {fewest} jawaban rata-rata tidak ditampilkan. Dengan unit: hanya peserta yang pada hari selesai berada di unit itu.',
    en: 'Mean ratings (1 to 5) of each cohort that ended in the year, also of one nobody came to. With fewer than {fewest} responses no mean is shown. With a unit: only participants who were in that unit on the last day.',
  },
  thresholds: fewestInForce,
  takes: ['year', 'asOf', 'unit'],
  policy: 'small-counts',
  reads: [...STANDING_TYPES, 'Attended', 'Rated'],
  columns: [
    { key: 'cohortId', id: 'Angkatan', en: 'Cohort', as: 'text' },
    { key: 'programId', id: 'Program', en: 'Program', as: 'text' },
    { key: 'attended', id: 'Hadir', en: 'Attended', as: 'count' },
    { key: 'responses', id: 'Jawaban', en: 'Responses', as: 'count' },
    { key: 'responseRate', id: 'Tingkat jawaban', en: 'Response rate', as: 'share' },
    { key: 'material', id: 'Materi', en: 'Material', as: 'mean' },
    { key: 'method', id: 'Metode', en: 'Method', as: 'mean' },
    { key: 'instructor', id: 'Narasumber', en: 'Instructor', as: 'mean' },
    { key: 'facilities', id: 'Sarana', en: 'Facilities', as: 'mean' },
    { key: 'relevance', id: 'Relevansi', en: 'Relevance', as: 'mean' },
    { key: 'suppressed', id: 'Disembunyikan', en: 'Suppressed', as: 'flag' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: ({ employment }, _, args) => {
    const year = yearOfQuestion(args)
    const sums = new Sums.SumsBuilder()
    // A fact of a cohort is dated by the cohort's end.
    const add = (cohort: Code, ends: LocalDate | null, vector: ReadonlyArray<number>): void => {
      if (ends === null || ends > args.asOf || !inYear(ends, year)) return
      const unit = standingOn(employment, ends)?.unitId
      sums.add(unit === undefined ? keyOf(cohort) : keyOf(cohort, unit), vector)
    }
    for (const { on, data } of employment.attendances) add(data.cohort, on, [1])
    for (const { on, data: r } of ratingsThatHold(employment))
      add(r.cohort, on, [0, 1, r.material, r.method, r.instructor, r.facilities, r.relevance])
    return sums.build()
  },
  rests: (sums, input) =>
    new Map([...cohortsOf(sums, input)].map(([cohort, v]) => [cohort, { people: at(v, 1), says: v.slice(1).join() }])),
  finish: (sums, { catalogue, args, withholding }): Body => {
    const { fewest } = policyOn(catalogue, 'small-counts', endOfYear(args)).parameters
    const year = yearOfQuestion(args)
    const cohorts = cohortsOf(sums, { args })
    const rows: OutputRow[] = []
    let responses = 0
    for (const { code, program, ends } of [...catalogue.cohorts.values()].sort((a, b) => byText(a.code, b.code))) {
      if (ends > args.asOf || !inYear(ends, year)) continue
      const vector = cohorts.get(code)
      if (vector === undefined && args.unit !== null) continue
      responses += at(vector ?? [], 1)
      rows.push({ cohortId: code, programId: program, ...figures(vector ?? [], fewest.value, withholding?.few(code) === true) })
    }
    return { base: { cohorts: rows.length, responses }, rows }
  },
}
