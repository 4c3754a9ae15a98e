/** `appraisal-distribution`: annual predicates of a year, unit by unit. */
import { annualPredicate, LAW, type Predicate, STANDING_TYPES } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { COLUMNS, cellsByPlace } from './shared/cells.js'
import { at, sorted, total } from './shared/key.js'
import { inPopulation } from './shared/population.js'

const ORDER: ReadonlyArray<Predicate> = ['SB', 'B', 'BP', 'K', 'SK']
const MISSING = ORDER.length
/** No predicate, and nobody could give one: on leave outside state expense or temporarily dismissed on 31 December. */
const EXCUSED = MISSING + 1

const figures = (v: ReadonlyArray<number>): OutputRow => ({
  SB: at(v, 0),
  B: at(v, 1),
  BP: at(v, 2),
  K: at(v, 3),
  SK: at(v, 4),
  missing: at(v, MISSING),
  excused: at(v, EXCUSED),
})

export const appraisalDistribution: SumReport = {
  kind: 'sums',
  name: 'appraisal-distribution',
  version: 2,
  title: { id: 'Sebaran predikat kinerja', en: 'Appraisal distribution' },
  meaning: {
    id: `Predikat tahunan PNS dan PPPK yang aktif pada 31 Desember menurut matriks hasil dan perilaku kerja (${LAW.performance}). Yang belum dinilai dihitung terpisah; tidak ada yang diduga.`,
    en: `Annual predicates of PNS and PPPK active on 31 December, by the matrix of results and behaviour (${LAW.performance}). Those not appraised are counted apart; nothing is imputed.`,
  },
  takes: ['year', 'asOf', 'unit'],
  policy: 'performance-predicate',
  reads: [...STANDING_TYPES, 'Appraised'],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'SB', id: 'Sangat Baik', en: 'Very good', as: 'count' },
    { key: 'B', id: 'Baik', en: 'Good', as: 'count' },
    { key: 'BP', id: 'Butuh Perbaikan', en: 'Needs improvement', as: 'count' },
    { key: 'K', id: 'Kurang', en: 'Poor', as: 'count' },
    { key: 'SK', id: 'Sangat Kurang', en: 'Very poor', as: 'count' },
    { key: 'missing', id: 'Belum dinilai', en: 'Not appraised', as: 'count' },
    { key: 'excused', id: 'Dikecualikan', en: 'Excused', as: 'count' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: ({ employment }, catalogue, args) => {
    const year = yearOfQuestion(args)
    const standing = inPopulation(employment, year)
    if (standing === null) return Sums.empty
    const predicate = annualPredicate(employment, catalogue, year)
    const place = predicate !== null ? ORDER.indexOf(predicate) : standing.excused ? EXCUSED : MISSING
    return new Map([[standing.unitId, Array.from({ length: place + 1 }, (_, i) => (i === place ? 1 : 0))]])
  },
  cells: cellsByPlace(Object.fromEntries([...ORDER, 'missing', 'excused'].map((name, place) => [name, place])), {
    columns: [COLUMNS.status],
    rows: ({ employment }, _catalogue, args) => {
      const standing = inPopulation(employment, yearOfQuestion(args))
      return standing === null ? [] : [{ unitId: standing.unitId, status: standing.status }]
    },
  }),
  finish: (sums, { args }): Body => {
    const units = sorted(sums).filter(([unit]) => args.unit === null || unit === args.unit)
    const all = total(units.map(([, vector]) => vector))
    return {
      base: { people: all.reduce((sum, n) => sum + n, 0), missing: at(all, MISSING) },
      rows: units.map(([unitId, vector]) => ({ unitId, ...figures(vector) })),
      totals: figures(all),
    }
  },
}
