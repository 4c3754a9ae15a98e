/** Rules of service that only commands ask: nobody erased, nobody twice. */
import type { FactType } from '../fact/Fact.js'
import * as History from '../history/History.js'
import type { EventId } from '../identity/ids.js'
import { askedOf, type Finding, met, notMet } from '../rules/Rule.js'
import { appointmentOf, serviceFacts } from '../rules/service/FactInPlace.js'
import { LEAVING_RULES } from '../rules/service/rulesOfFacts.js'
import { ALREADY_LEFT } from '../rules/service/service.js'
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

export const notErased = <K extends FactType>(): FactRule<K> => rule('ERASED', ({ state }) => erased(state))

/** For the fact that ends the service. */
export const mayLeave = <K extends 'Retired' | 'Left'>(): ReadonlyArray<FactRule<K>> => [
  notErased(),
  ...LEAVING_RULES,
  askedOf(serviceFacts('exit'))(ALREADY_LEFT),
]

/** For an appointment. */
export const mayEnter = <K extends FactType>(): ReadonlyArray<FactRule<K>> => [
  notErased(),
  rule('ALREADY_APPOINTED', (claim) => {
    const present = appointmentOf(claim)
    return present === null ? met() : notMet(present.by)
  }),
]

/** When each root of a history was first said: its own revision, whatever corrections came later. */
export const saidAt = (state: State, root: History.Entry['id']): number => state.get(root)?.revision ?? -1
