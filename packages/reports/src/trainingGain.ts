/** `training-gain`: what a cohort knew before and after, of those with both test scores. */
import { policyOn, STANDING_TYPES, standingOn } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, FinishInput, OutputRow, Rest, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { type Fraction, meanOfFractions } from './shared/fractions.js'
import { at, byText, keyOf, partsOf } from './shared/key.js'
import { inYear } from './shared/population.js'
import { fewestInForce } from './shared/thresholds.js'

/** Scores as exact tenths of a billionth, which is finer than any score that is read. */
const SCALE = 10_000_000_000n
const scaled = (score: string): bigint => {
  const [whole = '0', decimals = ''] = score.split('.')
  return BigInt(whole) * SCALE + BigInt(decimals.padEnd(10, '0').slice(0, 10))
}
const FULL = 100n * SCALE

/** People with the same two scores. */
interface Pair {
  readonly pre: bigint
  readonly post: bigint
  readonly people: number
}

const count = (pairs: ReadonlyArray<Pair>): number => pairs.reduce((sum, { people }) => sum + people, 0)

/** Who knew everything before could gain nothing. */
const open = (pairs: ReadonlyArray<Pair>): ReadonlyArray<Pair> => pairs.filter(({ pre }) => pre < FULL)

/** Name of what the gain rests on; the scores rest on what has the name of the cohort. */
const gainOf = (cohort: string): string => keyOf(cohort, 'gain')

/** Pairs of scores of each cohort, of the unit asked for. */
const cohortsOf = (sums: Sums.Sums, { args }: Pick<FinishInput, 'args'>): ReadonlyMap<string, ReadonlyArray<Pair>> => {
  const cohorts = new Map<string, Pair[]>()
  for (const [key, vector] of sums) {
    const [cohort = '', pre = '', post = '', unit = ''] = partsOf(key)
    if (args.unit !== null && unit !== args.unit) continue
    const pairs = cohorts.get(cohort) ?? []
    cohorts.set(cohort, pairs)
    pairs.push({ pre: scaled(pre), post: scaled(post), people: at(vector, 0) })
  }
  return cohorts
}

const restOf = (pairs: ReadonlyArray<Pair>): Rest => ({
  people: count(pairs),
  says: pairs
    .map(({ pre, post, people }) => `${pre}>${post}:${people}`)
    .sort()
    .join(),
})

const figures = (pairs: ReadonlyArray<Pair>, fewest: number, withheld: { readonly scores: boolean; readonly gain: boolean }): OutputRow => {
  const n = count(pairs)
  if (n < fewest || withheld.scores) return { n, pre: null, post: null, gain: null, suppressed: true }
  const mean = (part: (pair: Pair) => Fraction, of: ReadonlyArray<Pair> = pairs) =>
    meanOfFractions(of.map((pair) => [part(pair), pair.people]))
  const gained = open(pairs)
  const enough = count(gained) >= fewest
  return {
    n,
    pre: mean(({ pre }) => ({ numerator: pre, denominator: SCALE })),
    post: mean(({ post }) => ({ numerator: post, denominator: SCALE })),
    gain: enough && !withheld.gain ? mean(({ pre, post }) => ({ numerator: post - pre, denominator: FULL - pre }), gained) : null,
    ...(enough && withheld.gain ? { suppressed: true } : {}),
  }
}

export const trainingGain: SumReport = {
  kind: 'sums',
  name: 'training-gain',
  version: 1,
  title: { id: 'Peningkatan hasil pelatihan', en: 'Training gain' },
  meaning: {
    id: 'Nilai sebelum dan sesudah tiap angkatan yang selesai dalam tahun itu, dari peserta hadir yang punya keduanya; peningkatan: rata-rata bagian yang dicapai dari yang masih dapat dicapai. Dengan kurang dari {fewest} orang tidak ditampilkan. Bukan sebab-akibat.',
    en: 'Scores before and after of each cohort that ended in the year, of attendants with both; gain: the mean share of what could still be gained. With fewer than {fewest} people nothing is shown. Not a cause.',
  },
  thresholds: fewestInForce,
  takes: ['year', 'asOf', 'unit'],
  policy: 'small-counts',
  reads: [...STANDING_TYPES, 'Attended'],
  columns: [
    { key: 'cohortId', id: 'Angkatan', en: 'Cohort', as: 'text' },
    { key: 'programId', id: 'Program', en: 'Program', as: 'text' },
    { key: 'n', id: 'Orang', en: 'People', as: 'count' },
    { key: 'pre', id: 'Nilai sebelum', en: 'Score before', as: 'mean' },
    { key: 'post', id: 'Nilai sesudah', en: 'Score after', as: 'mean' },
    { key: 'gain', id: 'Peningkatan', en: 'Gain', as: 'mean' },
    { key: 'suppressed', id: 'Disembunyikan', en: 'Suppressed', as: 'flag' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: ({ employment }, _catalogue, args) => {
    const year = yearOfQuestion(args)
    const sums = new Sums.SumsBuilder()
    for (const { on, data } of employment.attendances) {
      const { cohort, preScore, postScore } = data
      if (preScore === null || postScore === null || on === null || on > args.asOf || !inYear(on, year)) continue
      sums.add(keyOf(cohort, String(preScore), String(postScore), standingOn(employment, on)?.unitId ?? ''), [1])
    }
    return sums.build()
  },
  rests: (sums, input) =>
    new Map(
      [...cohortsOf(sums, input)].flatMap(
        ([cohort, pairs]): ReadonlyArray<readonly [string, Rest]> => [
          [cohort, restOf(pairs)],
          [gainOf(cohort), restOf(open(pairs))],
        ],
      ),
    ),
  finish: (sums, { catalogue, args, withholding }): Body => {
    const { fewest } = policyOn(catalogue, 'small-counts', endOfYear(args)).parameters
    const cohorts = cohortsOf(sums, { args })
    const isFew = (name: string): boolean => withholding?.few(name) === true
    const rows = [...catalogue.cohorts.values()]
      .flatMap(({ code, program }) => {
        const pairs = cohorts.get(code)
        return pairs === undefined ? [] : [{ code, program, pairs }]
      })
      .sort((a, b) => byText(a.code, b.code))
    return {
      base: { cohorts: rows.length, people: rows.reduce((sum, { pairs }) => sum + count(pairs), 0) },
      rows: rows.map(({ code, program, pairs }) => ({
        cohortId: code,
        programId: program,
        ...figures(pairs, fewest.value, { scores: isFew(code), gain: isFew(gainOf(code)) }),
      })),
    }
  },
}
