/** `training-gain`: what a cohort knew before and after, of those with both test scores. */
import { policyOn, STANDING_TYPES, standingOn } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, OutputRow, SumReport } from './Report.js'
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

const figures = (pairs: ReadonlyArray<Pair>, fewest: number): OutputRow => {
  const n = pairs.reduce((sum, { people }) => sum + people, 0)
  if (n < fewest) return { n, pre: null, post: null, gain: null, suppressed: true }
  const mean = (part: (pair: Pair) => Fraction, of: ReadonlyArray<Pair> = pairs) =>
    meanOfFractions(of.map((pair) => [part(pair), pair.people]))
  // Who knew everything before could gain nothing.
  const open = pairs.filter(({ pre }) => pre < FULL)
  return {
    n,
    pre: mean(({ pre }) => ({ numerator: pre, denominator: SCALE })),
    post: mean(({ post }) => ({ numerator: post, denominator: SCALE })),
    gain:
      open.reduce((sum, { people }) => sum + people, 0) < fewest
        ? null
        : mean(({ pre, post }) => ({ numerator: post - pre, denominator: FULL - pre }), open),
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
  finish: (sums, { catalogue, args }): Body => {
    const { fewest } = policyOn(catalogue, 'small-counts', endOfYear(args)).parameters
    const cohorts = new Map<string, Pair[]>()
    for (const [key, vector] of sums) {
      const [cohort = '', pre = '', post = '', unit = ''] = partsOf(key)
      if (args.unit !== null && unit !== args.unit) continue
      const pairs = cohorts.get(cohort) ?? []
      cohorts.set(cohort, pairs)
      pairs.push({ pre: scaled(pre), post: scaled(post), people: at(vector, 0) })
    }
    const rows = [...catalogue.cohorts.values()]
      .flatMap(({ code, program }) => {
        const pairs = cohorts.get(code)
        return pairs === undefined ? [] : [{ code, program, pairs }]
      })
      .sort((a, b) => byText(a.code, b.code))
    return {
      base: { cohorts: rows.length, people: rows.reduce((sum, { pairs }) => pairs.reduce((n, { people }) => n + people, sum), 0) },
      rows: rows.map(({ code, program, pairs }) => ({ cohortId: code, programId: program, ...figures(pairs, fewest.value) })),
    }
  },
}
