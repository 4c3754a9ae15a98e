/** Of a rank: who may hold one, and that it rises. */
import { gradeIndex } from '../../career/grade.js'
import { isPermanent } from '../../career/standing.js'
import type { LocalDate } from '../../date/LocalDate.js'
import type { Grade, ServantStatus } from '../../fact/values.js'
import type { EventId } from '../../identity/ids.js'
import { LAW } from '../../law/law.js'
import { met, metUnless, type Rule } from '../Rule.js'
import { type DatedFact, eventsOf } from './service.js'

/** The appointment that holds on the day; `null` where there is none: that is for another rule. */
export const NOT_PERMANENT: Rule<
  'NOT_PERMANENT',
  { readonly appointment: { readonly status: ServantStatus; readonly by: EventId } | null }
> = {
  code: 'NOT_PERMANENT',
  basis: LAW.rank,
  mark: 'recalled',
  text: { id: 'Hanya PNS yang memiliki golongan', en: 'Only a PNS holds a rank' },
  judge: ({ appointment }) => (appointment === null ? met() : metUnless(!isPermanent(appointment.status), appointment.by)),
}

interface HeldGrade extends DatedFact {
  readonly grade: Grade
}

/** A grade, its TMT, and the person's grades. */
export interface RisingFacts {
  readonly on: LocalDate | null
  readonly grade: Grade
  readonly ranks: ReadonlyArray<HeldGrade>
}

/** The grade just before a day by TMT. */
const before = ({ on, ranks }: RisingFacts): HeldGrade | null => {
  let best: HeldGrade | null = null
  for (const rank of ranks) if (on !== null && rank.on !== null && rank.on < on && (best?.on == null || rank.on > best.on)) best = rank
  return best
}

/** Of two grades the one with the later TMT does not fit. */
export const RANK_NOT_RISING: Rule<'RANK_NOT_RISING', RisingFacts> = {
  code: 'RANK_NOT_RISING',
  basis: LAW.rank,
  mark: 'derived',
  text: { id: 'Golongan tidak di atas golongan sebelumnya', en: 'The grade is not above the one before' },
  judge: (facts) => {
    const last = before(facts)
    return last === null ? met() : metUnless(gradeIndex(facts.grade) <= gradeIndex(last.grade), ...eventsOf([last]))
  },
}
