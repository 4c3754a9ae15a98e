/** Credit (*angka kredit*) of functional positions. */

import type * as t from 'io-ts'
import { type Level, namesOf, Predicate } from '../fact/values.js'
import { LAW } from '../law/law.js'
import { exactly, isFalling, Month, orNone, such, table, whole } from './codecs.js'
import { liftFrom } from './lifts.js'
import { asBefore, type Policy, parameter } from './Parameter.js'

/** Levels of functional positions, skill and expert. */
const FUNCTIONAL_LEVELS = [
  'pemula',
  'terampil',
  'mahir',
  'penyelia',
  'ahli_pertama',
  'ahli_muda',
  'ahli_madya',
  'ahli_utama',
] as const satisfies ReadonlyArray<Level>
/** A level of functional positions. */
export type FunctionalLevel = (typeof FUNCTIONAL_LEVELS)[number]

const FUNCTIONAL: ReadonlySet<string> = new Set(FUNCTIONAL_LEVELS)
/**
 * Whether a level is one of functional positions.
 *
 * @example
 * isFunctional('ahli_muda') // => true
 * isFunctional('administrator') // => false
 */
export const isFunctional = (level: Level): level is FunctionalLevel => FUNCTIONAL.has(level)

const PREDICATES = namesOf(Predicate)

const FIRST_FORM = {
  /** Credit of a year at 100 percent, in hundredths of a point, and the points needed for the next rank. */
  credit: parameter(
    table(
      'credit by functional level',
      FUNCTIONAL_LEVELS,
      exactly('hundredthsPerYear and toNextRank', { hundredthsPerYear: whole(0, 1_000_000), toNextRank: whole(0, 10_000) }),
    ),
  ),
  percent: parameter(
    such(
      table('percent by predicate', PREDICATES, whole(0, 1000)),
      (percent) => isFalling(PREDICATES, percent),
      'percentages that do not rise from SB over B, BP, K to SK',
    ),
  ),
}

const parameters = exactly('parameters of credit-points', {
  ...FIRST_FORM,
  /** Points needed for the next level; `null` where there is none, or none is known. */
  toNextLevel: parameter(table('points by functional level', FUNCTIONAL_LEVELS, orNone(whole(0, 10_000)))),
  /** The first month whose predicate is converted to credit; months before it are open. `null`: every month is. */
  convertedFrom: parameter(orNone(Month)),
  /** Percent that a month of which nothing is known could have added at most; `null`: it added nothing, and that is known. */
  openPercent: parameter(orNone(whole(0, 1000))),
})

/** Parameters of the policy `credit-points`. */
export type CreditPointsParameters = t.TypeOf<typeof parameters>

const FIRST: Pick<CreditPointsParameters, keyof typeof FIRST_FORM> = {
  credit: {
    value: {
      pemula: { hundredthsPerYear: 375, toNextRank: 15 },
      terampil: { hundredthsPerYear: 500, toNextRank: 20 },
      mahir: { hundredthsPerYear: 1250, toNextRank: 50 },
      penyelia: { hundredthsPerYear: 2500, toNextRank: 100 },
      ahli_pertama: { hundredthsPerYear: 1250, toNextRank: 50 },
      ahli_muda: { hundredthsPerYear: 2500, toNextRank: 100 },
      ahli_madya: { hundredthsPerYear: 3750, toNextRank: 150 },
      ahli_utama: { hundredthsPerYear: 5000, toNextRank: 200 },
    },
    article: LAW.creditPoints,
    mark: 'verified',
  },
  percent: { value: { SB: 150, B: 100, BP: 75, K: 50, SK: 25 }, article: LAW.creditPercent, mark: 'verified' },
}

const BEFORE: Omit<CreditPointsParameters, keyof typeof FIRST_FORM> = {
  toNextLevel: asBefore({
    pemula: null,
    terampil: null,
    mahir: null,
    penyelia: null,
    ahli_pertama: null,
    ahli_muda: null,
    ahli_madya: null,
    ahli_utama: null,
  }),
  convertedFrom: asBefore(null),
  openPercent: asBefore(null),
}

/** The policy `credit-points`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const CREDIT_POINTS: Policy<'credit-points', CreditPointsParameters, 'national-2'> = {
  name: 'credit-points',
  about: 'credit of a year by functional level and predicate, and what the next rank needs',
  basis: LAW.creditPoints,
  parameters,
  lifts: [liftFrom(exactly('parameters of credit-points, first form', FIRST_FORM), (first) => ({ ...first, ...BEFORE }))],
  versions: {
    'national-1': { ...FIRST, ...BEFORE },
    'national-2': {
      ...FIRST,
      toNextLevel: {
        value: {
          pemula: 15,
          terampil: 60,
          mahir: 100,
          penyelia: null,
          ahli_pertama: 100,
          ahli_muda: 200,
          ahli_madya: 450,
          ahli_utama: null,
        },
        article: LAW.creditPoints,
        mark: 'verified',
      },
      convertedFrom: { value: '2023-01', article: LAW.creditPoints, mark: 'verified' },
      openPercent: { value: 150, article: `${LAW.creditPercent}: the most that a predicate gives`, mark: 'derived' },
    },
  },
  current: 'national-2',
}
