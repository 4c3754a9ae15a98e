/** From findings to a verdict of three values. */
import type { Finding, Judged } from './Rule.js'

/** `insufficientData`: some rule cannot be judged; nothing is imputed. */
export type EligibilityVerdict = 'eligible' | 'notEligible' | 'insufficientData'

export const verdictOf = (findings: ReadonlyArray<Finding>): EligibilityVerdict => {
  if (findings.some(({ outcome }) => outcome === 'unknown')) return 'insufficientData'
  return findings.every(({ outcome }) => outcome === 'met') ? 'eligible' : 'notEligible'
}

/** What stands in the way: what is missing where data are; else the rules that are not met, in their order. */
export const standsInTheWay = (findings: ReadonlyArray<Judged<string>>): ReadonlyArray<string> => {
  const missing = [...new Set(findings.flatMap((finding) => finding.missing))]
  return missing.length > 0 ? missing : findings.flatMap(({ outcome, code }) => (outcome === 'met' ? [] : [code]))
}
