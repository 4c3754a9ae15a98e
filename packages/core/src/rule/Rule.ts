/**
 * A rule is a value: its code, its legal basis, and a function from facts to a
 * finding. Deciders apply rules of state, dates and doubles; rules of eligibility
 * are of the same kind and come in policies.
 */
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { RuleOutcome } from '../event/Ground.js'
import type { EventId } from '../identity/ids.js'

/** What a rule finds, with the facts it used. */
export interface Finding {
  readonly outcome: 'met' | 'notMet' | 'unknown'
  readonly facts: ReadonlyArray<EventId>
  /** What would have to be known, where the outcome is `unknown`. */
  readonly missing: ReadonlyArray<string>
  /** The day from which it will be met, if that can be said. */
  readonly metFrom: LocalDate | null
}

/** What most rules find of most facts. */
const MET: Finding = { outcome: 'met', facts: [], missing: [], metFrom: null }

export const met = (...facts: ReadonlyArray<EventId>): Finding => (facts.length === 0 ? MET : { ...MET, facts })
export const notMet = (...facts: ReadonlyArray<EventId>): Finding => ({ outcome: 'notMet', facts, missing: [], metFrom: null })
export const unknown = (...missing: ReadonlyArray<string>): Finding => ({ outcome: 'unknown', facts: [], missing, metFrom: null })
/** Met unless the condition of its breach holds. */
export const metUnless = (broken: boolean, ...facts: ReadonlyArray<EventId>): Finding => (broken ? notMet(...facts) : met(...facts))

/** `code` names the breach; `basis` the article, or `null` for a rule of record keeping. */
export interface Rule<Code extends string, Facts> {
  readonly code: Code
  readonly basis: string | null
  readonly judge: (facts: Facts) => Finding
}

/** A rule that was not met, or of which it is unknown whether it is. */
export interface Breach<Code extends string> extends Finding {
  readonly code: Code
}

/** All outcomes if every rule is met; else every breach, none left out. */
export const applyRules = <Code extends string, Facts>(
  rules: ReadonlyArray<Rule<Code, Facts>>,
  facts: Facts,
): E.Either<NonEmptyArray<Breach<Code>>, ReadonlyArray<RuleOutcome>> => {
  const outcomes: RuleOutcome[] = []
  const breaches: Breach<Code>[] = []
  for (const { code, judge } of rules) {
    const finding = judge(facts)
    if (finding.outcome === 'met') outcomes.push({ facts: finding.facts, outcome: 'met', rule: code })
    else breaches.push({ ...finding, code })
  }
  return isNonEmpty(breaches) ? E.left(breaches) : E.right(outcomes)
}
