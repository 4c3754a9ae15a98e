/** Small agencies for the tests of reports, and the way from facts to an answer that the engine goes. */

import {
  agencyCode,
  asOf,
  type CareerId,
  Catalogue,
  careerId,
  type EmployeeNumber,
  type Employment,
  employeeNumber,
  employments,
  eventId,
  type Fact,
  type FactType,
  History,
  instantOfMillis,
  type LocalDate,
  localDate,
  logPosition,
  readFact,
} from '@jejak/core'
import { type AgencyFact, type Figure, type PersonRow, Sums } from '@jejak/core/measure'
import { must } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { peopleIn, toAnswer } from './answer.js'
import { jsonOf } from './format/json.js'
import type { Answer, Asked, Cell, Person } from './Report.js'
import { REPORTS } from './registry.js'
import { viewOf } from './view.js'

export const day = (text: string): LocalDate => must(localDate(text))
export const AGENCY = must(agencyCode('uji'))
export const TODAY = day('2026-11-24')

/** A fact of a test: type, day, data. */
export type Told = readonly [type: FactType | 'kit.Given', on: string | null, data: Readonly<Record<string, unknown>>]

const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0')
export const careerNo = (n: number): CareerId => must(careerId(hex(n, 32)))
/** A number that nobody has; the serial is above 900. */
export const numberNo = (n: number): EmployeeNumber => must(employeeNumber(`198504122010032${900 + n}`))

const factOf = (type: string, data: Readonly<Record<string, unknown>>): Fact => {
  const read = readFact(type, 1, data)
  if (E.isLeft(read)) throw new Error(JSON.stringify(read.left))
  return read.right
}

const entries = (told: ReadonlyArray<Told>, from: number): ReadonlyArray<History.Entry> =>
  told.map(([type, on, data], i) => ({
    id: must(eventId(`00000000-0000-4000-8000-${hex(from + i, 12)}`)),
    revision: i,
    position: must(logPosition(from + i)),
    recordedAt: instantOfMillis(0),
    agency: AGENCY,
    says: { kind: 'fact', effectiveOn: on === null ? null : day(on), fact: factOf(type, data) },
  }))

/** An agency of a test: the facts of each person, by number 1, 2, 3..., and the reference facts. */
export interface Example {
  readonly people: Readonly<Record<number, ReadonlyArray<Told>>>
  readonly reference?: ReadonlyArray<Told>
  readonly birthDates?: Readonly<Record<number, string>>
  readonly erased?: ReadonlyArray<number>
}

export interface Agency {
  readonly catalogue: Catalogue.Catalogue
  readonly agencyFacts: ReadonlyArray<AgencyFact>
  readonly subjects: ReadonlyArray<{ readonly career: CareerId; readonly employment: Employment }>
  readonly people: ReadonlyMap<CareerId, Person>
}

export const agencyOf = ({ people, reference = [], birthDates = {}, erased = [] }: Example): Agency => {
  const known = entries(reference, 1)
  const catalogue = Catalogue.fromHistory(
    History.fromEntries(known.filter(({ says }) => says.kind === 'fact' && Catalogue.CATALOGUE_TYPES.has(says.fact.type))),
  )
  const numbers = Object.keys(people).map(Number)
  return {
    catalogue,
    agencyFacts: known.flatMap(({ id, says }) =>
      says.kind === 'fact' ? [{ root: id, by: id, effectiveOn: says.effectiveOn, fact: says.fact }] : [],
    ),
    subjects: numbers.flatMap((n) =>
      employments(History.fromEntries(entries(people[n] ?? [], n * 100_000)), () => catalogue).map((employment) => ({
        career: careerNo(n),
        employment,
      })),
    ),
    people: new Map(
      numbers.map((n): readonly [CareerId, Person] => [
        careerNo(n),
        erased.includes(n) ? 'erased' : { number: numberNo(n), name: `Contoh ${n}`, birthDate: day(birthDates[n] ?? '1985-04-12') },
      ]),
    ),
  }
}

/** The figure of a report, as the engine adds it up. */
export const figureOf = (name: string, asked: Partial<Asked>, { subjects, catalogue }: Omit<Agency, 'people' | 'agencyFacts'>): Figure => {
  const { report, args } = questionOf(name, asked)
  const view = viewOf(report, args)
  const position = must(logPosition(7))
  if (view.kind === 'sums') {
    const sums = new Sums.SumsBuilder()
    for (const { career, employment } of subjects) sums.addAll(view.measure({ career, employment: asOf(employment, view.asOf) }, catalogue))
    return { kind: 'sums', sums: sums.build(), position, people: subjects.length, parked: 0 }
  }
  const rows: PersonRow[] = []
  for (const { career, employment } of subjects) {
    const row = view.row({ career, employment: asOf(employment, view.asOf) }, catalogue)
    if (row !== null) rows.push({ career, row })
  }
  return { kind: 'table', rows, position, people: rows.length, parked: 0 }
}

export const questionOf = (name: string, asked: Partial<Asked>) => {
  const report = REPORTS.get(name)
  if (report === undefined) throw new Error(`no report ${name}`)
  const args = report.check({ agency: AGENCY, ...asked }, TODAY)
  if (E.isLeft(args)) throw new Error(JSON.stringify(args.left))
  return { report, args: args.right }
}

/** The answer to a question about an agency. */
export const answerOf = (name: string, asked: Partial<Asked>, agency: Agency): Answer => {
  const { report, args } = questionOf(name, asked)
  const figure = figureOf(name, asked, agency)
  const people = new Map(
    peopleIn(figure, report).map((career): readonly [CareerId, Person] => [career, agency.people.get(career) ?? 'erased']),
  )
  const { catalogue, agencyFacts } = agency
  return must(toAnswer({ report, args, figure, catalogue, agencyFacts, people, knownAt: '@7' }))
}

/** The same as plain JSON. */
export const jsonFor = (name: string, asked: Partial<Asked>, example: Example): Readonly<Record<string, Cell>> =>
  jsonOf(answerOf(name, asked, agencyOf(example)))

const DECREE = { number: 'SK', date: '2010-01-01' }

export const appointed = (unitId: string, more: Readonly<Record<string, unknown>> = {}, on = '2010-03-01'): Told => [
  'Appointed',
  on,
  { status: 'PNS', sex: 'P', education: 'S1', graduationYear: 2008, unitId, unitName: null, ...more },
]
export const left = (on: string): Told => ['Left', on, { kind: 'meninggal', decree: DECREE }]
export const excused = (on: string, endsOn: string | null = null, kind = 'cltn'): Told => [
  'DutyStatus',
  on,
  { kind, endsOn, decree: DECREE },
]
export const agreed = (on: string, endsOn: string): Told => ['Agreement', on, { decree: DECREE, endsOn }]
export const promoted = (grade: string, on: string): Told => ['Promoted', on, { grade, kind: null, decree: DECREE }]
export const positioned = (
  unitId: string,
  positionId: string,
  level: string,
  on: string,
  more: Readonly<Record<string, unknown>> = {},
): Told => ['Positioned', on, { positionId, positionName: positionId, level, unitId, assignment: 'D', decree: DECREE, ...more }]
export const attended = (cohort: string, hours: number): Told => [
  'Attended',
  null,
  { cohort, hours, preScore: null, postScore: null, certificate: null },
]
export const absent = (cohort: string, reason: string): Told => ['Absent', null, { cohort, reason }]
export const rated = (cohort: string, stars: number): Told => [
  'Rated',
  null,
  { cohort, material: stars, method: stars, instructor: stars, facilities: stars, relevance: stars },
]
export const mentored = (pair: string, on: string, minutes = 60): Told => ['Mentored', on, { pair, mentor: careerNo(99), minutes }]
export const appraised = (year: number, result: number, behaviour: number, more: Readonly<Record<string, unknown>> = {}): Told => [
  'Appraised',
  `${year}-12-31`,
  {
    year,
    periodStart: `${year}-01-01`,
    periodEnd: `${year}-12-31`,
    result,
    behaviour,
    predicate: 'B',
    sourcePredicate: null,
    appraiser: careerNo(98),
    appraisedOn: `${year + 1}-01-10`,
    acting: false,
    ...more,
  },
]
export const sanctioned = (severity: string, on: string, endsOn: string | null): Told => [
  'Sanctioned',
  on,
  { severity, decree: DECREE, endsOn },
]
export const assessed = (competence: string, on: string, value: { readonly score?: number; readonly level?: number }): Told => [
  'CompetenceAssessed',
  on,
  { competence, score: value.score ?? null, level: value.level ?? null },
]
export const nominated = (unitId: string, positionId: string, on: string, readiness = 'siap_kini', status = 'disetujui'): Told => [
  'Nominated',
  on,
  { unitId, positionId, readiness, status, basis: null },
]
export const program = (code: string, kind = 'teknis', track: string | null = null): Told => [
  'ProgramOffered',
  null,
  { code, name: code, kind, track, hours: 100, organiser: null, topic: null },
]
export const cohort = (of: string, code: string, ends: string, curriculumVersion: string | null = null): Told => [
  'CohortScheduled',
  null,
  { program: of, code, starts: ends, ends, quota: null, curriculumVersion },
]
export const post = (unitId: string, positionId: string, level = 'administrator', key = true): Told => [
  'PostDefined',
  null,
  { unitId, positionId, positionName: positionId, level, needed: 1, key },
]
