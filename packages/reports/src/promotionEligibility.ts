/** `promotion-eligibility`: who may be proposed for a higher rank in a period, and which rule stands in the way. */
import {
  addMonths,
  addYears,
  annualPredicate,
  type Catalogue,
  type CreditPointsParameters,
  type Employment,
  type FunctionalLevel,
  firstDayOfMonth,
  isFunctional,
  isPermanent,
  type Level,
  type LocalDate,
  later,
  policyOn,
  positionOn,
  type Standing,
  servingDiscipline,
  standingOn,
  yearOf,
} from '@jejak/core'
import type { Body, OutputRow, TableReport, ViewArguments } from './Report.js'
import { checked, firstOfPeriod } from './shared/arguments.js'
import { gradeIndex, nextGrade } from './shared/grade.js'
import { byText } from './shared/key.js'

const firstDay = (args: ViewArguments): LocalDate => (args.period === null ? null : firstOfPeriod(args.period)) ?? args.asOf

/** TMT of the first position at the present level without a break, going back from the day. */
const levelSince = (employment: Employment, day: LocalDate, level: Level): LocalDate | null => {
  const days = [...new Set(employment.positions.flatMap(({ on }) => (on === null || on > day ? [] : [on])))].sort(byText).reverse()
  let since: LocalDate | null = null
  for (const on of days) {
    const position = positionOn(employment, on)
    if (position === null || position.data.level !== level) break
    since = position.on
  }
  return since
}

/**
 * Credit gathered up to the month before the day, in ten-thousandths of a
 * twelfth of a point: percent of the month's year times hundredths of the level.
 * Months of a year without a predicate give none.
 */
const creditOf = (
  employment: Employment,
  catalogue: Catalogue.Catalogue,
  since: LocalDate,
  day: LocalDate,
  level: FunctionalLevel,
  { credit: levels, percent }: CreditPointsParameters,
): number => {
  const { hundredthsPerYear } = levels.value[level]
  const first = firstDayOfMonth(since)
  let credit = 0
  for (let month = first < since ? addMonths(first, 1) : first; month < day; month = addMonths(month, 1)) {
    const predicate = annualPredicate(employment, catalogue, yearOf(month))
    if (predicate !== null) credit += percent.value[predicate] * hundredthsPerYear
  }
  return credit
}

const POINT = 12 * 100 * 100

const hasCredit = (
  employment: Employment,
  catalogue: Catalogue.Catalogue,
  rankSince: LocalDate,
  day: LocalDate,
  level: FunctionalLevel,
): boolean => {
  const since = levelSince(employment, day, level)
  if (since === null) return false
  const { parameters } = policyOn(catalogue, 'credit-points', day)
  const needed = parameters.credit.value[level].toNextRank * POINT
  return creditOf(employment, catalogue, later(rankSince, since), day, level, parameters) >= needed
}

interface Judged {
  readonly grade: string | null
  readonly next: string | null
  readonly verdict: 'eligible' | 'notEligible' | 'insufficientData'
  readonly failed: ReadonlyArray<string>
}

/** All rules are asked; none is skipped because another failed. `null` for those with no rank above theirs. */
const judge = (
  employment: Employment,
  catalogue: Catalogue.Catalogue,
  { rank, level, appointment }: Standing,
  day: LocalDate,
): Judged | null => {
  const grade = rank?.data.grade ?? null
  const next = grade === null ? null : nextGrade(grade)
  if (grade !== null && next === null) return null
  const year = yearOf(day)
  const predicates = [1, 2].map((back) => annualPredicate(employment, catalogue, year - back))
  const unknown = [...(grade === null ? ['NO_RANK'] : []), ...(predicates.includes(null) ? ['NO_APPRAISAL'] : [])]
  if (rank === null || rank.on === null || next === null || unknown.length > 0)
    return { grade, next, verdict: 'insufficientData', failed: unknown }
  const functional = isFunctional(level)
  const { yearsInRank, ceiling } = policyOn(catalogue, 'rank-promotion', day).parameters
  const years = functional ? yearsInRank.value.functional : yearsInRank.value.regular
  const failed: string[] = []
  if (addYears(rank.on, years) > day) failed.push('YEARS_IN_RANK')
  if (functional && !hasCredit(employment, catalogue, rank.on, day, level)) failed.push('CREDIT')
  if (!predicates.every((predicate) => predicate === 'SB' || predicate === 'B')) failed.push('APPRAISAL')
  if (servingDiscipline(employment, day)) failed.push('DISCIPLINE')
  if (!functional && gradeIndex(next) > gradeIndex(ceiling.value[appointment.data.education])) failed.push('EDUCATION_CEILING')
  return { grade, next, verdict: failed.length === 0 ? 'eligible' : 'notEligible', failed }
}

export const promotionEligibility: TableReport = {
  kind: 'table',
  name: 'promotion-eligibility',
  version: 1,
  title: { id: 'Kelayakan kenaikan pangkat', en: 'Promotion eligibility' },
  meaning: {
    id: 'PNS aktif pada tanggal 1 periode itu: memenuhi syarat, tidak, atau data belum cukup, dengan aturan yang belum dipenuhi (PP 99/2000; PermenPANRB 1/2023). Tidak ada data yang diduga; ini usulan, bukan keputusan.',
    en: 'PNS active on the 1st of the period: eligible, not eligible, or data insufficient, with the rules not met (PP 99/2000; PermenPANRB 1/2023). Nothing is imputed; advice, not a decision.',
  },
  takes: ['period', 'asOf', 'unit'],
  policy: 'rank-promotion',
  reads: ['Appointed', 'Retired', 'Left', 'Promoted', 'Positioned', 'Appraised', 'Sanctioned', 'NumberChanged'],
  columns: [
    { key: 'nip', id: 'NIP', en: 'Employee number', as: 'text' },
    { key: 'grade', id: 'Golongan', en: 'Grade', as: 'text' },
    { key: 'next', id: 'Menjadi', en: 'Next', as: 'text' },
    { key: 'kind', id: 'Jenis', en: 'Kind', as: 'text' },
    { key: 'verdict', id: 'Putusan', en: 'Verdict', as: 'text' },
    { key: 'failed', id: 'Belum dipenuhi', en: 'Not met', as: 'text' },
  ],
  day: firstDay,
  check: checked('period', 'asOf', 'unit'),
  row: ({ employment }, catalogue, args) => {
    const day = firstDay(args)
    const standing = standingOn(employment, day)
    if (standing?.active !== true || !isPermanent(standing.status)) return null
    const judged = judge(employment, catalogue, standing, day)
    return judged === null ? null : { unitId: standing.unitId, kind: isFunctional(standing.level) ? 'functional' : 'regular', ...judged }
  },
  finish: (rows, { people, args }): Body => {
    const named: { readonly nip: string; readonly row: OutputRow }[] = []
    const totals = { eligible: 0, notEligible: 0, insufficientData: 0 }
    let erased = 0
    for (const { career, row } of rows) {
      if (args.unit !== null && row['unitId'] !== args.unit) continue
      const person = people.get(career) ?? 'erased'
      if (person === 'erased') {
        erased++
        continue
      }
      const { grade = null, next = null, kind = null, verdict = null, failed = null } = row
      if (verdict === 'eligible' || verdict === 'notEligible' || verdict === 'insufficientData') totals[verdict]++
      named.push({ nip: person.number, row: { nip: person.number, grade, next, kind, verdict, failed } })
    }
    named.sort((a, b) => byText(a.nip, b.nip))
    return { base: { people: named.length, erased }, rows: named.map(({ row }) => row), totals }
  },
}
