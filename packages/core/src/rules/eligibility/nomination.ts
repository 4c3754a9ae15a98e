/** Who may follow in a post (*kelompok rencana suksesi*). */
import type { Employment } from '../../career/Employment.js'
import { inServiceOn } from '../../career/service.js'
import type { LocalDate } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import { metUnless, type Rule } from '../Rule.js'
import { DISCIPLINE } from './discipline.js'
import { NOT_IN_DUTY } from './notInDuty.js'

/** A person on a day. */
export interface NominationFacts {
  readonly employment: Employment
  readonly day: LocalDate
}

const IN_SERVICE: Rule<'IN_SERVICE', NominationFacts> = {
  code: 'IN_SERVICE',
  basis: LAW.careerOfPermanent,
  mark: 'derived',
  text: { id: 'Tidak aktif pada hari itu', en: 'Not in service on that day' },
  judge: ({ employment, day }) =>
    metUnless(
      !inServiceOn(employment, day),
      ...employment.appointments.map(({ by }) => by),
      ...employment.transfersIn.map(({ by }) => by),
      ...employment.exits.flatMap(({ by, on }) => (on !== null && on <= day ? [by] : [])),
    ),
}

/** Rules of a named successor; whether the nomination is approved is a fact, not a rule. */
export const NOMINATION_RULES: ReadonlyArray<Rule<'IN_SERVICE' | 'DISCIPLINE' | 'NOT_IN_DUTY', NominationFacts>> = [
  IN_SERVICE,
  DISCIPLINE,
  NOT_IN_DUTY,
]

/**
 * Whether a person may follow in a post on a day.
 *
 * @example
 * mayFollow({ employment: sampleEmployment, day: day('2025-12-31') }) // => true
 * mayFollow({ employment: sampleEmployment, day: day('2020-06-30') }) // => false
 */
export const mayFollow = (facts: NominationFacts): boolean => NOMINATION_RULES.every(({ judge }) => judge(facts).outcome === 'met')
