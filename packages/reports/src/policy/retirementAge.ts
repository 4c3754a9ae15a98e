/** Retirement ages (*batas usia pensiun*) by the level held. */
import { addYears, firstDayOfNextMonth, type Level, type LocalDate, type Parameter, type PolicyVersion } from '@jejak/core'

export interface RetirementAgePolicy {
  /** In years; a level that is not named has no known age. */
  readonly ages: Parameter<Readonly<Partial<Record<Level, number>>>>
}

export const RETIREMENT_AGE: PolicyVersion & RetirementAgePolicy = {
  policy: 'retirement-age',
  version: 'national-1',
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
    article: 'UU 20/2023 Ps 55; PP 11/2017 Ps 239',
    mark: 'verified',
  },
}

/** Pension TMT: the first day of the month after the month in which the age of the level is reached; `null` where no age is known. */
export const pensionFrom = (birthDate: LocalDate, level: Level): LocalDate | null => {
  const age = RETIREMENT_AGE.ages.value[level]
  return age === undefined ? null : firstDayOfNextMonth(addYears(birthDate, age))
}
