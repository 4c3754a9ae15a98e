/** A person's page: who it is, what holds today, hours of every year, and the whole timeline. */
import * as t from 'io-ts'
import { Data, Heading, listOf, orNone } from './answers.js'
import { Entry } from './Entry.js'

/** How a page names somebody: `notAppointed` has no appointment that holds, and so no name. */
export const Named = t.union([
  t.type({ number: t.string, name: t.string }),
  t.literal('erased'),
  t.literal('unreadable'),
  t.literal('notAppointed'),
])
export type Named = t.TypeOf<typeof Named>

export const EmploymentToday = t.type({
  agency: t.string,
  active: t.boolean,
  status: t.string,
  since: orNone(t.string),
  grade: orNone(t.string),
  gradeSince: orNone(t.string),
  positionName: orNone(t.string),
  level: t.string,
  unitId: t.string,
  unitName: orNone(t.string),
  /** Hours that a PNS owes in a year, by the policy in force in the agency. */
  floor: t.number,
  hours: listOf(t.type({ year: t.number, hours: t.number })),
})
export type EmploymentToday = t.TypeOf<typeof EmploymentToday>

export const PersonPage = t.intersection([
  Heading,
  t.type({
    career: t.string,
    base: Data,
    person: Named,
    employments: listOf(EmploymentToday),
    entries: listOf(Entry),
    /** Those whom the entries name by id. */
    people: t.record(t.string, Named),
    /** Programs of the cohorts the entries name. */
    cohorts: t.record(t.string, t.type({ program: t.string, name: t.string })),
    /** Names of the units the entries name, as far as they are known. */
    units: t.record(t.string, t.string),
  }),
])
export type PersonPage = t.TypeOf<typeof PersonPage>

/** The answer to an employee number. */
export const FoundPerson = t.type({ career: t.string })
export type FoundPerson = t.TypeOf<typeof FoundPerson>
