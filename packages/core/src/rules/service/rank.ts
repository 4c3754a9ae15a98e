/** Of a rank: who may hold one, and that it rises. */
import { gradeIndex } from '../../career/grade.js'
import type { DatedFact } from '../../career/service.js'
import { isPermanent } from '../../career/status.js'
import { firstDayOfMonth, type LocalDate } from '../../date/LocalDate.js'
import type { Grade, PromotionKind, ServantStatus } from '../../fact/values.js'
import type { EventId } from '../../identity/ids.js'
import { LAW } from '../../law/law.js'
import { met, metUnless, type Rule } from '../Rule.js'
import { eventsOf } from './service.js'

/** As what somebody was appointed, and the event that says so; `null` where no event is known. */
export interface Appointed {
  readonly status: ServantStatus
  readonly by: EventId | null
}

/** The appointment that holds on the day; `null` where there is none: that is for another rule. */
interface AppointedFacts {
  readonly appointment: Appointed | null
}

/** Ranks, confirmations, service exams and transfers in are of PNS alone. */
export const NOT_FOR_PPPK: Rule<'NOT_FOR_PPPK', AppointedFacts> = {
  code: 'NOT_FOR_PPPK',
  basis: LAW.rank,
  mark: 'recalled',
  text: { id: 'Tidak berlaku bagi PPPK', en: 'Not for a servant on agreement (PPPK)' },
  judge: ({ appointment }) => (appointment === null ? met() : metUnless(!isPermanent(appointment.status), ...eventsOf([appointment]))),
}

/** The same of a rank, as commands have always said it. */
export const NOT_PERMANENT: Rule<'NOT_PERMANENT', AppointedFacts> = {
  ...NOT_FOR_PPPK,
  code: 'NOT_PERMANENT',
  text: { id: 'Hanya PNS yang memiliki golongan', en: 'Only a PNS holds a rank' },
}

/** Agreements are of PPPK alone. */
export const NOT_FOR_PNS: Rule<'NOT_FOR_PNS', AppointedFacts> = {
  code: 'NOT_FOR_PNS',
  basis: LAW.contract,
  mark: 'verified',
  text: { id: 'Tidak berlaku bagi PNS atau CPNS', en: 'Not for a PNS or a candidate (CPNS)' },
  judge: ({ appointment }) => (appointment === null ? met() : metUnless(isPermanent(appointment.status), ...eventsOf([appointment]))),
}

/** A promotion takes effect on the first of a month; the first grade from the day of the appointment. */
export const TMT_NOT_FIRST: Rule<'TMT_NOT_FIRST', { readonly on: LocalDate | null; readonly kind: PromotionKind | null }> = {
  code: 'TMT_NOT_FIRST',
  basis: LAW.promotionPeriods,
  mark: 'derived',
  text: { id: 'TMT golongan bukan tanggal 1', en: 'The TMT of the rank is not the first of a month' },
  judge: ({ on, kind }) => metUnless(on !== null && kind !== 'awal' && on !== firstDayOfMonth(on)),
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
