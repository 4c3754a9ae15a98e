/** `professionalism-index` (IP ASN): qualification, competence, performance and discipline in points of 100. */
import {
  annualPredicate,
  type Catalogue,
  type Employment,
  educationOn,
  type IpAsnParameters,
  ipAsnClass,
  isPermanent,
  LAW,
  type LeadershipTrack,
  type Level,
  lastDayOfYear,
  policyOn,
  STANDING_TYPES,
  type Standing,
} from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { cellsByPlace } from './shared/cells.js'
import { at, sorted, total } from './shared/key.js'
import { inPopulation, inYear } from './shared/population.js'
import { ratio } from './shared/round.js'

/** What of a person's training counts for the index of a year. */
interface Training {
  readonly tracks: ReadonlySet<LeadershipTrack>
  readonly functional: boolean
  readonly technical: boolean
  readonly seminar: boolean
}

const trainingOf = (employment: Employment, catalogue: Catalogue.Catalogue, year: number, parameters: IpAsnParameters): Training => {
  const { technicalKinds, seminarKinds, technicalHours } = parameters
  const tracks = new Set<LeadershipTrack>()
  let functional = false
  let hours = 0
  let seminar = false
  for (const { on: ends, data } of employment.attendances) {
    if (ends === null || ends > lastDayOfYear(year)) continue
    const cohort = catalogue.cohorts.get(data.cohort)
    const program = cohort === undefined ? undefined : catalogue.programs.get(cohort.program)
    if (program === undefined) continue
    if (program.kind === 'kepemimpinan' && program.track !== null) tracks.add(program.track)
    if (program.kind === 'fungsional') functional = true
    if (technicalKinds.value.includes(program.kind) && inYear(ends, year)) hours += data.hours
    if (seminarKinds.value.includes(program.kind) && (inYear(ends, year) || inYear(ends, year - 1))) seminar = true
  }
  return { tracks, functional, technical: hours >= technicalHours.value, seminar }
}

const competenceOf = (training: Training, level: Level, { competence, competenceOfPelaksana, courses }: IpAsnParameters): number => {
  if (level === 'pelaksana') {
    const points = competenceOfPelaksana.value
    return (training.technical ? points.technical : 0) + (training.seminar ? points.seminar : 0)
  }
  const points = competence.value
  const tracks = courses.value[level]
  const course = tracks === undefined ? training.functional : tracks.some((track) => training.tracks.has(track))
  return (course ? points.course : 0) + (training.technical ? points.technical : 0) + (training.seminar ? points.seminar : 0)
}

const disciplineOf = (employment: Employment, year: number, { discipline, disciplineYears }: IpAsnParameters): number => {
  const points = discipline.value
  const after = lastDayOfYear(year - disciplineYears.value)
  let worst = points.none
  for (const { on, data } of employment.sanctions)
    if (on !== null && on > after && on <= lastDayOfYear(year)) worst = Math.min(worst, points[data.severity])
  return worst
}

/** The index of a person on 31 December, part by part, in half points (0 to 200 in all). */
interface Points {
  readonly qualification: number
  readonly competence: number
  readonly performance: number
  readonly discipline: number
}

const totalOf = ({ qualification, competence, performance, discipline }: Points): number =>
  qualification + competence + performance + discipline

const pointsOf = (
  employment: Employment,
  catalogue: Catalogue.Catalogue,
  year: number,
  { level, appointment }: Standing,
  parameters: IpAsnParameters,
): Points => ({
  qualification: parameters.qualification.value[educationOn(employment, lastDayOfYear(year))?.level ?? appointment.data.education],
  competence: competenceOf(trainingOf(employment, catalogue, year, parameters), level, parameters),
  performance: parameters.performance.value[annualPredicate(employment, catalogue, year) ?? 'missing'],
  discipline: disciplineOf(employment, year, parameters),
})

/** Places: people, half points, then people by class from very low to very high. */
const FIRST_CLASS = 2

/** Classes from very low to very high. */
const CLASSES = ['veryLow', 'low', 'medium', 'high', 'veryHigh'] as const

const figures = (v: ReadonlyArray<number>): OutputRow => ({
  people: at(v, 0),
  mean: ratio(at(v, 1), 2 * at(v, 0)),
  veryHigh: at(v, FIRST_CLASS + 4),
  high: at(v, FIRST_CLASS + 3),
  medium: at(v, FIRST_CLASS + 2),
  low: at(v, FIRST_CLASS + 1),
  veryLow: at(v, FIRST_CLASS),
})

export const professionalismIndex: SumReport = {
  kind: 'sums',
  name: 'professionalism-index',
  version: 2,
  title: { id: 'Indeks Profesionalitas ASN', en: 'Professionalism index' },
  meaning: {
    id: `IP ASN PNS yang aktif pada 31 Desember: kualifikasi {qualification}, kompetensi {competence}, kinerja {performance}, disiplin {discipline} (${LAW.professionalismMethod}). Rata-rata per unit dan jumlah orang per kelas.`,
    en: `IP ASN of PNS active on 31 December: qualification {qualification}, competence {competence}, performance {performance}, discipline {discipline} (${LAW.professionalismMethod}). Mean of a unit and people by class.`,
  },
  thresholds: (policies, day) => {
    const { qualification, competence, performance, discipline } = policyOn(policies, 'ip-asn', day).parameters
    // Half points of one person; the most that can be had.
    const most = (halfPoints: Readonly<Record<string, number>>): number => Math.max(...Object.values(halfPoints)) / 2
    const { course, technical, seminar } = competence.value
    return {
      qualification: most(qualification.value),
      competence: (course + technical + seminar) / 2,
      performance: most(performance.value),
      discipline: most(discipline.value),
    }
  },
  takes: ['year', 'asOf', 'unit'],
  policy: 'ip-asn',
  reads: [...STANDING_TYPES, 'EducationAttained', 'Attended', 'Appraised', 'Sanctioned'],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'people', id: 'PNS', en: 'PNS', as: 'count' },
    { key: 'mean', id: 'Rata-rata', en: 'Mean', as: 'mean' },
    { key: 'veryHigh', id: 'Sangat tinggi', en: 'Very high', as: 'count' },
    { key: 'high', id: 'Tinggi', en: 'High', as: 'count' },
    { key: 'medium', id: 'Sedang', en: 'Medium', as: 'count' },
    { key: 'low', id: 'Rendah', en: 'Low', as: 'count' },
    { key: 'veryLow', id: 'Sangat rendah', en: 'Very low', as: 'count' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: ({ employment }, catalogue, args) => {
    const year = yearOfQuestion(args)
    const standing = inPopulation(employment, year)
    if (standing === null || !isPermanent(standing.status)) return Sums.empty
    const { parameters } = policyOn(catalogue, 'ip-asn', endOfYear(args))
    const points = totalOf(pointsOf(employment, catalogue, year, standing, parameters))
    const vector = [1, points, 0, 0, 0, 0, 0]
    vector[FIRST_CLASS + ipAsnClass(points, parameters)] = 1
    return new Map([[standing.unitId, vector]])
  },
  cells: cellsByPlace(
    { people: 0, ...Object.fromEntries(CLASSES.map((name, i) => [name, FIRST_CLASS + i])) },
    {
      columns: [
        { key: 'qualification', id: 'Kualifikasi', en: 'Qualification', as: 'number' },
        { key: 'competence', id: 'Kompetensi', en: 'Competence', as: 'number' },
        { key: 'performance', id: 'Kinerja', en: 'Performance', as: 'number' },
        { key: 'discipline', id: 'Disiplin', en: 'Discipline', as: 'number' },
        { key: 'total', id: 'Indeks', en: 'Index', as: 'number' },
        { key: 'class', id: 'Kelas', en: 'Class', as: 'text' },
      ],
      rows: ({ employment }, catalogue, args) => {
        const year = yearOfQuestion(args)
        const standing = inPopulation(employment, year)
        if (standing === null) return []
        const { parameters } = policyOn(catalogue, 'ip-asn', endOfYear(args))
        const points = pointsOf(employment, catalogue, year, standing, parameters)
        const all = totalOf(points)
        return [
          {
            unitId: standing.unitId,
            qualification: points.qualification / 2,
            competence: points.competence / 2,
            performance: points.performance / 2,
            discipline: points.discipline / 2,
            total: all / 2,
            class: CLASSES[ipAsnClass(all, parameters)] ?? null,
          },
        ]
      },
    },
  ),
  finish: (sums, { args }): Body => {
    const units = sorted(sums).filter(([unit]) => args.unit === null || unit === args.unit)
    const all = total(units.map(([, vector]) => vector))
    return {
      base: { people: at(all, 0) },
      rows: units.map(([unitId, vector]) => ({ unitId, ...figures(vector) })),
      totals: figures(all),
    }
  },
}
