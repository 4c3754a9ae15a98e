/** APPRAISAL: each of the last two annual appraisals is good or very good. */
import { LAW } from '../../law/law.js'
import { metUnless, type Rule, unknown } from '../Rule.js'
import { lastTwoPredicates, MISSING_APPRAISAL, type RankFacts } from './RankFacts.js'

export const APPRAISAL: Rule<'APPRAISAL', RankFacts> = {
  code: 'APPRAISAL',
  basis: LAW.rank,
  mark: 'verified',
  text: {
    id: 'Predikat kinerja dua tahun terakhir tidak semuanya sekurang-kurangnya Baik',
    en: 'Not every predicate of the last two years is at least good',
  },
  judge: (facts) => {
    const last = lastTwoPredicates(facts)
    if (last === null) return unknown(MISSING_APPRAISAL)
    return metUnless(!last.every(({ predicate }) => predicate === 'SB' || predicate === 'B'), ...last.map(({ by }) => by))
  },
}
