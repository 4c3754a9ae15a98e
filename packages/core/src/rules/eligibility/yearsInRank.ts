/** YEARS_IN_RANK: the rank has been held for the years the policy asks of regular or functional promotion. */
import { addYears } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import { isFunctional } from '../../policy/creditPoints.js'
import { met, metOnlyFrom, type Rule, unknown } from '../Rule.js'
import { MISSING_RANK, type RankFacts, rankOf } from './RankFacts.js'

export const YEARS_IN_RANK: Rule<'YEARS_IN_RANK', RankFacts> = {
  code: 'YEARS_IN_RANK',
  basis: LAW.rank,
  mark: 'verified',
  text: { id: 'Masa kerja dalam golongan belum cukup', en: 'Too few years in the rank' },
  judge: (facts) => {
    const rank = rankOf(facts)
    if (rank === null) return unknown(MISSING_RANK)
    const { regular, functional } = facts.rankPromotion.yearsInRank.value
    const from = addYears(rank.on, isFunctional(facts.standing.level) ? functional : regular)
    return from > facts.day ? metOnlyFrom(from, rank.held.by) : met(rank.held.by)
  },
}
