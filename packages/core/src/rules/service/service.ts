/** A fact of a person lies within the time the person serves the agency. */
import type { LocalDate } from '../../date/LocalDate.js'
import type { EventId } from '../../identity/ids.js'
import { met, metUnless, notMet, type Rule } from '../Rule.js'

/** A fact with a day; `by` is `null` where no event is known, as in a file that is being read. */
export interface DatedFact {
  readonly on: LocalDate | null
  readonly by: EventId | null
}

/** When a person came to the agency and went. */
export interface Service {
  readonly appointments: ReadonlyArray<DatedFact>
  readonly exits: ReadonlyArray<DatedFact>
}

/** A day, `null` while it is unknown, and the service it must lie in. */
export interface ServiceFacts extends Service {
  readonly on: LocalDate | null
}

/** The events that are known. */
export const eventsOf = (facts: ReadonlyArray<{ readonly by: EventId | null }>): ReadonlyArray<EventId> =>
  facts.flatMap(({ by }) => (by === null ? [] : [by]))

/** The latest of those effective on a day or before; of several of one day the last. */
const latestBy = (facts: ReadonlyArray<DatedFact>, day: LocalDate): DatedFact | null => {
  let best: DatedFact | null = null
  for (const fact of facts) if (fact.on !== null && fact.on <= day && (best?.on == null || fact.on >= best.on)) best = fact
  return best
}

export const NOT_APPOINTED: Rule<'NOT_APPOINTED', Service> = {
  code: 'NOT_APPOINTED',
  basis: null,
  mark: null,
  text: { id: 'Pengangkatan orang ini di instansi ini tidak diketahui', en: 'No appointment of the person in this agency is known' },
  judge: ({ appointments }) => metUnless(appointments.length === 0, ...eventsOf(appointments)),
}

/** Met where no appointment is known: that is for another rule. */
export const BEFORE_APPOINTMENT: Rule<'BEFORE_APPOINTMENT', ServiceFacts> = {
  code: 'BEFORE_APPOINTMENT',
  basis: null,
  mark: null,
  text: { id: 'Berlaku sebelum orang ini masuk ke instansi ini', en: 'Effective before the person entered this agency' },
  judge: ({ on, appointments }) => {
    if (on === null || appointments.length === 0) return met()
    const present = latestBy(appointments, on)
    return present === null ? notMet(...eventsOf(appointments)) : met(...eventsOf([present]))
  },
}

/** The exit effective on a day or before it, if there is one. */
const exitBy = ({ on, exits }: ServiceFacts): DatedFact | undefined =>
  exits.find((exit) => exit.on !== null && on !== null && exit.on <= on)

/** A fact lies before the day on which the person left the agency. */
export const AFTER_EXIT: Rule<'AFTER_EXIT', ServiceFacts> = {
  code: 'AFTER_EXIT',
  basis: null,
  mark: null,
  text: {
    id: 'Berlaku pada atau setelah hari orang ini berhenti dari instansi ini',
    en: 'Effective on the day the person left this agency, or after it',
  },
  judge: (facts) => {
    const exit = exitBy(facts)
    return exit === undefined ? met() : notMet(...eventsOf([exit]))
  },
}

/** For the fact that ends the service; an exit recorded for a later day does not stand against an earlier one. */
export const ALREADY_LEFT: Rule<'ALREADY_LEFT', ServiceFacts> = {
  ...AFTER_EXIT,
  code: 'ALREADY_LEFT',
  text: { id: 'Orang ini sudah berhenti dari instansi ini pada hari itu', en: 'The person had left this agency by that day' },
}
