/**
 * A fact that rests on another one, in the catalogue or in the agency's own stream,
 * which may have been taken out since. Nobody is refused by these: commands and the
 * import ask for what they name by rules of their own.
 */
import { type Catalogue, postKey } from '../../catalogue/Catalogue.js'
import type { Fact } from '../../fact/Fact.js'
import type { Code } from '../../identity/ids.js'
import { metUnless, type Rule } from '../Rule.js'
import { UNKNOWN_COHORT } from './cohort.js'

interface Ground {
  readonly known: boolean
}

type RestingCode = 'UNKNOWN_PROGRAM' | 'UNKNOWN_COHORT' | 'UNKNOWN_POST' | 'UNKNOWN_FORUM'

const ground = <C extends RestingCode>(code: C, id: string, en: string): Rule<C, Ground> => ({
  code,
  basis: null,
  mark: null,
  text: { id, en },
  judge: ({ known }) => metUnless(!known),
})

const NO_PROGRAM = ground('UNKNOWN_PROGRAM', 'Program itu tidak ada dalam katalog', 'No such program in the catalogue')
const NO_COHORT = ground('UNKNOWN_COHORT', UNKNOWN_COHORT.text.id, UNKNOWN_COHORT.text.en)
const NO_POST = ground('UNKNOWN_POST', 'Jabatan itu tidak ada dalam peta jabatan', 'No such post in the establishment')
const NO_FORUM = ground('UNKNOWN_FORUM', 'Forum itu tidak ada', 'No such forum')

/** What facts may rest on: the catalogue of their agency, and the forums it held. */
export interface Grounds {
  readonly catalogue: Catalogue
  readonly forums: ReadonlySet<Code>
}

/** The rule that a fact breaks by naming what is not there; `null` where it is there, or nothing is named. */
export const withoutGround = (fact: Fact, { catalogue, forums }: Grounds): Rule<RestingCode, Ground> | null => {
  const unless = (known: boolean, rule: Rule<RestingCode, Ground>) => (rule.judge({ known }).outcome === 'notMet' ? rule : null)
  switch (fact.type) {
    case 'StudyTimeAnswered':
      return unless(catalogue.cohorts.has(fact.data.cohort), NO_COHORT)
    case 'Nominated':
      return unless(catalogue.posts.has(postKey(fact.data.unitId, fact.data.positionId)), NO_POST)
    case 'CohortScheduled':
    case 'CurriculumChanged':
    case 'BudgetLine':
      return unless(catalogue.programs.has(fact.data.program), NO_PROGRAM)
    case 'InputReceived':
    case 'InputAnswered':
      return unless(forums.has(fact.data.forum), NO_FORUM)
    default:
      return null
  }
}
