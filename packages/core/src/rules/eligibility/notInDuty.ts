/** NOT_IN_DUTY: nobody on leave outside state expense or temporarily dismissed is promoted. */
import { LAW } from '../../law/law.js'
import { metUnless, type Rule } from '../Rule.js'
import type { RankedFacts } from './RankFacts.js'

export const NOT_IN_DUTY: Rule<'NOT_IN_DUTY', RankedFacts> = {
  code: 'NOT_IN_DUTY',
  basis: LAW.rank,
  mark: 'recalled',
  text: { id: 'Sedang cuti di luar tanggungan negara atau diberhentikan sementara', en: 'On leave outside state expense, or temporarily dismissed' },
  judge: ({ employment, standing, day }) =>
    metUnless(standing.excused, ...employment.dutyStatuses.flatMap(({ on, by }) => (on !== null && on <= day && standing.excused ? [by] : []))),
}
