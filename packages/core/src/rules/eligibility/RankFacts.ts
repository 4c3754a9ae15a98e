/** What the rules of promotion in rank are asked about. */
import type { Employment, Held } from '../../career/Employment.js'
import type { Standing } from '../../career/standing.js'
import { annualAppraisal, annualPredicate } from '../../career/year.js'
import type { Catalogue } from '../../catalogue/Catalogue.js'
import { type LocalDate, yearOf } from '../../date/LocalDate.js'
import type { Predicate } from '../../fact/values.js'
import type { EventId } from '../../identity/ids.js'
import type { CreditPointsParameters } from '../../policy/creditPoints.js'
import type { RankPromotionParameters } from '../../policy/rankPromotion.js'

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

/** What can be missing; the codes are those of the report. */
export const MISSING_RANK = 'NO_RANK'
export const MISSING_APPRAISAL = 'NO_APPRAISAL'

export interface DatedRank {
  readonly held: Held<'Promoted'>
  readonly on: LocalDate
}

/** The rank held on the day, with its TMT; `null` without one. */
export const rankOf = ({ standing: { rank } }: RankFacts): DatedRank | null =>
  rank === null || rank.on === null ? null : { held: rank, on: rank.on }

/** The predicate of a year, and the appraisal it rests on. */
export interface YearPredicate {
  readonly predicate: Predicate
  readonly by: EventId
}

/** Predicates of the two years before the day; `null` if either is missing. */
export const lastTwoPredicates = ({ employment, catalogue, day }: RankFacts): ReadonlyArray<YearPredicate> | null => {
  const found: YearPredicate[] = []
  for (const back of [1, 2]) {
    const year = yearOf(day) - back
    const predicate = annualPredicate(employment, catalogue, year)
    const appraisal = annualAppraisal(employment, year)
    if (predicate === null || appraisal === null) return null
    found.push({ predicate, by: appraisal.by })
  }
  return found
}
