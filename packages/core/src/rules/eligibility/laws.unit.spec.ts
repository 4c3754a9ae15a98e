import { isDeepStrictEqual } from 'node:util'
import { arbitraryDecisionInput, arbitraryLocalDateIn } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Employment } from '../../career/Employment.js'
import { type Standing, standingOn } from '../../career/standing.js'
import type { Catalogue } from '../../catalogue/Catalogue.js'
import type { LocalDate } from '../../date/LocalDate.js'
import { employmentHere } from '../../decide/Context.js'
import { policyOn } from '../../policy/inForce.js'
import { judgeAll, type Rule } from '../Rule.js'
import { verdictOf } from '../Verdict.js'
import { DISCIPLINE } from './discipline.js'
import { NOMINATION_RULES } from './nomination.js'
import { type RankFacts, ranked } from './RankFacts.js'
import { RANK_PROMOTION_RULES, rankEligibility } from './rankPromotion.js'
import { TALENT_POOL_RULES } from './talentPool.js'

interface Someone {
  readonly employment: Employment
  readonly standing: Standing
  readonly catalogue: Catalogue
  readonly day: LocalDate
}

/** People of a small world who were appointed by some day. */
const someone: fc.Arbitrary<Someone> = fc
  .tuple(arbitraryDecisionInput(['Promote']), arbitraryLocalDateIn('2018-01-01', '2030-12-31'))
  .map(([{ context, state }, day]): Someone | null => {
    const employment = employmentHere(context, state)
    const standing = employment === null ? null : standingOn(employment, day)
    return employment === null || standing === null ? null : { employment, standing, catalogue: context.catalogue, day }
  })
  .filter((found) => found !== null)

const rankFacts = ({ employment, standing, catalogue, day }: Someone): RankFacts => ({
  employment,
  standing,
  catalogue,
  day,
  rankPromotion: policyOn(catalogue, 'rank-promotion', day).parameters,
  creditPoints: policyOn(catalogue, 'credit-points', day).parameters,
})

/** Always one of three values, the same each time; facts where it is met or not by some, something missing where it is unknown. */
const isLawful = <F>(rules: ReadonlyArray<Rule<string, F>>, facts: F): boolean => {
  const findings = judgeAll(rules, facts)
  return (
    isDeepStrictEqual(judgeAll(rules, facts), findings) &&
    findings.every(
      ({ outcome, missing, metFrom }) => (outcome === 'unknown') === missing.length > 0 && (metFrom === null || outcome === 'notMet'),
    )
  )
}

describe('rules of eligibility', () => {
  it('answer every question, the same each time', () =>
    fc.assert(
      fc.property(someone, fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }), (who, box) => {
        const talentGrid = policyOn(who.catalogue, 'talent-grid', who.day).parameters
        const asked = ranked(rankFacts(who))
        return (
          (asked === null || isLawful(RANK_PROMOTION_RULES, asked)) &&
          isLawful(NOMINATION_RULES, who) &&
          isLawful(TALENT_POOL_RULES, { ...who, box, talentGrid })
        )
      }),
      { numRuns: 200 },
    ))

  it('impute nothing: while a rank or an appraisal is missing there is no verdict', () => {
    const verdicts = new Set<string>()
    fc.assert(
      fc.property(someone, (who) => {
        const found = rankEligibility(rankFacts(who))
        if (found === null) return
        verdicts.add(found.verdict)
        expect(verdictOf(found.findings)).toBe(found.verdict)
        // What is not met decides, whatever is missing; what is missing makes nobody eligible.
        expect(found.failed.length > 0).toBe(found.verdict === 'notEligible')
        if (found.unknown.length > 0) expect(found.verdict).not.toBe('eligible')
        if (found.verdict === 'insufficientData') expect(found.unknown.length).toBeGreaterThan(0)
        if (who.standing.rank === null) expect(found).toMatchObject({ verdict: 'insufficientData', next: null, unknown: ['NO_RANK'] })
      }),
      { numRuns: 300 },
    )
    expect(verdicts).toContain('insufficientData')
  })

  it('say from when discipline is over, and it is on that day and not the day before', () => {
    let told = 0
    fc.assert(
      fc.property(someone, ({ employment, day }) => {
        const { outcome, metFrom } = DISCIPLINE.judge({ employment, day })
        if (outcome === 'met' || metFrom === null) return
        told++
        expect(metFrom > day).toBe(true)
        expect(DISCIPLINE.judge({ employment, day: metFrom }).outcome).toBe('met')
      }),
      { numRuns: 1500 },
    )
    expect(told).toBeGreaterThan(0)
  })
})
