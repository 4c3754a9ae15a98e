/** `satisfaction`: what clients and staff of each unit say, against the year before. */
import { namesOf, SurveyKind } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { byText, keyOf } from './shared/key.js'
import { inYear } from './shared/population.js'
import { exact } from './shared/round.js'
import { changeOf, meanOf, NOBODY, plus, type Weighted, withSurvey } from './shared/weightedMean.js'

const KINDS = namesOf(SurveyKind)

/** Surveys of the year, and of the year before. */
interface Years {
  readonly now: Weighted
  readonly before: Weighted
}

const NONE: Years = { now: NOBODY, before: NOBODY }

const figures = ({ now, before }: Years): OutputRow => ({
  respondents: exact(now.respondents),
  satisfaction: meanOf(now),
  before: meanOf(before),
  change: changeOf(now, before),
})

interface Surveyed extends Years {
  readonly unitId: string
  readonly kind: SurveyKind
}

const totalOf = (surveyed: ReadonlyArray<Surveyed>, kind: SurveyKind): Years =>
  surveyed
    .filter((each) => each.kind === kind)
    .reduce((sum: Years, each) => ({ now: plus(sum.now, each.now), before: plus(sum.before, each.before) }), NONE)

export const satisfaction: SumReport = {
  kind: 'sums',
  name: 'satisfaction',
  version: 1,
  title: { id: 'Kepuasan', en: 'Satisfaction' },
  meaning: {
    id: 'Kepuasan masyarakat dan pegawai (1 sampai 5) menurut survei tiap unit dalam tahun itu dan tahun sebelumnya, ditimbang menurut jumlah responden. Selisih kosong bila salah satunya tidak ada.',
    en: 'Satisfaction of clients and of staff (1 to 5) by the surveys of each unit in the year and the year before, weighted by respondents. No change is given where one of the two is missing.',
  },
  takes: ['year', 'asOf', 'unit'],
  policy: null,
  reads: [],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'kind', id: 'Siapa', en: 'Whom', as: 'text' },
    { key: 'respondents', id: 'Responden', en: 'Respondents', as: 'count' },
    { key: 'satisfaction', id: 'Kepuasan', en: 'Satisfaction', as: 'mean' },
    { key: 'before', id: 'Tahun sebelumnya', en: 'Year before', as: 'mean' },
    { key: 'change', id: 'Perubahan', en: 'Change', as: 'mean' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: () => Sums.empty,
  finish: (_sums, { agencyFacts, args }): Body => {
    const year = yearOfQuestion(args)
    const surveys = new Map<string, Surveyed>()
    for (const { effectiveOn, fact } of agencyFacts) {
      if (fact.type !== 'SurveyTaken' || effectiveOn === null || effectiveOn > args.asOf) continue
      const { unitId, kind } = fact.data
      if (args.unit !== null && unitId !== args.unit) continue
      const which = inYear(effectiveOn, year) ? 'now' : inYear(effectiveOn, year - 1) ? 'before' : null
      if (which === null) continue
      const key = keyOf(unitId, kind)
      const known = surveys.get(key) ?? { ...NONE, unitId, kind }
      surveys.set(key, { ...known, [which]: withSurvey(known[which], fact.data) })
    }
    const surveyed = [...surveys.values()].sort((a, b) => byText(a.unitId, b.unitId) || byText(a.kind, b.kind))
    return {
      base: { respondents: Number(surveyed.reduce((sum, { now }) => sum + now.respondents, 0n)) },
      rows: surveyed.map((each) => ({ unitId: each.unitId, kind: each.kind, ...figures(each) })),
      totals: Object.fromEntries(KINDS.map((kind) => [kind, figures(totalOf(surveyed, kind))])),
    }
  },
}
