/** Retirement ages (*batas usia pensiun*) by the level held. */

import type * as t from 'io-ts'
import { addYears, firstDayOfNextMonth, type LocalDate } from '../date/LocalDate.js'
import { LEVELS, type Level } from '../fact/values.js'
import { LAW } from '../law/law.js'
import { exactly, someOf, whole } from './codecs.js'
import { type Policy, parameter } from './Parameter.js'

const parameters = exactly('parameters of retirement-age', {
  /** In years; a level that is not named has no known age. */
  ages: parameter(someOf('an age by level', LEVELS, whole(40, 90))),
})

/** Parameters of the policy `retirement-age`. */
export type RetirementAgeParameters = t.TypeOf<typeof parameters>

/** The policy `retirement-age`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const RETIREMENT_AGE: Policy<'retirement-age', RetirementAgeParameters> = {
  name: 'retirement-age',
  about: 'the age of retirement by level',
  basis: `${LAW.retirementByLevel}; ${LAW.retirementOfPermanent}`,
  parameters,
  versions: {
    'national-1': {
      ages: {
        value: {
          jpt_utama: 60,
          jpt_madya: 60,
          jpt_pratama: 60,
          administrator: 58,
          pengawas: 58,
          pelaksana: 58,
          pemula: 58,
          terampil: 58,
          mahir: 58,
          penyelia: 58,
          ahli_pertama: 58,
          ahli_muda: 58,
          ahli_madya: 60,
          ahli_utama: 65,
        },
        article: `${LAW.retirementByLevel}; ${LAW.retirementOfPermanent}`,
        mark: 'verified',
      },
    },
  },
}

/**
 * Pension TMT: the first day of the month after the month in which the age of the level is reached; `null` where no age is known.
 *
 * @example
 * const { parameters } = policyOn(Catalogue.empty, 'retirement-age', day('2025-12-31'))
 * pensionFrom(day('1985-04-12'), 'administrator', parameters) // => '2043-05-01'
 */
export const pensionFrom = (birthDate: LocalDate, level: Level, { ages }: RetirementAgeParameters): LocalDate | null => {
  const age = ages.value[level]
  return age === undefined ? null : firstDayOfNextMonth(addYears(birthDate, age))
}
