/** Who may be proposed for a higher rank (*kenaikan pangkat*). */
import { nextGrade } from '../../career/grade.js'
import type { OwnName } from '../../extension/names.js'
import type { Grade } from '../../fact/values.js'
import type { Rule } from '../Rule.js'
import { type Eligibility, eligibility } from '../Verdict.js'
import { APPRAISAL } from './appraisal.js'
import { CREDIT } from './credit.js'
import { DISCIPLINE } from './discipline.js'
import { EDUCATION_CEILING } from './educationCeiling.js'
import type { RankFacts } from './RankFacts.js'
import { YEARS_IN_RANK } from './yearsInRank.js'

/** Codes of the rules of promotion in rank. */
export type RankPromotionCode = 'YEARS_IN_RANK' | 'CREDIT' | 'APPRAISAL' | 'DISCIPLINE' | 'EDUCATION_CEILING'

/** Rules of promotion in rank, in the order in which they are named. */
export const RANK_PROMOTION_RULES: ReadonlyArray<Rule<RankPromotionCode, RankFacts>> = [
  YEARS_IN_RANK,
  CREDIT,
  APPRAISAL,
  DISCIPLINE,
  EDUCATION_CEILING,
]

/** What the rules of promotion say, with the grade held and the one above it; `null` while no rank is known. */
export interface RankEligibility extends Eligibility<RankPromotionCode | OwnName> {
  readonly grade: Grade | null
  readonly next: Grade | null
}

/**
 * What every rule says of a promotion to the next grade on the day; `null` for those with no grade above theirs.
 *
 * @param rules those of Jejak, or with rules of extensions among them (`withOwnRules`)
 *
 * @example
 * const at = day('2026-04-01')
 * const standing = standingOn(sampleEmployment, at)
 * const facts = {
 *   employment: sampleEmployment,
 *   day: at,
 *   catalogue: sampleCatalogue,
 *   rankPromotion: policyOn(sampleCatalogue, 'rank-promotion', at).parameters,
 *   creditPoints: policyOn(sampleCatalogue, 'credit-points', at).parameters,
 * }
 * const found = standing === null ? null : rankEligibility({ ...facts, standing })
 * found?.next // => 'III/d'
 * found?.verdict // => 'notEligible'
 * found?.failed // => ['CREDIT']
 */
export const rankEligibility = (
  facts: RankFacts,
  rules: ReadonlyArray<Rule<RankPromotionCode | OwnName, RankFacts>> = RANK_PROMOTION_RULES,
): RankEligibility | null => {
  const grade = facts.standing.rank?.data.grade ?? null
  const next = grade === null ? null : nextGrade(grade)
  if (grade !== null && next === null) return null
  return { grade, next, ...eligibility(rules, facts) }
}
