/** APPRAISAL: each of the last annual appraisals is at least what the policy asks. */
import { annualAppraisal, annualPredicate } from '../../career/year.js'
import { yearOf } from '../../date/LocalDate.js'
import { namesOf, Predicate } from '../../fact/values.js'
import { LAW } from '../../law/law.js'
import { met, notMet, type Rule, unknown } from '../Rule.js'
import type { RankedFacts } from './RankFacts.js'

/** From the best to the worst. */
const PREDICATES = namesOf(Predicate)

export const APPRAISAL: Rule<'APPRAISAL', RankedFacts> = {
  code: 'APPRAISAL',
  basis: LAW.rank,
  mark: 'verified',
  text: {
    id: 'Predikat kinerja tahun-tahun terakhir tidak semuanya sekurang-kurangnya Baik',
    en: 'Not every predicate of the last years is at least good',
  },
  judge: ({ employment, catalogue, day, rankPromotion }) => {
    const { years, least } = rankPromotion.appraisals.value
    const asked = Array.from({ length: years }, (_, back) => yearOf(day) - 1 - back)
    const found = asked.map((year) => ({
      predicate: annualPredicate(employment, catalogue, year),
      by: annualAppraisal(employment, year)?.by ?? null,
    }))
    const known = found.flatMap(({ by }) => (by === null ? [] : [by]))
    const isBelow = (predicate: Predicate): boolean => PREDICATES.indexOf(predicate) > PREDICATES.indexOf(least)
    if (found.some(({ predicate }) => predicate !== null && isBelow(predicate))) return notMet(...known)
    return found.some(({ predicate }) => predicate === null) ? unknown('Appraised') : met(...known)
  },
}
