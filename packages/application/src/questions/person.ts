/** A person's page: who it is, what holds today, hours of every year, and the whole timeline. */

import {
  type AgencyCode,
  appointmentOn,
  CareerId,
  type Catalogue,
  Code,
  careerStream,
  type EmployeeNumber,
  History,
  type LocalDate,
  readEmployments,
  standingOn,
  toEntry,
  trainingHours,
  yearOf,
} from '@jejak/core'
import type { Person } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { type Fault, noSuch } from '../fault/Fault.js'
import { ofCatalogueMissing, ofStore } from '../fault/faultOf.js'
import type { Entry } from '../wire/Entry.js'
import type { Named, PersonPage } from '../wire/PersonPage.js'
import type { Lookups } from './Lookups.js'
import type { Source } from './Source.js'
import { agenciesOf, peopleNamed, timelineOf } from './timeline.js'

interface HoursOfYear {
  readonly year: number
  readonly hours: number
}

/** Somebody without an appointment that holds is in no answer of `peopleOf`: nobody erased him. */
const named = (person: Person | undefined): Named =>
  person === undefined ? 'notAppointed' : typeof person === 'string' ? person : { number: person.number, name: person.name }

/** The years from the first fact of training to today, each with its hours: a year without any shows 0. */
const hoursByYear = (years: ReadonlyArray<number>, of: (year: number) => number): ReadonlyArray<HoursOfYear> => {
  const all = years.map((year) => ({ year, hours: of(year) }))
  const first = all.findIndex(({ hours }) => hours > 0)
  return first < 0 ? [] : all.slice(first)
}

const cohortsNamed = (entries: ReadonlyArray<Entry>, catalogues: ReadonlyMap<string, Catalogue.Catalogue>): PersonPage['cohorts'] =>
  Object.fromEntries(
    entries.flatMap(({ agency, data }) => {
      const code = data['cohort']
      const catalogue = catalogues.get(agency)
      const cohort = Code.is(code) ? catalogue?.cohorts.get(code) : undefined
      return cohort === undefined
        ? []
        : [[cohort.code, { program: cohort.program, name: catalogue?.programs.get(cohort.program)?.name ?? cohort.program }] as const]
    }),
  )

const unitsNamed = (entries: ReadonlyArray<Entry>, names: ReadonlyMap<string, ReadonlyMap<string, string>>): PersonPage['units'] =>
  Object.fromEntries(
    entries.flatMap(({ agency, data }) => {
      const id = data['unitId']
      const name = typeof id === 'string' ? names.get(agency)?.get(id) : undefined
      return typeof id === 'string' && name !== undefined ? [[id, name] as const] : []
    }),
  )

/** Reads the events themselves: the page is as new as the log. */
export const personPage = async (
  house: Source,
  lookups: Lookups,
  career: CareerId,
  today: LocalDate,
): Promise<E.Either<Fault, PersonPage>> => {
  const stream = careerStream(career)
  const [events, keys] = await Promise.all([house.events.read(stream)(), house.vault.load([stream])()])
  if (E.isLeft(events)) return E.left(ofStore(events.left))
  if (E.isLeft(keys)) return E.left(ofStore(keys.left))
  if (events.right.length === 0) return E.left(noSuch('person'))

  const catalogues = new Map<AgencyCode, Catalogue.Catalogue>()
  const unitNames = new Map<AgencyCode, ReadonlyMap<string, string>>()
  for (const agency of agenciesOf(events.right)) {
    const catalogue = await house.readModels.catalogue(agency)()
    if (E.isLeft(catalogue)) return E.left(ofStore(catalogue.left))
    catalogues.set(agency, catalogue.right)
    const names = await lookups.unitNames(agency)
    if (E.isLeft(names)) return names
    unitNames.set(agency, names.right)
  }
  const timeline = timelineOf(events.right, { vault: house.vault, catalogues })
  if (E.isLeft(timeline)) return E.left(ofCatalogueMissing(timeline.left))
  const entries = timeline.right
  const others = peopleNamed(entries).flatMap((id) => (CareerId.is(id) ? [id] : []))
  const people = await house.people([career, ...others])()
  if (E.isLeft(people)) return people

  const history = History.fromEntries(events.right.map(toEntry).flatMap((entry) => (E.isRight(entry) ? [entry.right] : [])))
  const held = readEmployments(history, catalogues)
  if (E.isLeft(held)) return E.left(ofCatalogueMissing(held.left))
  return E.right({
    career,
    asOf: today,
    position: events.right.at(-1)?.position ?? 0,
    base: {},
    person: named(people.right.get(career)),
    employments: held.right.flatMap((employment) => {
      const standing = standingOn(employment, today)
      const catalogue = catalogues.get(employment.agency)
      if (standing === null || catalogue === undefined) return []
      const first = yearOf(employment.appointments[0]?.on ?? today)
      const years = Array.from({ length: Math.max(0, yearOf(today) - first + 1) }, (_, i) => first + i)
      return [
        {
          agency: employment.agency,
          active: standing.active,
          status: standing.status,
          since: appointmentOn(employment, today)?.on ?? null,
          grade: standing.rank?.data.grade ?? null,
          gradeSince: standing.rank?.on ?? null,
          positionName: standing.position?.data.positionName ?? null,
          level: standing.level,
          unitId: standing.unitId,
          unitName: unitNames.get(employment.agency)?.get(standing.unitId) ?? null,
          hours: hoursByYear(years, (year) => trainingHours(employment, catalogue, year)),
        },
      ]
    }),
    entries,
    people: Object.fromEntries(others.map((id) => [id, named(people.right.get(id))])),
    cohorts: cohortsNamed(entries, catalogues),
    units: unitsNamed(entries, unitNames),
  })
}

/** The career of a number, if there is one. */
export const findPerson = async (house: Source, number: EmployeeNumber): Promise<E.Either<Fault, { readonly career: CareerId }>> => {
  const career = house.vault.careerId(number)
  const events = await house.events.read(careerStream(career))()
  if (E.isLeft(events)) return E.left(ofStore(events.left))
  return events.right.length === 0 ? E.left(noSuch('person')) : E.right({ career })
}
