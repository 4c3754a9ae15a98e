/** A person's page: who it is, what holds today, hours of every year, and the whole timeline. */

import {
  type AgencyCode,
  appointmentOn,
  CareerId,
  type Catalogue,
  type CatalogueMissing,
  Code,
  careerOf,
  careerStream,
  type Employment,
  History,
  individuals,
  LOG_START,
  type LocalDate,
  LogPosition,
  policyOn,
  type RecordedEvent,
  readEmployments,
  standingOn,
  toEntry,
  trainingHours,
  yearOf,
} from '@jejak/core'
import type { Person } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { type Fault, noSuch, notYet, unavailable } from '../fault/Fault.js'
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

/** Longest wait for read models that do not hold yet what is recorded of the person, in milliseconds. */
const WAIT_MS = 1_000

/** What is recorded of a person under all numbers, with the catalogues of all agencies that recorded it, of one position. */
interface Reading {
  /** The career of the newest number. */
  readonly career: CareerId
  /** In the order of the log. */
  readonly events: ReadonlyArray<RecordedEvent>
  readonly catalogues: ReadonlyMap<AgencyCode, Catalogue.Catalogue>
}

const last = (events: ReadonlyArray<RecordedEvent>): LogPosition => events.at(-1)?.position ?? LOG_START

/**
 * The log is ahead of the read models for a moment: they are waited for. Whoever keeps them
 * up may be away; then what they do not hold is left out, as figures leave it out.
 *
 * 1. Reads the stream, and waits until the read models hold it.
 * 2. Reads the streams of other numbers of the person.
 * 3. Reads up to which position they hold all, and cuts streams and catalogues there.
 */
const readPerson = async ({ events, readModels }: Source, career: CareerId): Promise<E.Either<Fault, Reading>> => {
  const read = await events.read(careerStream(career))()
  if (E.isLeft(read)) return E.left(ofStore(read.left))
  if (read.right.length === 0) return E.left(noSuch('person'))
  const waited = await readModels.waitFor(last(read.right), WAIT_MS)()
  if (E.isLeft(waited)) return E.left(ofStore(waited.left))
  const numbers = await readModels.numbers(career)()
  if (E.isLeft(numbers)) return E.left(ofStore(numbers.left))
  const [newest, ...others] = numbers.right
  const all = [...read.right]
  for (const other of [newest, ...others]) {
    if (other === career) continue
    const beside = await events.read(careerStream(other))()
    if (E.isLeft(beside)) return E.left(ofStore(beside.left))
    all.push(...beside.right)
  }
  const { position } = waited.right
  const behind = position + 1
  if (!LogPosition.is(behind)) return E.left(unavailable('views', 'the read models name no position'))
  const known = all.filter((event) => event.position <= position).sort((a, b) => a.position - b.position)
  if (known.length === 0) return E.left(notYet(position, last(read.right)))
  const catalogues = new Map<AgencyCode, Catalogue.Catalogue>()
  for (const agency of agenciesOf(known)) {
    const snapshot = await readModels.snapshot([], agency, { before: behind })()
    if (E.isLeft(snapshot)) return E.left(ofStore(snapshot.left))
    catalogues.set(agency, snapshot.right.catalogue)
  }
  return E.right({ career: newest, events: known, catalogues })
}

/** What the person is in each agency, under all numbers. */
const employmentsOf = ({ events, catalogues }: Reading): E.Either<CatalogueMissing, ReadonlyArray<Employment>> => {
  const careers = [...new Set(events.map(({ stream }) => stream))].flatMap((stream) => careerOf(stream) ?? [])
  return pipe(
    careers,
    RA.traverse(E.Applicative)((career) => {
      const own = events.filter(({ stream }) => stream === careerStream(career)).map(toEntry)
      const history = History.fromEntries(own.flatMap((entry) => (E.isRight(entry) ? [entry.right] : [])))
      return E.map(RA.map((employment: Employment) => ({ career, employment })))(readEmployments(history, catalogues))
    }),
    E.map((held) =>
      [...catalogues.keys()]
        .sort()
        .flatMap((agency) => individuals(held.flat().filter(({ employment }) => employment.agency === agency)))
        .map(({ employment }) => employment),
    ),
  )
}

/** The page is as new as the log, where somebody keeps the read models up with it. */
export const personPage = async (
  house: Source,
  lookups: Lookups,
  asked: CareerId,
  today: LocalDate,
): Promise<E.Either<Fault, PersonPage>> => {
  const reading = await readPerson(house, asked)
  if (E.isLeft(reading)) return reading
  const { career, events, catalogues } = reading.right
  const keys = await house.vault.load([...new Set(events.map(({ stream }) => stream))])()
  if (E.isLeft(keys)) return E.left(ofStore(keys.left))
  const unitNames = new Map<AgencyCode, ReadonlyMap<string, string>>()
  for (const agency of catalogues.keys()) {
    const names = await lookups.unitNames(agency)
    if (E.isLeft(names)) return names
    unitNames.set(agency, names.right)
  }
  const timeline = timelineOf(events, { vault: house.vault, factOf: house.registry.factOf, catalogues })
  if (E.isLeft(timeline)) return E.left(ofCatalogueMissing(timeline.left))
  const entries = timeline.right
  const others = peopleNamed(entries).flatMap((id) => (CareerId.is(id) ? [id] : []))
  const people = await house.people([career, ...others])()
  if (E.isLeft(people)) return people

  const held = employmentsOf(reading.right)
  if (E.isLeft(held)) return E.left(ofCatalogueMissing(held.left))
  return E.right({
    career,
    asOf: today,
    position: last(events),
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
          floor: policyOn(catalogue, 'training-hours', today).parameters.floorOfPermanent.value,
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
