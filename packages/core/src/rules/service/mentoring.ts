/** Of mentor and mentee. */
import { inServiceOn, type Service } from '../../career/service.js'
import type { LocalDate } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import { met, metUnless, notMet, type Rule, unknown } from '../Rule.js'
import { eventsOf } from './service.js'

/** Two people, each by any name that only one person has. */
export const SELF_MENTORING: Rule<'SELF_MENTORING', { readonly mentor: string; readonly mentee: string | null }> = {
  code: 'SELF_MENTORING',
  basis: LAW.competenceDevelopment,
  mark: 'derived',
  text: { id: 'Mentor dan mentee orang yang sama', en: 'Mentor and mentee are one person' },
  judge: ({ mentor, mentee }) => metUnless(mentor === mentee),
}

/** The service of another person; `undefined` where the career was not read. */
export type ServiceOf = Service | null | undefined

export const MENTOR_UNKNOWN: Rule<'MENTOR_UNKNOWN', { readonly mentor: string; readonly mentorService: ServiceOf }> = {
  code: 'MENTOR_UNKNOWN',
  basis: null,
  mark: null,
  text: { id: 'Mentor tidak dikenal di instansi ini', en: 'The mentor is not known in this agency' },
  judge: ({ mentor, mentorService }) => {
    if (mentorService === undefined) return unknown(mentor)
    const [appointment] = mentorService?.appointments ?? []
    return appointment === undefined ? notMet() : met(...eventsOf([appointment]))
  },
}

/** Met where the mentor is not known: that is for another rule. */
export const MENTOR_NOT_ACTIVE: Rule<'MENTOR_NOT_ACTIVE', { readonly on: LocalDate | null; readonly mentorService: ServiceOf }> = {
  code: 'MENTOR_NOT_ACTIVE',
  basis: LAW.competenceDevelopment,
  mark: 'derived',
  text: { id: 'Mentor tidak aktif pada hari itu', en: 'The mentor was not in service on that day' },
  judge: ({ on, mentorService }) => {
    if (mentorService == null || mentorService.appointments.length === 0 || on === null) return met()
    const { appointments, transfersIn, exits } = mentorService
    return metUnless(!inServiceOn(mentorService, on), ...eventsOf([...appointments, ...transfersIn, ...exits]))
  },
}

/** Days on which the two entered service; `null` where it is not known. */
export const SENIORITY_OF_MENTOR: Rule<
  'SENIORITY_OF_MENTOR',
  { readonly mentorSince: LocalDate | null; readonly menteeSince: LocalDate | null }
> = {
  code: 'SENIORITY_OF_MENTOR',
  basis: LAW.competenceDevelopment,
  mark: 'derived',
  text: { id: 'Mentor masuk lebih akhir daripada mentee', en: 'The mentor entered service later than the mentee' },
  judge: ({ mentorSince, menteeSince }) => {
    if (mentorSince === null || menteeSince === null)
      return unknown(...(mentorSince === null ? ['mentor'] : []), ...(menteeSince === null ? ['mentee'] : []))
    return metUnless(mentorSince > menteeSince)
  },
}
