/**
 * A fact of a person lies within the service it belongs to. Facts of a career travel along: they hold from the first day of
 * the career, also of years spent elsewhere, to the last exit. Facts of the agency need a day in service here.
 */
import { careerBegan, type DatedFact, firstStart, inServiceOn, lastExit, latestStartOn, type Service } from '../../career/service.js'
import type { LocalDate } from '../../date/LocalDate.js'
import type { FactType } from '../../fact/Fact.js'
import type { EventId } from '../../identity/ids.js'
import { met, metUnless, notMet, type Rule } from '../Rule.js'

/** What a fact is held to: the career, service here, or, as what begins and ends service, the first day of the career. */
export type HeldTo = 'career' | 'agency' | 'transferIn' | 'exit'

const OF_CAREER: ReadonlySet<FactType> = new Set([
  'Confirmed',
  'Agreement',
  'DutyStatus',
  'EducationAttained',
  'ExamPassed',
  'CreditDecided',
  'Promoted',
  'Positioned',
  'Appraised',
  'Sanctioned',
  'CompetenceAssessed',
  'NumberChanged',
])

/**
 * What facts of a type are held to; facts of others are facts of the agency.
 *
 * @example
 * heldTo('Promoted') // => 'career'
 * heldTo('Attended') // => 'agency'
 */
export const heldTo = (type: FactType): HeldTo => {
  if (type === 'Retired' || type === 'Left') return 'exit'
  if (type === 'TransferredIn') return 'transferIn'
  return OF_CAREER.has(type) ? 'career' : 'agency'
}

/** A day, `null` while it is unknown, and the service it must lie in. */
export interface ServiceOn extends Service {
  readonly on: LocalDate | null
}

/** The same, with what the fact of that day is held to. */
export interface ServiceFacts extends ServiceOn {
  readonly heldTo: HeldTo
}

/** The events that are known. */
export const eventsOf = (facts: ReadonlyArray<{ readonly by: EventId | null }>): ReadonlyArray<EventId> =>
  facts.flatMap(({ by }) => (by === null ? [] : [by]))

export const NOT_APPOINTED: Rule<'NOT_APPOINTED', Pick<Service, 'appointments'>> = {
  code: 'NOT_APPOINTED',
  basis: null,
  mark: null,
  text: { id: 'Pengangkatan orang ini di instansi ini tidak diketahui', en: 'No appointment of the person in this agency is known' },
  judge: ({ appointments }) => metUnless(appointments.length === 0, ...eventsOf(appointments)),
}

const isBefore = (facts: ServiceFacts, on: LocalDate): boolean => {
  const began = careerBegan(facts)
  switch (facts.heldTo) {
    case 'exit':
      return began !== null && on <= began
    case 'agency':
      return (began !== null && on < began) || on < (firstStart(facts) ?? on)
    default:
      return began !== null && on < began
  }
}

/** What made the start of service that holds on a day. */
const startedBy = (facts: ServiceFacts, on: LocalDate): ReadonlyArray<DatedFact> => {
  const start = facts.heldTo === 'agency' ? latestStartOn(facts, on) : careerBegan(facts)
  return [...facts.appointments, ...facts.transfersIn].filter((each) => each.on === start)
}

/** Met where no appointment is known: that is for another rule. */
export const BEFORE_APPOINTMENT: Rule<'BEFORE_APPOINTMENT', ServiceFacts> = {
  code: 'BEFORE_APPOINTMENT',
  basis: null,
  mark: null,
  text: { id: 'Berlaku sebelum orang ini masuk ke instansi ini', en: 'Effective before the person entered this agency' },
  judge: (facts) => {
    const { on, appointments, transfersIn } = facts
    if (on === null || appointments.length === 0) return met()
    return isBefore(facts, on) ? notMet(...eventsOf([...appointments, ...transfersIn])) : met(...eventsOf(startedBy(facts, on)))
  },
}

/** The exits between the latest start and a day. */
const exitsBefore = (facts: ServiceFacts, on: LocalDate): ReadonlyArray<DatedFact> => {
  const start = latestStartOn(facts, on)
  return facts.exits.filter((exit) => exit.on !== null && exit.on <= on && (start === null || exit.on > start))
}

/** The exits that stand against a fact on a day. */
const exitsAgainst = (facts: ServiceFacts, on: LocalDate): ReadonlyArray<DatedFact> => {
  if (facts.heldTo !== 'career') return inServiceOn(facts, on) ? [] : exitsBefore(facts, on)
  const last = lastExit(facts)
  return last !== null && on >= last.on ? [last] : []
}

/** A fact lies before the day on which the person left for good, one of the agency in a time of service. */
export const AFTER_EXIT: Rule<'AFTER_EXIT', ServiceFacts> = {
  code: 'AFTER_EXIT',
  basis: null,
  mark: null,
  text: {
    id: 'Berlaku pada atau setelah hari orang ini berhenti dari instansi ini',
    en: 'Effective on the day the person left this agency, or after it',
  },
  judge: (facts) => {
    const against = facts.on === null ? [] : exitsAgainst(facts, facts.on)
    return against.length === 0 ? met() : notMet(...eventsOf(against))
  },
}

/** For the fact that ends the service; an exit recorded for a later day, or before a return, does not stand against it. */
export const ALREADY_LEFT: Rule<'ALREADY_LEFT', ServiceFacts> = {
  ...AFTER_EXIT,
  code: 'ALREADY_LEFT',
  text: { id: 'Orang ini sudah berhenti dari instansi ini pada hari itu', en: 'The person had left this agency by that day' },
}
