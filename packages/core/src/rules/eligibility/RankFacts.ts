/** What the rules of promotion in rank are asked about. */
import type { Employment, Held } from '../../career/Employment.js'
import { nextGrade } from '../../career/grade.js'
import type { Standing } from '../../career/standing.js'
import type { Catalogue } from '../../catalogue/Catalogue.js'
import type { LocalDate } from '../../date/LocalDate.js'
import type { Grade } from '../../fact/values.js'
import type { CreditPointsParameters } from '../../policy/creditPoints.js'
import { type RankPromotionKind, type RankPromotionParameters, rankPromotionKind } from '../../policy/rankPromotion.js'

/** A person on the day of a proposal, and the policies in force on that day. */
export interface RankFacts {
  readonly employment: Employment
  readonly standing: Standing
  readonly day: LocalDate
  /** Its matrices turn appraisals into predicates, each by the one in force in its year. */
  readonly catalogue: Catalogue
  readonly rankPromotion: RankPromotionParameters
  readonly creditPoints: CreditPointsParameters
}

/** The same of someone with a rank below the highest: what every rule but NO_RANK is asked about. */
export interface RankedFacts extends RankFacts {
  readonly kind: RankPromotionKind
  /** The rank held on the day. */
  readonly rank: Held<'Promoted'>
  /** Its TMT. */
  readonly rankSince: LocalDate
  /** The grade one above. */
  readonly next: Grade
}

/** Kind of promotion that is asked of the level held on the day. */
export const kindOf = ({ standing, rankPromotion }: RankFacts): RankPromotionKind => rankPromotionKind(standing.level, rankPromotion)

/** The facts with the rank held and the next grade; `null` without a rank, and with the highest. */
export const ranked = (facts: RankFacts): RankedFacts | null => {
  const { rank } = facts.standing
  if (rank === null || rank.on === null) return null
  const next = nextGrade(rank.data.grade)
  return next === null ? null : { ...facts, kind: kindOf(facts), rank, rankSince: rank.on, next }
}
