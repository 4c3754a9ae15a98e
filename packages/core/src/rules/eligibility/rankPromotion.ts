/** Who may be proposed for a higher rank (*kenaikan pangkat*). */
import type { OwnName } from '../../extension/names.js'
import type { Grade } from '../../fact/values.js'
import { LAW } from '../../law/law.js'
import type { RankPromotionKind } from '../../policy/rankPromotion.js'
import { type Rule, unknown } from '../Rule.js'
import { type Eligibility, eligibility } from '../Verdict.js'
import { APPRAISAL } from './appraisal.js'
import { CREDIT } from './credit.js'
import { DISCIPLINE } from './discipline.js'
import { EDUCATION_CEILING } from './educationCeiling.js'
import { NOT_IN_DUTY } from './notInDuty.js'
import { NOT_PERMANENT } from './notPermanent.js'
import { kindOf, type RankedFacts, type RankFacts, ranked } from './RankFacts.js'
import { RANK_RANGE } from './rankRange.js'
import { SERVICE_EXAM } from './serviceExam.js'
import { YEARS_IN_RANK } from './yearsInRank.js'

/** Of someone without a rank nothing else can be asked. */
const NO_RANK: Rule<'NO_RANK', RankFacts> = {
  code: 'NO_RANK',
  basis: LAW.rank,
  mark: 'derived',
  text: { id: 'Golongan tidak diketahui', en: 'No rank is known' },
  judge: () => unknown('Promoted'),
}

/** Codes of the rules of promotion in rank. */
export type RankPromotionCode =
  | 'NO_RANK'
  | 'NOT_PERMANENT'
  | 'YEARS_IN_RANK'
  | 'CREDIT'
  | 'APPRAISAL'
  | 'DISCIPLINE'
  | 'NOT_IN_DUTY'
  | 'EDUCATION_CEILING'
  | 'RANK_RANGE'
  | 'SERVICE_EXAM'

/** Rules of promotion in rank of someone with a rank, in the order in which they are named. */
export const RANK_PROMOTION_RULES: ReadonlyArray<Rule<RankPromotionCode, RankedFacts>> = [
  NOT_PERMANENT,
  YEARS_IN_RANK,
  CREDIT,
  APPRAISAL,
  DISCIPLINE,
  NOT_IN_DUTY,
  EDUCATION_CEILING,
  RANK_RANGE,
  SERVICE_EXAM,
]

/** What the rules of promotion say, with the kind of promotion, the grade held and the one above it; `null` while no rank is known. */
export interface RankEligibility extends Eligibility<RankPromotionCode | OwnName> {
  readonly kind: RankPromotionKind
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
  rules: ReadonlyArray<Rule<RankPromotionCode | OwnName, RankedFacts>> = RANK_PROMOTION_RULES,
): RankEligibility | null => {
  const kind = kindOf(facts)
  if (facts.standing.rank === null) return { kind, grade: null, next: null, ...eligibility([NO_RANK], facts) }
  const asked = ranked(facts)
  if (asked === null) return null
  return { kind, grade: asked.rank.data.grade, next: asked.next, ...eligibility(rules, asked) }
}
