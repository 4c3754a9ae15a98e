/**
 * Numbers of one person in one agency (import.md, "Two numbers of one person"). Whoever
 * gets another number has a second career; an appointment that names the earlier one
 * makes one person of both. A pure function of what holds, so that the order in which
 * rows arrive makes no difference, naming twice is naming once, and an appointment that
 * is corrected or annulled names nobody any more.
 */
import type { Catalogue } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { FactType } from '../fact/Fact.js'
import { Education } from '../fact/values.js'
import type { History } from '../history/History.js'
import type { AgencyCode, CareerId } from '../identity/ids.js'
import { unsafeLists } from '../unsafe.js'
import { type Employment, type Held, inOrder, LIST_NAMES, type ListName } from './Employment.js'
import { employments } from './employments.js'

/** What holds under one number, in the agency asked of. */
export interface UnderNumber {
  readonly career: CareerId
  readonly employment: Employment
}

/** One person, as the agency counts it. */
export interface Individual {
  /** The career of the newest number: its appointment gives name, birth date and sex. */
  readonly career: CareerId
  /** The facts of all numbers. */
  readonly employment: Employment
  /** Careers of all numbers, in the order in which they were given. */
  readonly numbers: ReadonlyArray<CareerId>
  /**
   * Careers of other numbers that may as well be the newest: given on the same day, and named by none.
   * The greater number is the newest of them, which is told where numbers are opened. Left out where there is none.
   */
  readonly tied?: ReadonlyArray<CareerId>
}

const isKnown = ({ employment }: UnderNumber): boolean => employment.appointments.length > 0

/** Careers that the appointments of a number name as earlier ones; itself named is nothing said. */
const namedBy = ({ career, employment }: UnderNumber): ReadonlyArray<CareerId> =>
  employment.appointments.flatMap(({ data: { earlier } }) => (earlier === null || earlier === career ? [] : [earlier]))

/** The day on which a number was given: that of its first appointment. */
const givenOn = ({ employment }: UnderNumber): LocalDate | '' => employment.appointments.find(({ on }) => on !== null)?.on ?? ''

const text = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** By the day the number was given; of one day by career id, since the numbers themselves are sealed. */
const inTime = (a: UnderNumber, b: UnderNumber): number => text(givenOn(a), givenOn(b)) || text(a.career, b.career)

/** Numbers that are one person, person by person. */
const grouped = (held: ReadonlyArray<UnderNumber>): ReadonlyArray<ReadonlyArray<UnderNumber>> => {
  const known = new Map(held.filter(isKnown).map((each) => [each.career, each]))
  const groups = new Map<CareerId, UnderNumber[]>(held.map((each) => [each.career, [each]]))
  for (const naming of known.values())
    for (const earlier of namedBy(naming)) {
      const [own, other] = [groups.get(naming.career), groups.get(earlier)]
      if (own === undefined || other === undefined || own === other || !known.has(earlier)) continue
      own.push(...other)
      for (const { career } of other) groups.set(career, own)
    }
  return [...new Set(groups.values())]
}

/** Numbers that no other names, and where each names another all: of these those given last. */
const newestOf = (group: ReadonlyArray<UnderNumber>): ReadonlyArray<UnderNumber> => {
  const named = new Set(group.flatMap(namedBy))
  const inSequence = [...group].sort(inTime)
  const unnamed = inSequence.filter(({ career }) => !named.has(career))
  const candidates = unnamed.length === 0 ? inSequence : unnamed
  const last = candidates.at(-1)
  return last === undefined ? [] : candidates.filter((each) => givenOn(each) === givenOn(last))
}

const rankOf = new Map(Object.keys(Education.keys).map((level, place) => [level, place]))

/** The appointment with the highest education; of equals that of the newer number. */
const bestTaught = (appointments: ReadonlyArray<Held<'Appointed'>>): Held<'Appointed'> | undefined => {
  const rank = ({ data }: Held<'Appointed'>): number => rankOf.get(data.education) ?? -1
  return appointments.reduce<Held<'Appointed'> | undefined>(
    (best, each) => (best === undefined || rank(each) >= rank(best) ? each : best),
    undefined,
  )
}

/** The appointments of all numbers, as those of one person: the sex of the newest number's, the highest education of all. */
const appointmentsOf = (numbers: ReadonlyArray<UnderNumber>, newest: UnderNumber): ReadonlyArray<Held<'Appointed'>> => {
  const all = numbers.flatMap(({ employment }) => employment.appointments)
  const [own, taught] = [newest.employment.appointments.at(-1)?.data, bestTaught(all)?.data]
  return numbers.flatMap(({ career, employment }, place) =>
    employment.appointments
      // Of two numbers given on one day the later one's appointment says what held from then on.
      .filter(({ on }) => !numbers.slice(place + 1).some((later) => on !== null && givenOn(later) === on))
      .map((held): Held<'Appointed'> => {
        const data =
          own === undefined || taught === undefined
            ? held.data
            : { ...held.data, sex: own.sex, education: taught.education, graduationYear: taught.graduationYear }
        return { ...held, data, under: career }
      }),
  )
}

/** Facts of a list, each with its number. */
const factsOf = (numbers: ReadonlyArray<UnderNumber>, name: ListName): ReadonlyArray<Held<FactType>> =>
  numbers.flatMap(({ career, employment }, place) => {
    const next = numbers[place + 1]
    const ends = next === undefined ? '' : givenOn(next)
    const own: ReadonlyArray<Held<FactType>> = employment[name]
    // Service under a number ends at the latest with the next number: an exit after that ends nothing.
    return own
      .filter(({ on }) => name !== 'exits' || ends === '' || on === null || on <= ends)
      .map((held): Held<FactType> => ({ ...held, under: career }))
  })

/** Facts of all numbers, in the order in which these were given, as one employment. */
const joined = (numbers: ReadonlyArray<UnderNumber>, newest: UnderNumber): Employment => {
  const lists: { [N in ListName]?: ReadonlyArray<Held<FactType>> } = {}
  for (const name of LIST_NAMES) {
    const all = name === 'appointments' ? appointmentsOf(numbers, newest) : factsOf(numbers, name)
    lists[name] = [...all].sort(inOrder)
  }
  return unsafeLists({ agency: newest.employment.agency, ...lists })
}

const individual = (group: ReadonlyArray<UnderNumber>): ReadonlyArray<Individual> => {
  const candidates = newestOf(group)
  const newest = candidates.at(-1)
  if (newest === undefined) return []
  const tied = candidates.slice(0, -1).map((each) => each.career)
  const { career, employment } = newest
  if (group.length === 1) return [{ career, employment, numbers: [career] }]
  // Of one day the newest comes last.
  const others = group.filter((each) => each !== newest).sort(inTime)
  const sequence = others.toSpliced(others.findLastIndex((each) => givenOn(each) <= givenOn(newest)) + 1, 0, newest)
  return [
    { career, employment: joined(sequence, newest), numbers: sequence.map((each) => each.career), ...(tied.length === 0 ? {} : { tied }) },
  ]
}

/**
 * The people whom careers of one agency belong to, in order of their careers: each once, under the newest
 * number. Numbers are one person where an appointment that holds names the career of another that
 * is known, so has an appointment of its own.
 *
 * @example
 * individuals([{ career: person(1), employment: sampleEmployment }]).map(({ career }) => career) // => [person(1)]
 */
export const individuals = (held: ReadonlyArray<UnderNumber>): ReadonlyArray<Individual> =>
  held.length < 2
    ? held.map(({ career, employment }) => ({ career, employment, numbers: [career] }))
    : grouped(held)
        .flatMap(individual)
        .sort((a, b) => text(a.career, b.career))

/** The history of one stream. */
export interface CareerHistory {
  readonly career: CareerId
  readonly history: History
}

/**
 * The people of these careers, agency by agency, in each in order of their careers.
 *
 * @example
 * individualsIn([{ career: person(1), history: sampleCareer }], () => sampleCatalogue).length // => 1
 */
export const individualsIn = (
  careers: ReadonlyArray<CareerHistory>,
  catalogueOf: (agency: AgencyCode) => Catalogue,
): ReadonlyArray<Individual> => {
  const [only] = careers
  if (careers.length === 1 && only !== undefined)
    return employments(only.history, catalogueOf).map((employment) => ({ career: only.career, employment, numbers: [only.career] }))
  const byAgency = new Map<AgencyCode, UnderNumber[]>()
  for (const { career, history } of careers)
    for (const employment of employments(history, catalogueOf)) {
      const present = byAgency.get(employment.agency)
      if (present === undefined) byAgency.set(employment.agency, [{ career, employment }])
      else present.push({ career, employment })
    }
  return [...byAgency].sort(([a], [b]) => text(a, b)).flatMap(([, held]) => individuals(held))
}
