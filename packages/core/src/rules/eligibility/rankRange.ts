/** RANK_RANGE: a structural or functional promotion does not pass the range of the level; who would needs a higher level first. */
import { gradeIndex } from '../../career/grade.js'
import { LAW } from '../../law/law.js'
import { met, metUnless, type Rule } from '../Rule.js'
import type { RankedFacts } from './RankFacts.js'

export const RANK_RANGE: Rule<'RANK_RANGE', RankedFacts> = {
  code: 'RANK_RANGE',
  basis: LAW.rank,
  mark: 'verified',
  text: { id: 'Golongan berikutnya melampaui rentang jenjang', en: 'The next grade is above the range of the level' },
  judge: ({ standing, kind, rank, next, rankPromotion }) => {
    const range = rankPromotion.rankRanges.value[standing.level]
    if (kind === 'regular' || range === undefined) return met()
    return metUnless(gradeIndex(next) > gradeIndex(range.to), rank.by, ...(standing.position === null ? [] : [standing.position.by]))
  },
}
