/** Retirement ages (*batas usia pensiun*): of a post itself, of a family of positions, of a level. */

import * as t from 'io-ts'
import { addYears, firstDayOfNextMonth, type LocalDate } from '../date/LocalDate.js'
import { LEVELS, type Level, namesOf, PositionFamily } from '../fact/values.js'
import { LAW } from '../law/law.js'
import { exactly, someOf, whole } from './codecs.js'
import { liftFrom } from './lifts.js'
import { asBefore, type Policy, parameter } from './Parameter.js'

const age = whole(40, 90)

const FIRST_FORM = {
  /** In years; a level that is not named has no known age. */
  ages: parameter(someOf('an age by level', LEVELS, age)),
}

const parameters = exactly('parameters of retirement-age', {
  ...FIRST_FORM,
  /** In years, whatever the level; a family that is not named retires by its level. */
  agesOfFamilies: parameter(someOf('an age by family of positions', namesOf(PositionFamily), age)),
  /** Whether the age that a post of the establishment names comes before all others. */
  agesOfPosts: parameter(t.boolean),
})

/** Parameters of the policy `retirement-age`. */
export type RetirementAgeParameters = t.TypeOf<typeof parameters>

const ages: RetirementAgeParameters['ages'] = {
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
}

const BEFORE: Omit<RetirementAgeParameters, 'ages'> = { agesOfFamilies: asBefore({}), agesOfPosts: asBefore(false) }

/** The policy `retirement-age`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const RETIREMENT_AGE: Policy<'retirement-age', RetirementAgeParameters, 'national-2'> = {
  name: 'retirement-age',
  about: 'the age of retirement by post, family of positions and level',
  basis: `${LAW.retirementByLevel}; ${LAW.retirementOfPermanent}`,
  parameters,
  lifts: [liftFrom(exactly('parameters of retirement-age, first form', FIRST_FORM), (first) => ({ ...first, ...BEFORE }))],
  versions: {
    'national-1': { ages, ...BEFORE },
    'national-2': {
      ages,
      agesOfFamilies: { value: { guru: 60, dosen: 65 }, article: LAW.retirementOfTeachers, mark: 'verified' },
      agesOfPosts: { value: true, article: LAW.retirementByOwnLaw, mark: 'verified' },
    },
  },
  current: 'national-2',
}

/** What the retirement age follows from: the age of the post itself, where it has one, the family of the position, and its level. */
export interface RetirementBasis {
  /** Of the post held, as the establishment names it; `null` where it names none. */
  readonly retirementAge: number | null
  readonly family: PositionFamily
  readonly level: Level
}

/**
 * The age of retirement, in years: that of the post, else of the family, else of the level; `null` where none is known.
 *
 * @example
 * const national = RETIREMENT_AGE.versions['national-2']
 * retirementAgeOf({ retirementAge: 62, family: 'lain', level: 'pengawas' }, national) // => 62
 * retirementAgeOf({ retirementAge: null, family: 'guru', level: 'ahli_muda' }, national) // => 60
 */
export const retirementAgeOf = (
  { retirementAge, family, level }: RetirementBasis,
  { ages: byLevel, agesOfFamilies, agesOfPosts }: RetirementAgeParameters,
): number | null => (agesOfPosts.value ? retirementAge : null) ?? agesOfFamilies.value[family] ?? byLevel.value[level] ?? null

/**
 * Pension TMT: the first day of the month after the month in which the age is reached; `null` where no age is known.
 *
 * @example
 * const national = RETIREMENT_AGE.versions['national-2']
 * pensionOn(day('1985-04-12'), { retirementAge: null, family: 'guru', level: 'ahli_muda' }, national) // => '2045-05-01'
 */
export const pensionOn = (birthDate: LocalDate, basis: RetirementBasis, parameters: RetirementAgeParameters): LocalDate | null => {
  const years = retirementAgeOf(basis, parameters)
  return years === null ? null : firstDayOfNextMonth(addYears(birthDate, years))
}

/**
 * Pension TMT: the first day of the month after the month in which the age of the level is reached; `null` where no age is known.
 *
 * @example
 * const { parameters } = policyOn(Catalogue.empty, 'retirement-age', day('2025-12-31'))
 * pensionFrom(day('1985-04-12'), 'administrator', parameters) // => '2043-05-01'
 */
export const pensionFrom = (birthDate: LocalDate, level: Level, parameters: RetirementAgeParameters): LocalDate | null =>
  pensionOn(birthDate, { retirementAge: null, family: 'lain', level }, parameters)
