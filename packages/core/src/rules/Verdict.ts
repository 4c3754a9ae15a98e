/** From findings to a verdict of three values. */
import { type Finding, type Judged, judgeAll, type Rule } from './Rule.js'

/** `insufficientData`: some rule cannot be judged; nothing is imputed. */
export type EligibilityVerdict = 'eligible' | 'notEligible' | 'insufficientData'

/**
 * The verdict of some findings, by the logic of three values: one that is not met
 * decides, whatever else is missing; then one that is unknown.
 *
 * @example
 * verdictOf([met(), notMet()]) // => 'notEligible'
 * verdictOf([notMet(), unknown('Promoted')]) // => 'notEligible'
 * verdictOf([met(), unknown('Promoted')]) // => 'insufficientData'
 */
export const verdictOf = (findings: ReadonlyArray<Finding>): EligibilityVerdict => {
  if (findings.some(({ outcome }) => outcome === 'notMet')) return 'notEligible'
  return findings.some(({ outcome }) => outcome === 'unknown') ? 'insufficientData' : 'eligible'
}

const codesOf = <Code extends string>(findings: ReadonlyArray<Judged<Code>>, wanted: Finding['outcome']): ReadonlyArray<Code> =>
  findings.flatMap(({ code, outcome }) => (outcome === wanted ? [code] : []))

/** What a set of rules says of one person: the verdict, what stands in its way, and every finding. */
export interface Eligibility<Code extends string> {
  readonly verdict: EligibilityVerdict
  /** Codes of the rules that are not met, in their order. */
  readonly failed: ReadonlyArray<Code>
  /** Codes of the rules of which it is not known, in their order. */
  readonly unknown: ReadonlyArray<Code>
  readonly findings: ReadonlyArray<Judged<Code>>
}

/**
 * Asks every rule of a set, so that all reasons against are named at once. Total;
 * what is missing never makes anybody eligible.
 *
 * @example
 * const OLD_ENOUGH: Rule<'OLD_ENOUGH', number | null> = {
 *   code: 'OLD_ENOUGH',
 *   basis: null,
 *   mark: null,
 *   text: { id: 'Belum 18 tahun', en: 'Younger than 18' },
 *   judge: (age) => (age === null ? unknown('AGE') : age >= 18 ? met() : notMet()),
 * }
 * eligibility([OLD_ENOUGH], 17).failed // => ['OLD_ENOUGH']
 * eligibility([OLD_ENOUGH], null).verdict // => 'insufficientData'
 */
export const eligibility = <Code extends string, Facts>(rules: ReadonlyArray<Rule<Code, Facts>>, facts: Facts): Eligibility<Code> => {
  const findings = judgeAll(rules, facts)
  return { findings, verdict: verdictOf(findings), failed: codesOf(findings, 'notMet'), unknown: codesOf(findings, 'unknown') }
}
