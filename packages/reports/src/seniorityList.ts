/** `seniority-list` (*daftar urut kepangkatan*, DUK): PNS in order of rank and service. */

import {
  type Catalogue,
  careerBegan,
  type Employment,
  educationIndex,
  educationOn,
  Grade,
  gradeIndex,
  isPermanent,
  LeadershipTrack,
  type Level,
  type LocalDate,
  namesOf,
  STANDING_TYPES,
  standingOn,
} from '@jejak/core'
import type { Body, NamedPerson, TableReport } from './Report.js'
import { checked, dayAsOf } from './shared/arguments.js'
import { byText } from './shared/key.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

/** Levels from high to low. */
const LEVEL_ORDER: ReadonlyArray<Level> = [
  'jpt_utama',
  'jpt_madya',
  'jpt_pratama',
  'ahli_utama',
  'administrator',
  'ahli_madya',
  'pengawas',
  'ahli_muda',
  'ahli_pertama',
  'penyelia',
  'mahir',
  'terampil',
  'pemula',
  'pelaksana',
]

/** What two people are compared by, in order; the smaller stands higher. Nothing sorts last. */
const KEYS = ['rank', 'rankSince', 'level', 'positionSince', 'service', 'course', 'education', 'graduation', 'birth'] as const

type Key = (typeof KEYS)[number]

interface Entry {
  readonly nip: string
  readonly keys: Readonly<Record<Key, string | number | null>>
  readonly grade: string | null
  readonly gradeSince: string | null
  readonly level: string
}

type Value = string | number | null

const compareValues = (a: Value, b: Value): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)

/** The first key that tells two people apart, and the order it gives; `tie` is broken by number. */
const compare = (a: Entry, b: Entry): { readonly order: number; readonly by: Key | 'tie' } => {
  for (const key of KEYS) {
    const order = compareValues(a.keys[key], b.keys[key])
    if (order !== 0) return { order, by: key }
  }
  return { order: byText(a.nip, b.nip), by: 'tie' }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)

const entryOf = (person: NamedPerson, row: Readonly<Record<string, unknown>>): Entry => {
  const grade = row['grade']
  return {
    nip: person.number,
    grade: text(grade),
    gradeSince: text(row['gradeSince']),
    level: text(row['level']) ?? '',
    keys: {
      rank: Grade.is(grade) ? -gradeIndex(grade) : null,
      rankSince: text(row['gradeSince']),
      level: number(row['levelOrder']),
      positionSince: text(row['positionSince']),
      service: text(row['service']),
      course: number(row['course']),
      education: number(row['education']),
      graduation: number(row['graduation']),
      birth: person.birthDate,
    },
  }
}

/** Leadership courses from high to low. */
const TRACKS = namesOf(LeadershipTrack)

/** Place of the highest leadership course that ended by the day; `null` without one. */
const highestCourse = (employment: Employment, catalogue: Catalogue.Catalogue, day: LocalDate): number | null => {
  let highest: number | null = null
  for (const { on, data } of employment.attendances) {
    const cohort = on === null || on > day ? undefined : catalogue.cohorts.get(data.cohort)
    const program = cohort === undefined ? undefined : catalogue.programs.get(cohort.program)
    if (program?.kind !== 'kepemimpinan' || program.track === null) continue
    const place = TRACKS.indexOf(program.track)
    if (highest === null || place < highest) highest = place
  }
  return highest
}

export const seniorityList: TableReport = {
  kind: 'table',
  name: 'seniority-list',
  version: 2,
  title: { id: 'Daftar urut kepangkatan', en: 'Seniority list' },
  meaning: {
    id: 'PNS aktif menurut urutan pangkat, TMT pangkat, jenjang, TMT jabatan, masa kerja, pelatihan kepemimpinan, pendidikan, tahun lulus, dan usia; kolom terakhir menyebut apa yang membedakan dari baris di atasnya.',
    en: 'Active PNS by rank, TMT of rank, level, TMT of position, service, leadership course, education, year of graduation and age; the last column says what put each below the row above.',
  },
  takes: ['asOf', 'unit'],
  policy: null,
  reads: [...STANDING_TYPES, 'Promoted', 'Attended', 'EducationAttained', 'NumberChanged'],
  columns: [
    { key: 'no', id: 'No', en: 'No', as: 'count' },
    { key: 'nip', id: 'NIP', en: 'Employee number', as: 'text' },
    { key: 'grade', id: 'Golongan', en: 'Grade', as: 'text' },
    { key: 'gradeSince', id: 'TMT golongan', en: 'Grade since', as: 'date' },
    { key: 'level', id: 'Jenjang', en: 'Level', as: 'text' },
    { key: 'separatedBy', id: 'Pembeda', en: 'Separated by', as: 'text' },
  ],
  day: dayAsOf,
  check: checked('asOf', 'unit'),
  row: ({ employment }, catalogue, args) => {
    const standing = standingOn(employment, args.asOf)
    if (standing?.active !== true || !isPermanent(standing.status)) return null
    const { rank, position, level, unitId } = standing
    const educated = educationOn(employment, args.asOf)
    return {
      unitId,
      grade: rank?.data.grade ?? null,
      gradeSince: rank?.on ?? null,
      level,
      levelOrder: LEVEL_ORDER.indexOf(level),
      positionSince: position?.on ?? null,
      service: careerBegan(employment),
      course: highestCourse(employment, catalogue, args.asOf),
      education: educated === null ? null : -educationIndex(educated.level),
      graduation: educated?.graduationYear ?? null,
    }
  },
  finish: (rows, { personOf, args }): Body => {
    const entries: Entry[] = []
    const unnamed = new Unnamed()
    for (const { career, row } of rows) {
      if (args.unit !== null && row['unitId'] !== args.unit) continue
      const person = personOf(career)
      if (!isNamed(person)) unnamed.add(person)
      else entries.push(entryOf(person, row))
    }
    entries.sort((a, b) => compare(a, b).order)
    return {
      base: { people: entries.length, ...unnamed.base() },
      rows: entries.map((entry, i) => {
        const above = entries[i - 1]
        return {
          no: i + 1,
          nip: entry.nip,
          grade: entry.grade,
          gradeSince: entry.gradeSince,
          level: entry.level,
          separatedBy: above === undefined ? null : compare(above, entry).by,
        }
      }),
    }
  },
}
