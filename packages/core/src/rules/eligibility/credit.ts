/** CREDIT: a functional position has gathered the credit its level asks for the next rank. */
import type { Held } from '../../career/Employment.js'
import { levelSince } from '../../career/position.js'
import { annualPredicate } from '../../career/year.js'
import { addMonths, firstDayOfMonth, type LocalDate, later, yearMonthOf, yearOf } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import { isFunctional } from '../../policy/creditPoints.js'
import { met, notMet, type Rule, unknown } from '../Rule.js'
import type { RankedFacts } from './RankFacts.js'

/** Parts of a point in which credit is exact: percent of hundredths of a year's points, twelfths of a year. */
const POINT = 100 * 100 * 12
const THOUSANDTH = POINT / 1000

/** The latest decision on credit since the present rank and level, before the day. */
const baseOf = ({ employment, day }: RankedFacts, since: LocalDate): Held<'CreditDecided'> | null => {
  let base: Held<'CreditDecided'> | null = null
  for (const held of employment.credits)
    if (held.on !== null && held.on >= since && held.on < day && (base === null || base.on === null || held.on >= base.on)) base = held
  return base
}

/** Credit in parts of a point: what is known, and what open months could have added at most. */
interface Credit {
  readonly known: number
  readonly open: number
}

/** What the months after `after` (and their first) add up to, before the day. */
const creditSince = (facts: RankedFacts, first: LocalDate, hundredthsPerYear: number): Credit => {
  const { employment, catalogue, day, creditPoints } = facts
  const from = creditPoints.convertedFrom.value
  const most = (creditPoints.openPercent.value ?? 0) * hundredthsPerYear
  let known = 0
  let open = 0
  for (let month = first; month < day; month = addMonths(month, 1)) {
    const predicate = from !== null && yearMonthOf(month) < from ? null : annualPredicate(employment, catalogue, yearOf(month))
    if (predicate === null) open += most
    else known += creditPoints.percent.value[predicate] * hundredthsPerYear
  }
  return { known, open }
}

/** The first of a month, on the day or after it. */
const monthFrom = (day: LocalDate): LocalDate => {
  const first = firstDayOfMonth(day)
  return first < day ? addMonths(first, 1) : first
}

/** Whether an appraisal is missing of the last years that promotion looks at. */
const isAppraisalMissing = ({ employment, catalogue, day, rankPromotion }: RankedFacts): boolean =>
  Array.from({ length: rankPromotion.appraisals.value.years }, (_, back) => yearOf(day) - 1 - back).some(
    (year) => annualPredicate(employment, catalogue, year) === null,
  )

/** Asked of functional positions; met by others, of whom no credit is asked. */
export const CREDIT: Rule<'CREDIT', RankedFacts> = {
  code: 'CREDIT',
  basis: LAW.creditPoints,
  mark: 'verified',
  text: { id: 'Angka kredit belum cukup untuk golongan berikutnya', en: 'Too little credit for the next rank' },
  judge: (facts) => {
    const { employment, standing, day, kind, rank, rankSince, creditPoints } = facts
    const { level, position } = standing
    if (kind !== 'functional' || !isFunctional(level)) return met()
    // Versions that know of no open months: without the appraisals that are asked of everybody nothing was said of credit.
    if (creditPoints.openPercent.value === null && isAppraisalMissing(facts)) return unknown('Appraised')
    const { hundredthsPerYear, toNextRank } = creditPoints.credit.value[level]
    const inLevel = levelSince(employment, day)
    const start = inLevel === null ? rankSince : later(rankSince, inLevel)
    const base = baseOf(facts, start)
    // The month of a decision is in it.
    const first = base === null || base.on === null ? monthFrom(start) : addMonths(firstDayOfMonth(base.on), 1)
    const { known, open } = creditSince(facts, first, hundredthsPerYear)
    const gathered = (base?.data.thousandths ?? 0) * THOUSANDTH + known
    const used = [rank.by, ...(position === null ? [] : [position.by]), ...(base === null ? [] : [base.by])]
    if (gathered >= toNextRank * POINT) return met(...used)
    return gathered + open < toNextRank * POINT ? notMet(...used) : unknown('Appraised', 'CreditDecided')
  },
}
