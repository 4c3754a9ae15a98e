/** SERVICE_EXAM: a regular promotion into golongan III or IV follows a service exam (*ujian dinas*) that was passed. */
import { compareEducation, educationOn } from '../../career/education.js'
import { LAW } from '../../law/law.js'
import { met, type Rule, unknown } from '../Rule.js'
import type { RankedFacts } from './RankFacts.js'

/** Asked of regular promotion alone, and not of those whose education stands for the exam. */
export const SERVICE_EXAM: Rule<'SERVICE_EXAM', RankedFacts> = {
  code: 'SERVICE_EXAM',
  basis: LAW.rank,
  mark: 'verified',
  text: { id: 'Ujian dinas yang disyaratkan belum tercatat', en: 'The service exam that is asked is not recorded' },
  judge: ({ employment, standing, day, kind, next, rankPromotion }) => {
    const exam = rankPromotion.serviceExams.value[next]
    if (kind !== 'regular' || exam === undefined) return met()
    const free = rankPromotion.examFrom.value[exam]
    const { level } = educationOn(employment, day) ?? { level: standing.appointment.data.education }
    if (free !== undefined && compareEducation(level, free) >= 0) return met(standing.appointment.by)
    const passed = employment.exams.filter(({ on, data }) => on !== null && on <= day && data.level === exam)
    return passed.length === 0 ? unknown('ExamPassed') : met(...passed.map(({ by }) => by))
  },
}
