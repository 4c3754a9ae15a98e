/** EDUCATION_CEILING: a regular promotion does not pass the grade that the education reaches. */
import { educationOn } from '../../career/education.js'
import { gradeIndex } from '../../career/grade.js'
import { LAW } from '../../law/law.js'
import { met, metUnless, type Rule } from '../Rule.js'
import type { RankedFacts } from './RankFacts.js'

/** Asked of regular promotion alone: other kinds rise to the ceiling of their level. */
export const EDUCATION_CEILING: Rule<'EDUCATION_CEILING', RankedFacts> = {
  code: 'EDUCATION_CEILING',
  basis: LAW.rank,
  mark: 'verified',
  text: { id: 'Golongan berikutnya melampaui batas menurut pendidikan', en: 'The next grade is above the ceiling of the education' },
  judge: ({ employment, standing, day, kind, rank, next, rankPromotion }) => {
    if (kind !== 'regular') return met()
    const { level } = educationOn(employment, day) ?? { level: standing.appointment.data.education }
    return metUnless(gradeIndex(next) > gradeIndex(rankPromotion.ceiling.value[level]), rank.by, standing.appointment.by)
  },
}
