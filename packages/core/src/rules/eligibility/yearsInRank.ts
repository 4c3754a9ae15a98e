/** YEARS_IN_RANK: the rank has been held for the years that the kind of promotion asks. */
import { gradeIndex } from '../../career/grade.js'
import { levelSince } from '../../career/position.js'
import { addYears, type LocalDate, later } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import { met, metOnlyFrom, type Rule } from '../Rule.js'
import type { RankedFacts } from './RankFacts.js'

/** Whether a manager's grade lies below the range of the level, where a shorter way leads into it. */
const isBelowRange = ({ kind, standing, rank, rankPromotion }: RankedFacts): boolean => {
  const range = rankPromotion.rankRanges.value[standing.level]
  return kind === 'structural' && range !== undefined && gradeIndex(rank.data.grade) < gradeIndex(range.from)
}

/** The day from which the years are complete. */
const metFrom = (facts: RankedFacts): LocalDate => {
  const { employment, day, kind, rankSince, rankPromotion } = facts
  const shorter = rankPromotion.shorterWay.value
  if (shorter === null || !isBelowRange(facts)) return addYears(rankSince, rankPromotion.yearsInRank.value[kind])
  const since = levelSince(employment, day)
  const inRank = addYears(rankSince, shorter.yearsInRank)
  return since === null ? inRank : later(inRank, addYears(since, shorter.yearsInLevel))
}

export const YEARS_IN_RANK: Rule<'YEARS_IN_RANK', RankedFacts> = {
  code: 'YEARS_IN_RANK',
  basis: LAW.rank,
  mark: 'verified',
  text: { id: 'Masa kerja dalam golongan belum cukup', en: 'Too few years in the rank' },
  judge: (facts) => {
    const from = metFrom(facts)
    return from > facts.day ? metOnlyFrom(from, facts.rank.by) : met(facts.rank.by)
  },
}
