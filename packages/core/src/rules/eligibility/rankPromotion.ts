/** Who may be proposed for a higher rank (*kenaikan pangkat*). */
import { nextGrade } from '../../career/grade.js'
import type { Grade } from '../../fact/values.js'
import { type Judged, judgeAll, type Rule } from '../Rule.js'
import { type EligibilityVerdict, standsInTheWay, verdictOf } from '../Verdict.js'
import { APPRAISAL } from './appraisal.js'
import { CREDIT } from './credit.js'
import { DISCIPLINE } from './discipline.js'
import { EDUCATION_CEILING } from './educationCeiling.js'
import type { RankFacts } from './RankFacts.js'
import { YEARS_IN_RANK } from './yearsInRank.js'

/** Rules of promotion in rank, in the order in which they are named. */
export const RANK_PROMOTION_RULES: ReadonlyArray<
  Rule<'YEARS_IN_RANK' | 'CREDIT' | 'APPRAISAL' | 'DISCIPLINE' | 'EDUCATION_CEILING', RankFacts>
> = [YEARS_IN_RANK, CREDIT, APPRAISAL, DISCIPLINE, EDUCATION_CEILING]

export interface RankEligibility {
  readonly grade: Grade | null
  readonly next: Grade | null
  readonly verdict: EligibilityVerdict
  /** What is missing, else the rules not met. */
  readonly failed: ReadonlyArray<string>
  readonly findings: ReadonlyArray<Judged<string>>
}

/** What every rule says of a promotion to the next grade on the day; `null` for those with no grade above theirs. */
export const rankEligibility = (facts: RankFacts): RankEligibility | null => {
  const grade = facts.standing.rank?.data.grade ?? null
  const next = grade === null ? null : nextGrade(grade)
  if (grade !== null && next === null) return null
  const findings = judgeAll(RANK_PROMOTION_RULES, facts)
  return { grade, next, findings, verdict: verdictOf(findings), failed: standsInTheWay(findings) }
}
