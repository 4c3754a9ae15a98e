/** From findings to a verdict of three values. */
import { type Finding, type Judged, judgeAll, type Rule } from './Rule.js'

/** `insufficientData`: some rule cannot be judged; nothing is imputed. */
export type EligibilityVerdict = 'eligible' | 'notEligible' | 'insufficientData'

/**
 * The verdict of some findings: `insufficientData` where one is unknown, `eligible` where all are met.
 *
 * @example
 * verdictOf([met(), notMet()]) // => 'notEligible'
 * verdictOf([notMet(), unknown('NO_RANK')]) // => 'insufficientData'
 */
export const verdictOf = (findings: ReadonlyArray<Finding>): EligibilityVerdict => {
  if (findings.some(({ outcome }) => outcome === 'unknown')) return 'insufficientData'
  return findings.every(({ outcome }) => outcome === 'met') ? 'eligible' : 'notEligible'
}

/**
 * What stands in the way: what is missing where data are; else the rules that are not met, in their order.
 *
 * @example
 * standsInTheWay([{ ...notMet(), code: 'CREDIT' }, { ...met(), code: 'DISCIPLINE' }]) // => ['CREDIT']
 * standsInTheWay([{ ...notMet(), code: 'CREDIT' }, { ...unknown('NO_RANK'), code: 'CEILING' }]) // => ['NO_RANK']
 */
export const standsInTheWay = (findings: ReadonlyArray<Judged<string>>): ReadonlyArray<string> => {
  const missing = [...new Set(findings.flatMap((finding) => finding.missing))]
  return missing.length > 0 ? missing : findings.flatMap(({ outcome, code }) => (outcome === 'met' ? [] : [code]))
}

/** What a set of rules says of one person: the verdict, what stands in its way, and every finding. */
export interface Eligibility<Code extends string> {
  readonly verdict: EligibilityVerdict
  /** What is missing, else the rules not met. */
  readonly failed: ReadonlyArray<string>
  readonly findings: ReadonlyArray<Judged<Code>>
}

/**
 * Asks every rule of a set, so that all reasons against are named at once. Total;
 * what is missing makes the verdict `insufficientData`, never eligible.
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
  return { findings, verdict: verdictOf(findings), failed: standsInTheWay(findings) }
}
