/** NOT_IN_DUTY: nobody on leave outside state expense or temporarily dismissed is promoted or nominated. */
import { excusedOn } from '../../career/duty.js'
import type { Employment } from '../../career/Employment.js'
import type { LocalDate } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import { met, notMet, type Rule } from '../Rule.js'

/** A person on a day. */
export interface DutyFacts {
  readonly employment: Employment
  readonly day: LocalDate
}

export const NOT_IN_DUTY: Rule<'NOT_IN_DUTY', DutyFacts> = {
  code: 'NOT_IN_DUTY',
  basis: LAW.rank,
  mark: 'recalled',
  text: {
    id: 'Sedang cuti di luar tanggungan negara atau diberhentikan sementara',
    en: 'On leave outside state expense, or temporarily dismissed',
  },
  judge: ({ employment, day }) =>
    excusedOn(employment, day)
      ? notMet(...employment.dutyStatuses.flatMap((held) => (excusedOn({ dutyStatuses: [held] }, day) ? [held.by] : [])))
      : met(),
}
