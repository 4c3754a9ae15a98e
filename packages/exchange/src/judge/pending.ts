/** Rules of the second contract, until core has them. */
import {
  type EmployeeNumber,
  type LocalDate,
  met,
  metUnless,
  notMet,
  numberKindOf,
  type PromotionKind,
  type Rule,
  type ServantStatus,
} from '@jejak/core'
import { firstStart, lastExit, type Service, servesOn } from './spells.js'

const rule = <C extends string, F>(code: C, judge: Rule<C, F>['judge']): Rule<C, F> => ({
  code,
  basis: null,
  mark: null,
  text: { id: code, en: code },
  judge,
})

type HeldTo = 'career' | 'agency' | 'transferIn' | 'exit'
interface ServiceFacts {
  readonly on: LocalDate | null
  readonly heldTo: HeldTo
  readonly service: Service | null
}
export const BEFORE_APPOINTMENT = rule('BEFORE_APPOINTMENT', ({ on, heldTo, service }: ServiceFacts) => {
  if (on === null || service === null) return met()
  if (heldTo === 'exit') return metUnless(on <= service.entry)
  return metUnless(on < service.entry || (heldTo === 'agency' && on < firstStart(service)))
})
export const AFTER_EXIT = rule('AFTER_EXIT', ({ on, heldTo, service }: ServiceFacts) => {
  if (on === null || service === null) return met()
  if (heldTo !== 'career') return metUnless(!servesOn(service, on))
  const last = lastExit(service)
  return last !== null && on >= last ? notMet() : met()
})
interface AppointedFacts {
  readonly appointment: { readonly status: ServantStatus; readonly by: null } | null
}
export const NOT_FOR_PPPK = rule('NOT_FOR_PPPK', ({ appointment }: AppointedFacts) => metUnless(appointment?.status === 'PPPK'))
export const NOT_FOR_PNS = rule('NOT_FOR_PNS', ({ appointment }: AppointedFacts) =>
  metUnless(appointment !== null && appointment.status !== 'PPPK'),
)
export const SELF_APPRAISAL = rule(
  'SELF_APPRAISAL',
  ({ appraiser, appraised }: { readonly appraiser: string | null; readonly appraised: string }) => metUnless(appraiser === appraised),
)
export const PERIOD_OUTSIDE_YEAR = rule(
  'PERIOD_OUTSIDE_YEAR',
  ({ year, periodStart, periodEnd }: { readonly year: number; readonly periodStart: LocalDate; readonly periodEnd: LocalDate }) =>
    metUnless(Number(periodStart.slice(0, 4)) !== year || Number(periodEnd.slice(0, 4)) !== year),
)
export const NUMBER_OF_OTHER_KIND = rule(
  'NUMBER_OF_OTHER_KIND',
  ({ status, personal }: { readonly status: ServantStatus; readonly personal: { readonly number: EmployeeNumber } | null }) =>
    metUnless(personal !== null && (numberKindOf(personal.number) === 'PPPK') !== (status === 'PPPK')),
)
export const TMT_NOT_FIRST = rule('TMT_NOT_FIRST', ({ on, kind }: { readonly on: LocalDate | null; readonly kind: PromotionKind | null }) =>
  metUnless(on !== null && kind !== 'awal' && !on.endsWith('-01')),
)
export const APPRAISED_EARLY = rule(
  'APPRAISED_EARLY',
  ({ appraisedOn, periodEnd }: { readonly appraisedOn: LocalDate | null; readonly periodEnd: LocalDate | null }) =>
    metUnless(appraisedOn !== null && periodEnd !== null && appraisedOn < periodEnd),
)
