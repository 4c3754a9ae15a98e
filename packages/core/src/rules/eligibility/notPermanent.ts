/** NOT_PERMANENT: a candidate (CPNS) rises in rank only once appointed as PNS. */
import { addYears } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import { met, notMet, type Rule, unknown } from '../Rule.js'
import type { RankedFacts } from './RankFacts.js'

export const NOT_PERMANENT: Rule<'NOT_PERMANENT', RankedFacts> = {
  code: 'NOT_PERMANENT',
  basis: LAW.rank,
  mark: 'verified',
  text: { id: 'Belum diangkat sebagai PNS', en: 'Not yet appointed as PNS' },
  judge: ({ employment, standing, day, rankPromotion }) => {
    const { candidateYears } = rankPromotion
    if (standing.status !== 'CPNS' || candidateYears.value === null) return met()
    // A candidate with an earlier number, as PPPK, became one with this.
    const began = standing.appointment.on
    const isOverdue = employment.confirmations.length === 0 && began !== null && addYears(began, candidateYears.value) <= day
    // Probation is long over: that nobody recorded the appointment tells nothing.
    return isOverdue ? unknown('Confirmed') : notMet(standing.appointment.by, ...employment.confirmations.map(({ by }) => by))
  },
}
