/**
 * Service in an agency: a set of spells. It begins with the appointment and with each transfer into the
 * agency, and an exit ends the spell it falls in. Of whoever came by transfer, and had not left here
 * before, the appointment lies elsewhere: it began the career, not the service here.
 */
import { type LocalDate, later } from '../date/LocalDate.js'
import type { CareerId, EventId } from '../identity/ids.js'
import { unsafeBrand } from '../unsafe.js'

/** A fact with a day; `by` is `null` where no event is known, as in a file that is being read. */
export interface DatedFact {
  readonly on: LocalDate | null
  readonly by: EventId | null
  /** Under which of a person's numbers it stands; left out where there is only one. */
  readonly under?: CareerId
}

/** What begins and ends the service of a person in an agency; the lists are in any order. */
export interface Service {
  readonly appointments: ReadonlyArray<DatedFact>
  readonly transfersIn: ReadonlyArray<DatedFact>
  readonly exits: ReadonlyArray<DatedFact>
}

/** No service at all. */
export const NO_SERVICE: Service = { appointments: [], transfersIn: [], exits: [] }

/** Service from a day, until the first day that is no more of it; `null` while nothing ends it. */
export interface Spell {
  readonly from: LocalDate
  readonly until: LocalDate | null
}

const earliest = (facts: ReadonlyArray<DatedFact>): LocalDate | null => {
  let first: LocalDate | null = null
  for (const { on } of facts) if (on !== null && (first === null || on < first)) first = on
  return first
}

/**
 * The first day of the career (*tmt_masuk*), wherever it began; `null` without an appointment.
 *
 * @example
 * careerBegan(sampleEmployment) // => '2010-03-01'
 */
export const careerBegan = ({ appointments }: Pick<Service, 'appointments'>): LocalDate | null => earliest(appointments)

/**
 * Whether an appointment began the career under its number elsewhere: the person came by transfer under that number, and
 * had not left here under it before.
 */
const beganElsewhere = ({ appointments, transfersIn, exits }: Service, { on, under }: DatedFact): boolean => {
  if (transfersIn.length === 0) return false
  const came = earliest(transfersIn.filter((each) => each.under === under))
  if (came === null || exits.some((exit) => exit.under === under && exit.on !== null && exit.on <= came)) return false
  return on === earliest(appointments.filter((each) => each.under === under))
}

/**
 * The latest day on a day or before it on which service here began; `null` where none did. Nobody serves
 * before the career began, or who was never appointed.
 *
 * @example
 * latestStartOn(sampleEmployment, day('2025-12-31')) // => '2010-03-01'
 */
export const latestStartOn = (service: Service, day: LocalDate): LocalDate | null => {
  const began = careerBegan(service)
  if (began === null || day < began) return null
  let start: LocalDate | null = null
  for (const appointed of service.appointments) {
    const { on } = appointed
    if (on !== null && on <= day && (start === null || on > start) && !beganElsewhere(service, appointed)) start = on
  }
  for (const { on } of service.transfersIn) if (on !== null && on <= day && (start === null || on > start)) start = on
  return start !== null && start < began ? began : start
}

/**
 * The first day after a start that ends its spell: of an exit, or of an appointment under the next number that began
 * service elsewhere.
 */
const endAfter = (service: Service, start: LocalDate): LocalDate | null => {
  let end: LocalDate | null = null
  for (const { on } of service.exits) if (on !== null && on > start && (end === null || on < end)) end = on
  if (service.transfersIn.length > 0)
    for (const appointed of service.appointments) {
      const { on } = appointed
      if (on !== null && on > start && (end === null || on < end) && beganElsewhere(service, appointed)) end = on
    }
  return end
}

const isBy = (end: LocalDate | null, day: LocalDate): boolean => end !== null && end <= day

/**
 * In service on a day, where the latest start is known already.
 */
export const servesSince = (service: Service, start: LocalDate | null, day: LocalDate): boolean =>
  start !== null && !isBy(endAfter(service, start), day)

/**
 * In service on a day: service began by then, and no exit lies between its latest start and that day.
 *
 * @example
 * inServiceOn(sampleEmployment, day('2025-12-31')) // => true
 * inServiceOn(sampleEmployment, day('2010-02-28')) // => false
 */
export const inServiceOn = (service: Service, day: LocalDate): boolean => servesSince(service, latestStartOn(service, day), day)

/** The days on which service here began, each once, in order. */
const startsOf = (service: Service): ReadonlyArray<LocalDate> => {
  const began = careerBegan(service)
  if (began === null) return []
  const starts = new Set<LocalDate>()
  for (const appointed of service.appointments) if (appointed.on !== null && !beganElsewhere(service, appointed)) starts.add(appointed.on)
  for (const { on } of service.transfersIn) if (on !== null) starts.add(later(on, began))
  return [...starts].sort()
}

/**
 * The spells of a service, in order, none overlapping another; one that a new start follows at once ends there.
 *
 * @example
 * spells(sampleEmployment) // => [{ from: '2010-03-01', until: null }]
 */
export const spells = (service: Service): ReadonlyArray<Spell> => {
  const starts = startsOf(service)
  return starts.map((from, i): Spell => {
    const [next, end] = [starts[i + 1] ?? null, endAfter(service, from)]
    return { from, until: next === null || (end !== null && end < next) ? end : next }
  })
}

/**
 * The first day of service here; `null` where there is none.
 *
 * @example
 * firstStart(sampleEmployment) // => '2010-03-01'
 */
export const firstStart = (service: Service): LocalDate | null => startsOf(service)[0] ?? null

/**
 * The exit with the greatest TMT, if no service began on that day or after it: who has not come back.
 *
 * @example
 * lastExit(sampleEmployment) // => null
 */
export const lastExit = <X extends DatedFact>(
  service: Omit<Service, 'exits'> & { readonly exits: ReadonlyArray<X> },
): (X & { readonly on: LocalDate }) | null => {
  let last: X | null = null
  for (const exit of service.exits) if (exit.on !== null && (last === null || last.on === null || exit.on > last.on)) last = exit
  const end = last?.on
  if (last === null || end == null || startsOf(service).some((start) => start >= end)) return null
  return unsafeBrand<X & { readonly on: LocalDate }>(last)
}
