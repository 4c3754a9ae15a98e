/** CREDIT: a functional position has gathered the credit its level asks for the next rank. */
import { levelSince } from '../../career/position.js'
import { annualPredicate } from '../../career/year.js'
import { addMonths, firstDayOfMonth, type LocalDate, later, yearOf } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import { type FunctionalLevel, isFunctional } from '../../policy/creditPoints.js'
import { met, metUnless, notMet, type Rule, unknown } from '../Rule.js'
import { lastTwoPredicates, MISSING_APPRAISAL, MISSING_RANK, type RankFacts, rankOf } from './RankFacts.js'

/**
 * Credit gathered up to the month before the day, in ten-thousandths of a
 * twelfth of a point: percent of the month's year times hundredths of the level.
 * Months of a year without a predicate give none.
 */
const creditOf = ({ employment, catalogue, day, creditPoints }: RankFacts, since: LocalDate, level: FunctionalLevel): number => {
  const { hundredthsPerYear } = creditPoints.credit.value[level]
  const first = firstDayOfMonth(since)
  let credit = 0
  for (let month = first < since ? addMonths(first, 1) : first; month < day; month = addMonths(month, 1)) {
    const predicate = annualPredicate(employment, catalogue, yearOf(month))
    if (predicate !== null) credit += creditPoints.percent.value[predicate] * hundredthsPerYear
  }
  return credit
}

const POINT = 12 * 100 * 100

/** Asked of functional positions; met by others, of whom no credit is asked. */
export const CREDIT: Rule<'CREDIT', RankFacts> = {
  code: 'CREDIT',
  basis: LAW.creditPoints,
  mark: 'verified',
  text: { id: 'Angka kredit belum cukup untuk golongan berikutnya', en: 'Too little credit for the next rank' },
  judge: (facts) => {
    const { employment, standing, day, creditPoints } = facts
    const { level, position } = standing
    if (!isFunctional(level)) return met()
    const rank = rankOf(facts)
    if (rank === null) return unknown(MISSING_RANK)
    if (lastTwoPredicates(facts) === null) return unknown(MISSING_APPRAISAL)
    const since = levelSince(employment, day)
    if (since === null) return notMet()
    const needed = creditPoints.credit.value[level].toNextRank * POINT
    return metUnless(creditOf(facts, later(rank.on, since), level) < needed, rank.held.by, ...(position === null ? [] : [position.by]))
  },
}
