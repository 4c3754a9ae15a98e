/**
 * The names by which careers refer to the catalogue. A career holds the names of
 * its facts, also of entries that are not there yet; when an entry of the
 * catalogue changes, the careers that hold its name are measured again.
 */
import { type AgencyCode, Catalogue, Code, type Fact, type History } from '@jejak/core'

const cohortName = (agency: AgencyCode, code: string): string => `${agency}|c|${code}`
const postName = (agency: AgencyCode, unit: string, position: string): string => `${agency}|t|${Catalogue.postKey(unit, position)}`
/** Every career of an agency holds this one. */
const agencyName = (agency: AgencyCode): string => `${agency}|*`

const namesOfFact = (agency: AgencyCode, fact: Fact): string | null => {
  switch (fact.type) {
    case 'Enrolled':
    case 'Withdrew':
    case 'Attended':
    case 'Absent':
    case 'Rated':
    case 'StudyTimeAnswered':
      return cohortName(agency, fact.data.cohort)
    case 'Positioned':
    case 'Nominated':
      return postName(agency, fact.data.unitId, fact.data.positionId)
    case 'Other': {
      // A fact of others may be dated by a cohort.
      const { cohort } = fact.data.data
      return Code.is(cohort) ? cohortName(agency, cohort) : null
    }
    default:
      return null
  }
}

/** All names that entries of a career hold, each once. */
export const namesOf = (entries: Iterable<History.Entry>): ReadonlyArray<string> => {
  const names = new Set<string>()
  for (const { agency, says } of entries) {
    names.add(agencyName(agency))
    if (says.kind === 'annulled') continue
    const name = namesOfFact(agency, says.fact)
    if (name !== null) names.add(name)
  }
  return [...names]
}

/** What of an agency a catalogue fact concerns. */
export type Concern = { readonly tag: 'name'; readonly name: string } | { readonly tag: 'program'; readonly program: string }

/** Whom a reference fact concerns; `null` for facts that dirty no career. */
export const concernOf = (agency: AgencyCode, fact: Fact): Concern | null => {
  switch (fact.type) {
    case 'ProgramOffered':
      return { tag: 'program', program: fact.data.code }
    case 'CurriculumChanged':
      return { tag: 'program', program: fact.data.program }
    case 'CohortScheduled':
      return { tag: 'name', name: cohortName(agency, fact.data.code) }
    case 'PostDefined':
      return { tag: 'name', name: postName(agency, fact.data.unitId, fact.data.positionId) }
    case 'PolicyAdopted':
      return { tag: 'name', name: agencyName(agency) }
    default:
      return null
  }
}

export { cohortName }
