/** Rules about cohorts that several deciders share. */
import type { Employment, Held } from '../career/Employment.js'
import { cohortEnd } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { FactType } from '../fact/Fact.js'
import type { Code, EventId } from '../identity/ids.js'
import { met, metUnless, notMet } from '../rules/Rule.js'
import { type Claim, type Context, claim, type FactRule, type State } from './Context.js'
import { rule, saidAt } from './service.js'

/** Types whose fact is dated by its cohort. */
export type CohortType = 'Enrolled' | 'Withdrew' | 'Attended' | 'Absent' | 'Rated'

/** A claim dated by the end of its cohort. */
export const cohortClaim = <K extends Exclude<CohortType, 'Enrolled'>>(context: Context, state: State, data: Claim<K>['data']): Claim<K> =>
  claim(context, state, cohortEnd(context.catalogue, data.cohort), data)

/** What happens in a cohort cannot be told before it begins. */
export const cohortBegun = <K extends CohortType>(): FactRule<K> =>
  rule('NOT_YET', ({ context, data }) => {
    const starts: LocalDate | undefined = context.catalogue.cohorts.get(data.cohort)?.starts
    return metUnless(starts !== undefined && starts > context.today)
  })

/** Roots of facts about a cohort, of these lists. */
export const about = (
  cohort: Code,
  ...lists: ReadonlyArray<ReadonlyArray<Held<FactType> & { readonly data: { readonly cohort: Code } }>>
): ReadonlyArray<Held<FactType>> => lists.flatMap((list) => list.filter(({ data }) => data.cohort === cohort))

const idsOf = (held: ReadonlyArray<Held<FactType>>): ReadonlyArray<EventId> => held.map(({ by }) => by)

/** The enrolment that stands: one first said after every withdrawal from the cohort. */
export const standingEnrolment = (employment: Employment | null, state: State, cohort: Code): EventId | null => {
  if (employment === null) return null
  const since = Math.max(-1, ...about(cohort, employment.withdrawals).map(({ root }) => saidAt(state, root)))
  return employment.enrolments.find(({ data, root }) => data.cohort === cohort && saidAt(state, root) > since)?.by ?? null
}

/** For commands only: imports record participants without an enrolment, and such facts may be corrected. */
export const enrolled = <K extends CohortType>(): FactRule<K> =>
  rule('NOT_ENROLLED', ({ employment, state, data }) => {
    const enrolment = standingEnrolment(employment, state, data.cohort)
    return enrolment === null ? notMet() : met(enrolment)
  })

/** Attended or absent is said once, and not after a withdrawal that still stands. */
export const outcomeOpen = <K extends CohortType>(): FactRule<K> =>
  rule('OUTCOME_RECORDED', ({ employment, state, data }) => {
    if (employment === null) return met()
    const said = about(data.cohort, employment.attendances, employment.absences)
    const withdrawn = about(data.cohort, employment.withdrawals)
    const standing = withdrawn.length > 0 && standingEnrolment(employment, state, data.cohort) === null
    const against = [...idsOf(said), ...(standing ? idsOf(withdrawn) : [])]
    return metUnless(against.length > 0, ...against)
  })
