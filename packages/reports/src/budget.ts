/** `budget`: what programs were given, what they spent, and what an hour of training cost. */
import { Sums } from '@jejak/core/measure'
import type { Body, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { type Budget, budgetOf, NO_BUDGET, sumOf } from './shared/budgetLines.js'
import { at, byText, total } from './shared/key.js'
import { inYear } from './shared/population.js'
import { bigRatio, exact } from './shared/round.js'

/** Places: participants, hours. */
const figures = ({ allocated, spent }: Budget, v: ReadonlyArray<number>): OutputRow => ({
  allocated: exact(allocated),
  spent: exact(spent),
  absorption: bigRatio(spent, allocated),
  participants: at(v, 0),
  hours: at(v, 1),
  costPerHour: bigRatio(spent, BigInt(at(v, 1))),
})

export const budget: SumReport = {
  kind: 'sums',
  name: 'budget',
  version: 1,
  title: { id: 'Anggaran pelatihan', en: 'Training budget' },
  meaning: {
    id: 'Per program: pagu dan revisi, realisasi, serapan, peserta yang hadir di angkatan yang selesai dalam tahun itu, JP mereka, dan biaya per JP. Rupiah penuh.',
    en: 'By program: ceiling and revisions, spending, absorption, those who attended cohorts that ended in the year, their JP, and the cost of a JP. Whole rupiah.',
  },
  takes: ['year', 'asOf'],
  policy: null,
  reads: ['Attended'],
  columns: [
    { key: 'programId', id: 'Program', en: 'Program', as: 'text' },
    { key: 'allocated', id: 'Pagu', en: 'Allocated', as: 'count' },
    { key: 'spent', id: 'Realisasi', en: 'Spent', as: 'count' },
    { key: 'absorption', id: 'Serapan', en: 'Absorption', as: 'share' },
    { key: 'participants', id: 'Peserta', en: 'Participants', as: 'count' },
    { key: 'hours', id: 'JP', en: 'JP', as: 'count' },
    { key: 'costPerHour', id: 'Biaya per JP', en: 'Cost per JP', as: 'mean' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf'),
  measure: ({ employment }, catalogue, args) => {
    const year = yearOfQuestion(args)
    const sums = new Sums.SumsBuilder()
    for (const { on, data } of employment.attendances) {
      if (on === null || on > args.asOf || !inYear(on, year)) continue
      const program = catalogue.cohorts.get(data.cohort)?.program
      if (program !== undefined) sums.add(program, [1, data.hours])
    }
    return sums.build()
  },
  finish: (sums, { agencyFacts, args }): Body => {
    const budgets = budgetOf(agencyFacts, yearOfQuestion(args), args.asOf)
    const programs = [...new Set([...budgets.keys(), ...sums.keys()])].sort(byText)
    return {
      base: { programs: programs.length, withoutBudget: programs.filter((program) => !budgets.has(program)).length },
      rows: programs.map((programId) => ({ programId, ...figures(budgets.get(programId) ?? NO_BUDGET, sums.get(programId) ?? []) })),
      totals: figures(sumOf(budgets.values()), total(sums.values())),
    }
  },
}
