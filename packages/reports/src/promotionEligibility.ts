/** `promotion-eligibility`: who may be proposed for a higher rank in a period, and which rule stands in the way. */

import {
  type EligibilityVerdict,
  type ExtensionEligibilityRule,
  isFactType,
  isPermanent,
  isPromotionPeriod,
  LAW,
  type LocalDate,
  policyOn,
  RANK_PROMOTION_RULES,
  type RankFacts,
  rankEligibility,
  STANDING_TYPES,
  standingOn,
  withOwnRules,
} from '@jejak/core'
import type { Body, CellOfTable, Column, OutputRow, TableReport, ViewArguments } from './Report.js'
import { checked, firstOfPeriod } from './shared/arguments.js'
import { namedCells } from './shared/cells.js'
import { byText } from './shared/key.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

const firstDay = (args: ViewArguments): LocalDate => (args.period === null ? null : firstOfPeriod(args.period)) ?? args.asOf

const JUDGED: ReadonlyArray<Column> = [
  { key: 'grade', id: 'Golongan', en: 'Grade', as: 'text' },
  { key: 'next', id: 'Menjadi', en: 'Next', as: 'text' },
  { key: 'kind', id: 'Jenis', en: 'Kind', as: 'text' },
  { key: 'verdict', id: 'Putusan', en: 'Verdict', as: 'text' },
  { key: 'failed', id: 'Belum dipenuhi', en: 'Not met', as: 'text' },
  { key: 'unknown', id: 'Belum diketahui', en: 'Unknown', as: 'text' },
]

const VERDICTS = ['eligible', 'notEligible', 'insufficientData'] as const

/** Those of a verdict, with what stands in the way. */
const judgedAs = (verdict: EligibilityVerdict): CellOfTable => ({
  columns: JUDGED.filter(({ key }) => key !== 'verdict'),
  stands: (row) => row['verdict'] === verdict,
  line: ({ unitId = null, grade = null, next = null, kind = null, failed = null, unknown = null }) => ({
    unitId,
    grade,
    next,
    kind,
    failed,
    unknown,
  }),
})

const rowBy =
  (rules: ReadonlyArray<ExtensionEligibilityRule>): TableReport['row'] =>
  ({ employment }, catalogue, args) => {
    const day = firstDay(args)
    const standing = standingOn(employment, day)
    if (standing?.active !== true || !isPermanent(standing.status)) return null
    const facts: RankFacts = {
      employment,
      standing,
      day,
      catalogue,
      rankPromotion: policyOn(catalogue, 'rank-promotion', day).parameters,
      creditPoints: policyOn(catalogue, 'credit-points', day).parameters,
    }
    const judged = rankEligibility(facts, withOwnRules(RANK_PROMOTION_RULES, rules, facts))
    if (judged === null) return null
    const { kind, grade, next, verdict, failed, unknown } = judged
    return { unitId: standing.unitId, kind, grade, next, verdict, failed, unknown }
  }

/** @param rules of extensions: asked where the agency adopted their policy */
export const promotionEligibilityWith = (rules: ReadonlyArray<ExtensionEligibilityRule>): TableReport => ({
  ...promotionEligibility,
  reads: [
    ...promotionEligibility.reads,
    ...(rules.some(({ reads }) => reads.some((type) => !isFactType(type))) ? (['Other'] as const) : []),
  ],
  row: rowBy(rules),
})

export const promotionEligibility: TableReport = {
  kind: 'table',
  name: 'promotion-eligibility',
  version: 2,
  title: { id: 'Kelayakan kenaikan pangkat', en: 'Promotion eligibility' },
  meaning: {
    id: `PNS aktif pada tanggal 1 periode itu: memenuhi syarat, tidak, atau data belum cukup, dengan aturan yang belum dipenuhi (${LAW.rankFirst}; ${LAW.creditPoints}). Tidak ada data yang diduga; ini usulan, bukan keputusan.`,
    en: `PNS active on the 1st of the period: eligible, not eligible, or data insufficient, with the rules not met (${LAW.rankFirst}; ${LAW.creditPoints}). Nothing is imputed; advice, not a decision.`,
  },
  takes: ['period', 'asOf', 'unit'],
  policy: 'rank-promotion',
  reads: [...STANDING_TYPES, 'Promoted', 'Appraised', 'Sanctioned', 'EducationAttained', 'ExamPassed', 'CreditDecided', 'NumberChanged'],
  columns: [{ key: 'nip', id: 'NIP', en: 'Employee number', as: 'text' }, ...JUDGED],
  day: firstDay,
  check: checked('period', 'asOf', 'unit'),
  row: rowBy([]),
  cells: namedCells(Object.fromEntries(VERDICTS.map((verdict) => [verdict, judgedAs(verdict)]))),
  finish: (rows, { catalogue, personOf, args }): Body => {
    const named: { readonly nip: string; readonly row: OutputRow }[] = []
    const totals = { eligible: 0, notEligible: 0, insufficientData: 0 }
    const unnamed = new Unnamed()
    for (const { career, row } of rows) {
      if (args.unit !== null && row['unitId'] !== args.unit) continue
      const person = personOf(career)
      if (!isNamed(person)) {
        unnamed.add(person)
        continue
      }
      const { grade = null, next = null, kind = null, verdict = null, failed = null, unknown = null } = row
      if (verdict === 'eligible' || verdict === 'notEligible' || verdict === 'insufficientData') totals[verdict]++
      named.push({ nip: person.number, row: { nip: person.number, grade, next, kind, verdict, failed, unknown } })
    }
    named.sort((a, b) => byText(a.nip, b.nip))
    const day = firstDay(args)
    return {
      base: { people: named.length, ...unnamed.base() },
      rows: named.map(({ row }) => row),
      totals,
      more: { periodOpen: isPromotionPeriod(day, policyOn(catalogue, 'rank-promotion', day).parameters) },
    }
  },
}
