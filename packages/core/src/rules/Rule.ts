/**
 * A rule is a value: its code, its legal basis, its text in both languages, and a
 * function from facts to a finding. Rules of service say what any fact must meet
 * (deciders refuse by them, the import rejects or warns by them, doctor lists by
 * them); rules of eligibility say who may be promoted, posted or nominated.
 */
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { RuleOutcome } from '../event/Verdict.js'
import type { EventId } from '../identity/ids.js'
import type { Mark } from '../policy/Parameter.js'

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

/**
 * The rule is met, by these facts.
 *
 * @example
 * met().outcome // => 'met'
 */
export const met = (...facts: ReadonlyArray<EventId>): Finding => (facts.length === 0 ? MET : { ...MET, facts })
/**
 * The rule is not met, because of these facts.
 *
 * @example
 * notMet().outcome // => 'notMet'
 */
export const notMet = (...facts: ReadonlyArray<EventId>): Finding => ({ outcome: 'notMet', facts, missing: [], metFrom: null })
/**
 * Whether the rule is met cannot be said while this is missing. Nothing is imputed.
 *
 * @example
 * unknown('NO_RANK').missing // => ['NO_RANK']
 */
export const unknown = (...missing: ReadonlyArray<string>): Finding => ({ outcome: 'unknown', facts: [], missing, metFrom: null })
/**
 * Met unless the condition of its breach holds.
 *
 * @example
 * metUnless(false).outcome // => 'met'
 * metUnless(true).outcome // => 'notMet'
 */
export const metUnless = (broken: boolean, ...facts: ReadonlyArray<EventId>): Finding => (broken ? notMet(...facts) : met(...facts))
/**
 * Not met yet; it will be from that day on (`null`: that cannot be said).
 *
 * @example
 * metOnlyFrom(day('2026-04-01')).metFrom // => '2026-04-01'
 */
export const metOnlyFrom = (day: LocalDate | null, ...facts: ReadonlyArray<EventId>): Finding => ({ ...notMet(...facts), metFrom: day })

/** A text in both languages of the product. */
export interface RuleText {
  readonly id: string
  readonly en: string
}

/** What is known of a rule besides its code and its function. */
export interface RuleMeaning {
  /** The regulation it rests on; `null` for a rule of record keeping. */
  readonly basis: string | null
  /** How surely the basis is known; `null` where there is none. */
  readonly mark: Mark | null
  /** What is wrong where the rule is not met. */
  readonly text: RuleText
}

/** `judge` is total and deterministic: the same facts give the same finding. */
export interface Rule<Code extends string, Facts> extends RuleMeaning {
  readonly code: Code
  readonly judge: (facts: Facts) => Finding
}

/**
 * The same rule, asked of other facts from which its own can be read.
 *
 * @example
 * const rule: Rule<'ODD', number> = {
 *   code: 'ODD',
 *   basis: null,
 *   mark: null,
 *   text: { id: 'Ganjil', en: 'Odd' },
 *   judge: (n) => metUnless(n % 2 === 1),
 * }
 * askedOf(({ count }: { readonly count: number }) => count)(rule).judge({ count: 3 }).outcome // => 'notMet'
 */
export const askedOf =
  <A, B>(facts: (other: B) => A) =>
  <Code extends string>(rule: Rule<Code, A>): Rule<Code, B> => ({ ...rule, judge: (other) => rule.judge(facts(other)) })

/** A finding with the code of its rule. */
export interface Judged<Code extends string> extends Finding {
  readonly code: Code
}

/** A rule that was not met, or of which it is unknown whether it is. */
export type Breach<Code extends string> = Judged<Code>

/**
 * What every rule finds, in the order of the rules; none is skipped because another is not met.
 *
 * @example
 * const rule: Rule<'ODD', number> = {
 *   code: 'ODD',
 *   basis: null,
 *   mark: null,
 *   text: { id: 'Ganjil', en: 'Odd' },
 *   judge: (n) => metUnless(n % 2 === 1),
 * }
 * judgeAll([rule], 2).map(({ code, outcome }) => [code, outcome]) // => [['ODD', 'met']]
 */
export const judgeAll = <Code extends string, Facts>(rules: ReadonlyArray<Rule<Code, Facts>>, facts: Facts): ReadonlyArray<Judged<Code>> =>
  rules.map(({ code, judge }) => ({ ...judge(facts), code }))

/**
 * All outcomes if every rule is met; else every breach, none left out.
 *
 * @example
 * const rule: Rule<'ODD', number> = {
 *   code: 'ODD',
 *   basis: null,
 *   mark: null,
 *   text: { id: 'Ganjil', en: 'Odd' },
 *   judge: (n) => metUnless(n % 2 === 1),
 * }
 * applyRules([rule], 2) // => E.right([{ rule: 'ODD', outcome: 'met', facts: [] }])
 * E.isLeft(applyRules([rule], 3)) // => true
 */
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
