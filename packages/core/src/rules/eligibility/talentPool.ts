/** Who belongs to the talent pool: a box of the grid that the policy names, and no recent medium or heavy sanction. */
import type { Employment } from '../../career/Employment.js'
import { addYears, type LocalDate } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import type { TalentGridParameters } from '../../policy/talentGrid.js'
import { met, metOnlyFrom, metUnless, type Rule, unknown } from '../Rule.js'

/** A person on a day, and the box of the grid; `box` is `null` while an appraisal or a potential score is missing. */
export interface TalentPoolFacts {
  readonly employment: Employment
  readonly day: LocalDate
  readonly box: number | null
  readonly talentGrid: TalentGridParameters
}

const POOL_BOX: Rule<'POOL_BOX', TalentPoolFacts> = {
  code: 'POOL_BOX',
  basis: LAW.talent,
  mark: 'verified',
  text: { id: 'Kotaknya tidak termasuk kelompok rencana suksesi', en: 'The box is not one of the pool' },
  judge: ({ box, talentGrid }) => (box === null ? unknown('box') : metUnless(!talentGrid.pool.value.boxes.includes(box))),
}

const RECENT_SANCTION: Rule<'RECENT_SANCTION', TalentPoolFacts> = {
  code: 'RECENT_SANCTION',
  basis: LAW.talent,
  mark: 'recalled',
  text: { id: 'Hukuman sedang atau berat dalam tahun-tahun terakhir', en: 'A medium or heavy sanction in recent years' },
  judge: ({ employment, day, talentGrid }) => {
    const years = talentGrid.pool.value.yearsWithoutSanction
    const since = addYears(day, -years)
    const recent = employment.sanctions.filter(({ on, data }) => data.severity !== 'R' && on !== null && on > since && on <= day)
    const begun = recent.at(-1)?.on ?? null
    return begun === null ? met() : metOnlyFrom(addYears(begun, years), ...recent.map(({ by }) => by))
  },
}

/** Rules of the talent pool, in the order in which they are named (PermenPANRB 3/2020). */
export const TALENT_POOL_RULES: ReadonlyArray<Rule<'POOL_BOX' | 'RECENT_SANCTION', TalentPoolFacts>> = [POOL_BOX, RECENT_SANCTION]

/**
 * Whether a person belongs to the pool on a day.
 *
 * @example
 * const on = day('2025-12-31')
 * const { parameters: talentGrid } = policyOn(sampleCatalogue, 'talent-grid', on)
 * isInPool({ employment: sampleEmployment, day: on, box: 9, talentGrid }) // => true
 * isInPool({ employment: sampleEmployment, day: on, box: null, talentGrid }) // => false
 */
export const isInPool = (facts: TalentPoolFacts): boolean => TALENT_POOL_RULES.every(({ judge }) => judge(facts).outcome === 'met')
