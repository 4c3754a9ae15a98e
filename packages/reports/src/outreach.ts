/** `outreach`: forums with citizens, and what clients of each unit say. */
import { Sums } from '@jejak/core/measure'
import type { Body, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { at, sorted, total } from './shared/key.js'
import { inYear } from './shared/population.js'
import { bigRatio, exact, ratio } from './shared/round.js'

/** Respondents, and their satisfaction in hundredths weighted by them. */
interface Survey {
  readonly respondents: bigint
  readonly weighted: bigint
}

const withSurvey = (
  before: Survey = { respondents: 0n, weighted: 0n },
  data: { readonly respondents: number; readonly satisfactionHundredths: number },
): Survey => {
  const respondents = BigInt(data.respondents)
  return {
    respondents: before.respondents + respondents,
    weighted: before.weighted + respondents * BigInt(data.satisfactionHundredths),
  }
}

export const outreach: SumReport = {
  kind: 'sums',
  name: 'outreach',
  version: 1,
  title: { id: 'Forum dan survei masyarakat', en: 'Forums and surveys' },
  meaning: {
    id: 'Forum dengan warga dalam tahun itu: orang, masukan, dan yang ditindaklanjuti; dan kepuasan pengguna layanan tiap unit (1 sampai 5), ditimbang menurut jumlah responden.',
    en: 'Forums with citizens in the year: people, inputs and those followed up; and the satisfaction of each unit’s clients (1 to 5), weighted by respondents.',
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
    const forums: number[][] = []
    const surveys = new Map<string, Survey>()
    for (const { effectiveOn, fact } of agencyFacts) {
      if (effectiveOn === null || effectiveOn > args.asOf || !inYear(effectiveOn, year)) continue
      if (fact.type === 'ForumHeld') forums.push([1, fact.data.attended, fact.data.inputs, fact.data.followedUp])
      if (fact.type === 'SurveyTaken') surveys.set(fact.data.unitId, withSurvey(surveys.get(fact.data.unitId), fact.data))
    }
    const all = total(forums)
    return {
      base: { forums: at(all, 0), respondents: Number([...surveys.values()].reduce((sum, { respondents }) => sum + respondents, 0n)) },
      rows: sorted(surveys).map(([unitId, { respondents, weighted }]) => ({
        unitId,
        respondents: exact(respondents),
        satisfaction: bigRatio(weighted, 100n * respondents),
      })),
      more: {
        forums: {
          held: at(all, 0),
          people: at(all, 1),
          inputs: at(all, 2),
          followedUp: at(all, 3),
          followUpRate: ratio(at(all, 3), at(all, 2)),
        },
      },
    }
  },
}
