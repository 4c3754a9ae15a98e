/** EDUCATION_CEILING: a regular promotion does not pass the grade that the education reaches. */
import { gradeIndex, nextGrade } from '../../career/grade.js'
import { LAW } from '../../law/law.js'
import { isFunctional } from '../../policy/creditPoints.js'
import { met, metUnless, type Rule, unknown } from '../Rule.js'
import { MISSING_RANK, type RankFacts, rankOf } from './RankFacts.js'

/** Asked of regular promotion; met by functional positions, which the ceiling does not bind. */
export const EDUCATION_CEILING: Rule<'EDUCATION_CEILING', RankFacts> = {
  code: 'EDUCATION_CEILING',
  basis: LAW.rank,
  mark: 'verified',
  text: { id: 'Golongan berikutnya melampaui batas menurut pendidikan', en: 'The next grade is above the ceiling of the education' },
  judge: (facts) => {
    const { level, appointment } = facts.standing
    if (isFunctional(level)) return met()
    const rank = rankOf(facts)
    if (rank === null) return unknown(MISSING_RANK)
    const next = nextGrade(rank.held.data.grade)
    const ceiling = facts.rankPromotion.ceiling.value[appointment.data.education]
    return metUnless(next !== null && gradeIndex(next) > gradeIndex(ceiling), rank.held.by, appointment.by)
  },
}
