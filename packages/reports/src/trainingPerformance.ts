/** `training-performance`: did those who trained do better the year after? An association, told with its interval and who is missing. */
import { annualPredicate, isPermanent, policyOn, STANDING_TYPES, trainingHours } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, Cell, CellOfSums, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { isRow } from './shared/cell.js'
import { COLUMNS, namedCells, underPart } from './shared/cells.js'
import { at, keyOf, partsOf } from './shared/key.js'
import { inPopulation } from './shared/population.js'
import { type Group, mantelHaenszel, newcombe } from './shared/riskDifference.js'
import { bigRatio, round4 } from './shared/round.js'
import { hoursInForce } from './shared/thresholds.js'

const plus = (a: Group, n: number, outcome: number): Group => ({ n: a.n + n, outcome: a.outcome + outcome })
const NOBODY: Group = { n: 0, outcome: 0 }

const compare = (exposed: Group, unexposed: Group, strata: ReadonlyArray<readonly [Group, Group]>): Readonly<Record<string, Cell>> => {
  const counts = { exposed: { ...exposed }, unexposed: { ...unexposed } }
  if (exposed.n === 0 || unexposed.n === 0) return { ...counts, riskDifference: null, ci95: null, stratified: null, conclusive: null }
  const [low, high] = newcombe(exposed, unexposed)
  const difference = bigRatio(
    BigInt(exposed.outcome) * BigInt(unexposed.n) - BigInt(unexposed.outcome) * BigInt(exposed.n),
    BigInt(exposed.n) * BigInt(unexposed.n),
  )
  return {
    ...counts,
    riskDifference: difference,
    ci95: [round4(low), round4(high)],
    stratified: mantelHaenszel(strata),
    conclusive: low > 0 || high < 0,
  }
}

const WORDS: ReadonlyArray<readonly [string, string]> = [
  ['exposed.n', 'exposed: n'],
  ['exposed.outcome', 'exposed: SB'],
  ['unexposed.n', 'unexposed: n'],
  ['unexposed.outcome', 'unexposed: SB'],
]

const LISTED: Omit<CellOfSums, 'adds'> = {
  columns: [
    { key: 'before', id: 'Predikat tahun sebelumnya', en: 'Predicate of the year before', as: 'text' },
    { key: 'after', id: 'Predikat tahun itu', en: 'Predicate of the year', as: 'text' },
    COLUMNS.hours,
  ],
  rows: ({ employment }, catalogue, args) => {
    const year = yearOfQuestion(args)
    const standing = inPopulation(employment, year)
    if (standing === null) return []
    const before = annualPredicate(employment, catalogue, year - 1)
    const after = annualPredicate(employment, catalogue, year)
    return [{ unitId: standing.unitId, before, after, hours: trainingHours(employment, catalogue, year - 1) }]
  },
}

export const trainingPerformance: SumReport = {
  kind: 'sums',
  name: 'training-performance',
  version: 1,
  title: { id: 'Pelatihan dan kinerja', en: 'Training and performance' },
  meaning: {
    id: 'PNS aktif pada 31 Desember yang dinilai pada tahun itu dan tahun sebelumnya: bagian yang Sangat Baik di antara yang mencapai {floor} JP pada tahun sebelumnya, dibanding yang tidak; selang Newcombe, dan selisih berstrata menurut predikat tahun sebelumnya (Mantel-Haenszel). Hubungan, bukan sebab-akibat.',
    en: 'PNS active on 31 December with an appraisal in the year and the year before: share of Very good among those who reached {floor} JP in the year before, against those who did not; Newcombe interval, and the difference stratified by the predicate of the year before (Mantel-Haenszel). Association, not cause.',
  },
  thresholds: hoursInForce,
  takes: ['year', 'asOf', 'unit'],
  policy: 'training-hours',
  reads: [...STANDING_TYPES, 'Attended', 'Mentored', 'Appraised'],
  columns: [
    { key: 'figure', id: 'Angka', en: 'Figure', as: 'text' },
    { key: 'value', id: 'Nilai', en: 'Value', as: 'number' },
  ],
  lines: ({ more }) => {
    const parts = more ?? {}
    const groups = WORDS.map(([path, figure]): OutputRow => {
      const [group = '', field = ''] = path.split('.')
      const value = parts[group]
      return { figure, value: isRow(value) ? (value[field] ?? null) : null }
    })
    const rest = ['missing', 'riskDifference', 'ci95', 'stratified', 'conclusive'].map((figure) => ({
      figure,
      value: parts[figure] ?? null,
    }))
    return [...groups, ...rest]
  },
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: ({ employment }, catalogue, args) => {
    const year = yearOfQuestion(args)
    const standing = inPopulation(employment, year)
    if (standing === null || !isPermanent(standing.status)) return Sums.empty
    const before = annualPredicate(employment, catalogue, year - 1)
    const now = annualPredicate(employment, catalogue, year)
    if (before === null || now === null) return new Map([[keyOf(standing.unitId), [1]]])
    const { floorOfPermanent } = policyOn(catalogue, 'training-hours', endOfYear(args)).parameters
    const group = trainingHours(employment, catalogue, year - 1) >= floorOfPermanent.value ? 'exposed' : 'unexposed'
    return new Map([[keyOf(standing.unitId, before, group), [1, now === 'SB' ? 1 : 0]]])
  },
  cells: namedCells({
    exposed: { ...LISTED, adds: underPart(2, 'exposed') },
    unexposed: { ...LISTED, adds: underPart(2, 'unexposed') },
    missing: { ...LISTED, adds: (key, vector) => (partsOf(key).length === 1 ? at(vector, 0) : 0) },
  }),
  finish: (sums, { args }): Body => {
    const strata = new Map<string, readonly [Group, Group]>()
    let missing = 0
    for (const [key, vector] of sums) {
      const [unit, stratum, group] = partsOf(key)
      if (args.unit !== null && unit !== args.unit) continue
      if (stratum === undefined) missing += at(vector, 0)
      else {
        const [exposed, unexposed] = strata.get(stratum) ?? [NOBODY, NOBODY]
        const n = at(vector, 0)
        const outcome = at(vector, 1)
        strata.set(stratum, group === 'exposed' ? [plus(exposed, n, outcome), unexposed] : [exposed, plus(unexposed, n, outcome)])
      }
    }
    const pairs = [...strata.values()]
    const exposed = pairs.reduce((sum, [group]) => plus(sum, group.n, group.outcome), NOBODY)
    const unexposed = pairs.reduce((sum, [, group]) => plus(sum, group.n, group.outcome), NOBODY)
    return { base: { people: exposed.n + unexposed.n + missing, missing }, more: { ...compare(exposed, unexposed, pairs), missing } }
  },
}
