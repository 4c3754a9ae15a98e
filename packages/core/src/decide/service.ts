/** Rules of service: a fact of a person lies within the time the person serves the agency. */
import { appointmentOn } from '../career/standing.js'
import type { FactType } from '../fact/Fact.js'
import * as History from '../history/History.js'
import type { EventId } from '../identity/ids.js'
import { type Finding, met, metUnless, notMet } from '../rules/Rule.js'
import type { Claim, FactRule, State } from './Context.js'
import { type RejectionCode, ruleOf } from './Rejection.js'

/** A rule about a fact, by its code. */
export const rule = <K extends FactType>(code: RejectionCode, judge: (claim: Claim<K>) => Finding): FactRule<K> => ruleOf(code, judge)

/** The event that erased the person; `null` where none did. */
const ERASED_BY: History.Derivation<EventId | null> = {
  begin: () => null,
  next: (by, { id, says }) => by ?? (says.kind === 'fact' && says.fact.type === 'PersonErased' ? id : null),
}

/** Nothing is recorded of an erased person. */
export const erased = (state: State): Finding => {
  const by = History.derive(state, ERASED_BY)
  return by === null ? met() : notMet(by)
}

/** The exit effective on a day or before it, if there is one. */
const exitBy = ({ employment, on }: Claim<FactType>) => employment?.exits.find((exit) => exit.on !== null && on !== null && exit.on <= on)

const notErased = <K extends FactType>(): FactRule<K> => rule('ERASED', ({ state }) => erased(state))

const appointed = <K extends FactType>(): FactRule<K> =>
  rule('NOT_APPOINTED', ({ employment }) => {
    const facts = employment?.appointments.map(({ by }) => by) ?? []
    return metUnless(facts.length === 0, ...facts)
  })

const notBefore = <K extends FactType>(): FactRule<K> =>
  rule('BEFORE_APPOINTMENT', ({ employment, on }) => {
    if (employment === null || employment.appointments.length === 0 || on === null) return met()
    const appointment = appointmentOn(employment, on)
    return appointment === null ? notMet(...employment.appointments.map(({ by }) => by)) : met(appointment.by)
  })

const notAfter = <K extends FactType>(code: RejectionCode): FactRule<K> =>
  rule(code, (claim) => {
    const exit = exitBy(claim)
    return exit === undefined ? met() : notMet(exit.by)
  })

/** For a fact of a person in service. */
export const inService = <K extends FactType>(): ReadonlyArray<FactRule<K>> => [
  notErased(),
  appointed(),
  notBefore(),
  notAfter('AFTER_EXIT'),
]

/** For the fact that ends the service. An exit that is recorded for a later day does not stand against an earlier one. */
export const mayLeave = <K extends FactType>(): ReadonlyArray<FactRule<K>> => [
  notErased(),
  appointed(),
  notBefore(),
  notAfter('ALREADY_LEFT'),
]

/** For an appointment. */
export const mayEnter = <K extends FactType>(): ReadonlyArray<FactRule<K>> => [
  notErased(),
  rule('ALREADY_APPOINTED', ({ employment, on }) => {
    const present = employment === null || on === null ? null : appointmentOn(employment, on)
    return present === null ? met() : notMet(present.by)
  }),
]

/** When each root of a history was first said: its own revision, whatever corrections came later. */
export const saidAt = (state: State, root: History.Entry['id']): number => state.get(root)?.revision ?? -1
