/** `talent-grid`: the nine boxes of performance and potential. */
import {
  annualPredicate,
  type Catalogue,
  type Employment,
  isInPool,
  isPermanent,
  LAW,
  type LocalDate,
  type Predicate,
  policyOn,
  potentialOf,
  STANDING_TYPES,
  standingOn,
  type TalentGridParameters,
  talentBox,
  yearOf,
} from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, Cell, CellOfSums, SumReport } from './Report.js'
import { checked, dayAsOf } from './shared/arguments.js'
import { latestAssessment } from './shared/assessment.js'
import { isRow } from './shared/cell.js'
import { namedCells, underPart } from './shared/cells.js'
import { addTo, at, keyOf, partsOf } from './shared/key.js'

/** What places someone: the predicate of the year before and the latest potential score; `null` where missing. */
interface Grounds {
  readonly predicate: Predicate | null
  readonly score: number | null
}

const groundsOf = (employment: Employment, catalogue: Catalogue.Catalogue, asOf: LocalDate, parameters: TalentGridParameters): Grounds => ({
  predicate: annualPredicate(employment, catalogue, yearOf(asOf) - 1),
  score: latestAssessment(employment, 'POTENSI', asOf, parameters.assessmentYears.value)?.data.score ?? null,
})

/** Where someone stands: a box (1 to 9), or why not. */
const placeOf = ({ predicate, score }: Grounds, parameters: TalentGridParameters): string => {
  if (predicate === null) return score === null ? 'both' : 'noAppraisal'
  if (score === null) return 'noAssessment'
  return String(talentBox(predicate, score, parameters))
}

const BOXES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

const UNPLACED = ['noAppraisal', 'noAssessment', 'both'] as const
const POTENTIALS = ['low', 'medium', 'high'] as const

const LISTED: Omit<CellOfSums, 'adds'> = {
  columns: [
    { key: 'predicate', id: 'Predikat', en: 'Predicate', as: 'text' },
    { key: 'potential', id: 'Potensi', en: 'Potential', as: 'text' },
  ],
  rows: ({ employment }, catalogue, args) => {
    const standing = standingOn(employment, args.asOf)
    if (standing === null) return []
    const { parameters } = policyOn(catalogue, 'talent-grid', args.asOf)
    const { predicate, score } = groundsOf(employment, catalogue, args.asOf, parameters)
    return [{ unitId: standing.unitId, predicate, potential: score === null ? null : POTENTIALS[potentialOf(score, parameters)] }]
  },
}

export const talentGrid: SumReport = {
  kind: 'sums',
  name: 'talent-grid',
  version: 1,
  title: { id: 'Kotak talenta', en: 'Talent grid' },
  meaning: {
    id: `PNS aktif menurut kinerja tahun sebelumnya dan potensi terakhir dalam {assessed:word} tahun (${LAW.talent}). Kelompok rencana suksesi: kotak {boxes} tanpa hukuman sedang atau berat dalam {unsanctioned:word} tahun. Ini bahan pertimbangan, bukan putusan.`,
    en: `Active PNS by the performance of the year before and the last potential score of {assessed:word} years (${LAW.talent}). Pool: boxes {boxes} without a medium or heavy sanction in {unsanctioned:word} years. Advice, not a decision.`,
  },
  thresholds: (policies, day) => {
    const { assessmentYears, pool } = policyOn(policies, 'talent-grid', day).parameters
    return { assessed: assessmentYears.value, boxes: pool.value.boxes, unsanctioned: pool.value.yearsWithoutSanction }
  },
  takes: ['asOf', 'unit'],
  policy: 'talent-grid',
  reads: [...STANDING_TYPES, 'Appraised', 'CompetenceAssessed', 'Sanctioned'],
  columns: [
    { key: 'box', id: 'Kotak', en: 'Box', as: 'text' },
    { key: 'people', id: 'Orang', en: 'People', as: 'count' },
  ],
  lines: ({ more }) => {
    const counted = (counts: Cell | undefined) => Object.entries(isRow(counts) ? counts : {}).map(([box, people]) => ({ box, people }))
    return [...counted(more?.['boxes']), ...counted(more?.['unplaced']), { box: 'pool', people: more?.['pool'] ?? null }]
  },
  day: dayAsOf,
  check: checked('asOf', 'unit'),
  measure: ({ employment }, catalogue, args) => {
    const standing = standingOn(employment, args.asOf)
    if (standing?.active !== true || !isPermanent(standing.status)) return Sums.empty
    const { parameters } = policyOn(catalogue, 'talent-grid', args.asOf)
    const place = placeOf(groundsOf(employment, catalogue, args.asOf, parameters), parameters)
    const box = Number(place)
    const inPool = isInPool({ employment, day: args.asOf, box: Number.isNaN(box) ? null : box, talentGrid: parameters })
    return new Map([[keyOf(standing.unitId, place), [1, inPool ? 1 : 0]]])
  },
  cells: namedCells({
    ...Object.fromEntries([...BOXES, ...UNPLACED].map((place) => [place, { ...LISTED, adds: underPart(1, place) }])),
    pool: { ...LISTED, adds: (_key, vector) => at(vector, 1) },
  }),
  finish: (sums, { args }): Body => {
    const places = new Map<string, number[]>()
    for (const [key, vector] of sums) {
      const [unit, place] = partsOf(key)
      if (place !== undefined && (args.unit === null || unit === args.unit)) addTo(places, place, vector)
    }
    const people = (place: string): number => at(places.get(place) ?? [], 0)
    const placed = BOXES.reduce((sum, box) => sum + people(box), 0)
    const unplaced = Object.fromEntries(UNPLACED.map((place) => [place, people(place)]))
    return {
      base: { people: UNPLACED.reduce((sum, place) => sum + people(place), placed), placed },
      more: {
        boxes: Object.fromEntries(BOXES.map((box) => [box, people(box)])),
        unplaced,
        pool: [...places.values()].reduce((sum, vector) => sum + at(vector, 1), 0),
      },
    }
  },
}
