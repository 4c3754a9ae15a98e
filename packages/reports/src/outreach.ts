/** `outreach`: forums with citizens, and what clients of each unit say. */
import { type Code, daysBetween, ForumKind, type LocalDate, namesOf, yearOf } from '@jejak/core'
import { type AgencyFact, Sums } from '@jejak/core/measure'
import type { Body, Cell, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { addTo, at, sorted, total } from './shared/key.js'
import { medianOf } from './shared/median.js'
import { inYear } from './shared/population.js'
import { exact, ratio } from './shared/round.js'
import { meanOf, NOBODY, type Weighted, withSurvey } from './shared/weightedMean.js'

const KINDS = namesOf(ForumKind)

/** Places: forums, people, inputs, those followed up. */
const forumFigures = (v: ReadonlyArray<number>): OutputRow => ({
  held: at(v, 0),
  people: at(v, 1),
  inputs: at(v, 2),
  followedUp: at(v, 3),
  followUpRate: ratio(at(v, 3), at(v, 2)),
})

/** Day of each forum that is held by the as-of day. */
const forumDays = (facts: ReadonlyArray<AgencyFact>, asOf: LocalDate): ReadonlyMap<Code, LocalDate> =>
  new Map(
    facts.flatMap(({ effectiveOn, fact }) =>
      fact.type === 'ForumHeld' && effectiveOn !== null && effectiveOn <= asOf ? [[fact.data.code, effectiveOn] as const] : [],
    ),
  )

/** Single inputs of forums up to the end of the year: how long those that are open have waited, and how fast others were answered. */
const inputFigures = (
  facts: ReadonlyArray<AgencyFact>,
  days: ReadonlyMap<Code, LocalDate>,
  end: LocalDate,
): Readonly<Record<string, Cell>> => {
  const waiting: number[] = []
  const answered = new Map<number, number>()
  for (const { fact } of facts) {
    if (fact.type !== 'InputReceived' && fact.type !== 'InputAnswered') continue
    const held = days.get(fact.data.forum)
    if (held === undefined || held > end) continue
    const answeredOn = fact.type === 'InputAnswered' ? fact.data.answeredOn : null
    if (answeredOn === null || answeredOn > end) waiting.push(daysBetween(held, end))
    else if (yearOf(answeredOn) === yearOf(end)) {
      const wait = daysBetween(held, answeredOn)
      answered.set(wait, (answered.get(wait) ?? 0) + 1)
    }
  }
  return {
    open: { inputs: waiting.length, oldestDays: waiting.length === 0 ? null : waiting.reduce((a, b) => Math.max(a, b)) },
    answered: { inputs: [...answered.values()].reduce((sum, n) => sum + n, 0), medianDays: medianOf(answered) },
  }
}

export const outreach: SumReport = {
  kind: 'sums',
  name: 'outreach',
  version: 2,
  title: { id: 'Forum dan survei masyarakat', en: 'Forums and surveys' },
  meaning: {
    id: 'Forum dalam tahun itu, juga menurut jenisnya: orang, masukan, dan yang ditindaklanjuti; masukan yang belum dijawab pada 31 Desember dan lama menunggunya; dan kepuasan pengguna layanan tiap unit (1 sampai 5), ditimbang menurut jumlah responden.',
    en: 'Forums of the year, also by kind: people, inputs and those followed up; inputs without an answer on 31 December and how long they have waited; and the satisfaction of each unit’s clients (1 to 5), weighted by respondents.',
  },
  takes: ['year', 'asOf'],
  policy: null,
  reads: [],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'respondents', id: 'Responden', en: 'Respondents', as: 'count' },
    { key: 'satisfaction', id: 'Kepuasan', en: 'Satisfaction', as: 'mean' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf'),
  measure: () => Sums.empty,
  finish: (_sums, { agencyFacts, args }): Body => {
    const year = yearOfQuestion(args)
    const forums = new Map<ForumKind, number[]>(KINDS.map((kind) => [kind, []]))
    const surveys = new Map<string, Weighted>()
    for (const { effectiveOn, fact } of agencyFacts) {
      if (effectiveOn === null || effectiveOn > args.asOf || !inYear(effectiveOn, year)) continue
      if (fact.type === 'ForumHeld') addTo(forums, fact.data.kind, [1, fact.data.attended, fact.data.inputs, fact.data.followedUp])
      if (fact.type === 'SurveyTaken' && fact.data.kind === 'masyarakat')
        surveys.set(fact.data.unitId, withSurvey(surveys.get(fact.data.unitId) ?? NOBODY, fact.data))
    }
    const all = total(forums.values())
    return {
      base: { forums: at(all, 0), respondents: Number([...surveys.values()].reduce((sum, { respondents }) => sum + respondents, 0n)) },
      rows: sorted(surveys).map(([unitId, survey]) => ({ unitId, respondents: exact(survey.respondents), satisfaction: meanOf(survey) })),
      more: {
        forums: forumFigures(all),
        byKind: Object.fromEntries([...forums].map(([kind, v]) => [kind, forumFigures(v)])),
        ...inputFigures(agencyFacts, forumDays(agencyFacts, args.asOf), endOfYear(args)),
      },
    }
  },
}
