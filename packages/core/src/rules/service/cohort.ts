/** What is said of a cohort rests on a cohort and a program that are there, and on having been there. */
import type { EventId } from '../../identity/ids.js'
import { LAW } from '../../law/law.js'
import { met, metUnless, notMet, type Rule } from '../Rule.js'
import { eventsOf } from './service.js'

export const UNKNOWN_COHORT: Rule<'UNKNOWN_COHORT', { readonly cohortKnown: boolean }> = {
  code: 'UNKNOWN_COHORT',
  basis: null,
  mark: null,
  text: { id: 'Angkatan itu tidak ada dalam katalog', en: 'No such cohort in the catalogue' },
  judge: ({ cohortKnown }) => metUnless(!cohortKnown),
}

/** Met where the cohort is not known: that is for another rule. */
export const UNKNOWN_PROGRAM: Rule<'UNKNOWN_PROGRAM', { readonly cohortKnown: boolean; readonly programKnown: boolean }> = {
  code: 'UNKNOWN_PROGRAM',
  basis: null,
  mark: null,
  text: { id: 'Program angkatan itu tidak ada dalam katalog', en: 'The program of the cohort is not in the catalogue' },
  judge: ({ cohortKnown, programKnown }) => metUnless(cohortKnown && !programKnown),
}

/** Hours of attendance and of the program, in JP; met where the program is not known: that is for another rule. */
export const HOURS_ABOVE_PROGRAM: Rule<'HOURS_ABOVE_PROGRAM', { readonly hours: number; readonly programHours: number | null }> = {
  code: 'HOURS_ABOVE_PROGRAM',
  basis: LAW.competenceDevelopment,
  mark: 'verified',
  text: { id: 'Jam melebihi JP program', en: 'More hours than the program has' },
  judge: ({ hours, programHours }) => metUnless(programHours !== null && hours > programHours),
}

/** Asked with the person's attendances of the cohort. */
export const NOT_ATTENDED: Rule<'NOT_ATTENDED', { readonly attendances: ReadonlyArray<{ readonly by: EventId | null }> }> = {
  code: 'NOT_ATTENDED',
  basis: null,
  mark: null,
  text: { id: 'Orang ini tidak hadir dalam angkatan itu', en: 'The person did not attend the cohort' },
  judge: ({ attendances: [attended] }) => (attended === undefined ? notMet() : met(...eventsOf([attended]))),
}
