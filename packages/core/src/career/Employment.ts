/**
 * What holds of one person in one agency, sorted by kind of fact: the unit of
 * measures, rules and verdicts.
 */

import { type Catalogue, cohortEnd } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import { type DataOf, FACTS, type FactType } from '../fact/Fact.js'
import * as History from '../history/History.js'
import type { AgencyCode, EventId } from '../identity/ids.js'

/** A fact that holds, with the event that says so. */
export interface Held<K extends FactType> {
  readonly root: EventId
  /** The event that holds for the root: itself, or its last correction. */
  readonly by: EventId
  readonly revision: number
  /** Day from which it is effective; for facts of a cohort the cohort's end, `null` while that is unknown. */
  readonly on: LocalDate | null
  readonly data: DataOf<K>
}

/** The facts of a person in one agency; each list in order of date, then revision; undated last. */
export interface Employment {
  readonly agency: AgencyCode
  readonly appointments: ReadonlyArray<Held<'Appointed'>>
  readonly exits: ReadonlyArray<Held<'Retired'> | Held<'Left'>>
  readonly ranks: ReadonlyArray<Held<'Promoted'>>
  readonly positions: ReadonlyArray<Held<'Positioned'>>
  readonly enrolments: ReadonlyArray<Held<'Enrolled'>>
  readonly attendances: ReadonlyArray<Held<'Attended'>>
  readonly absences: ReadonlyArray<Held<'Absent'>>
  readonly withdrawals: ReadonlyArray<Held<'Withdrew'>>
  readonly ratings: ReadonlyArray<Held<'Rated'>>
  readonly sessions: ReadonlyArray<Held<'Mentored'>>
  readonly appraisals: ReadonlyArray<Held<'Appraised'>>
  readonly sanctions: ReadonlyArray<Held<'Sanctioned'>>
  readonly assessments: ReadonlyArray<Held<'CompetenceAssessed'>>
  readonly nominations: ReadonlyArray<Held<'Nominated'>>
  readonly studyTimes: ReadonlyArray<Held<'StudyTimeAnswered'>>
  readonly numberChanges: ReadonlyArray<Held<'NumberChanged'>>
}

type Lists = { -readonly [K in Exclude<keyof Employment, 'agency'>]: Employment[K][number][] }

const emptyLists = (): Lists => ({
  appointments: [],
  exits: [],
  ranks: [],
  positions: [],
  enrolments: [],
  attendances: [],
  absences: [],
  withdrawals: [],
  ratings: [],
  sessions: [],
  appraisals: [],
  sanctions: [],
  assessments: [],
  nominations: [],
  studyTimes: [],
  numberChanges: [],
})

const inOrder = (a: Held<FactType>, b: Held<FactType>): number =>
  a.on === b.on ? a.revision - b.revision : a.on === null ? 1 : b.on === null ? -1 : a.on < b.on ? -1 : 1

const place = (lists: Lists, { fact, entry, root, effectiveOn }: History.Holding, catalogue: Catalogue): void => {
  const base = { root, by: entry.id, revision: entry.revision }
  switch (fact.type) {
    case 'Appointed':
      lists.appointments.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'Retired':
      lists.exits.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'Left':
      lists.exits.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'Promoted':
      lists.ranks.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'Positioned':
      lists.positions.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'Enrolled':
      lists.enrolments.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'Attended':
      lists.attendances.push({ ...base, on: cohortEnd(catalogue, fact.data.cohort), data: fact.data })
      return
    case 'Absent':
      lists.absences.push({ ...base, on: cohortEnd(catalogue, fact.data.cohort), data: fact.data })
      return
    case 'Withdrew':
      lists.withdrawals.push({ ...base, on: cohortEnd(catalogue, fact.data.cohort), data: fact.data })
      return
    case 'Rated':
      lists.ratings.push({ ...base, on: cohortEnd(catalogue, fact.data.cohort), data: fact.data })
      return
    case 'Mentored':
      lists.sessions.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'Appraised':
      lists.appraisals.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'Sanctioned':
      lists.sanctions.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'CompetenceAssessed':
      lists.assessments.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'Nominated':
      lists.nominations.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'StudyTimeAnswered':
      lists.studyTimes.push({ ...base, on: effectiveOn, data: fact.data })
      return
    case 'NumberChanged':
      lists.numberChanges.push({ ...base, on: effectiveOn, data: fact.data })
      return
    default:
      return
  }
}

/** The employments of a career, one for each agency that has a fact in it, in order of agency. */
export const employments = (career: History.History, catalogueOf: (agency: AgencyCode) => Catalogue): ReadonlyArray<Employment> => {
  const byAgency = new Map<AgencyCode, Lists>()
  for (const holding of History.holding(career)) {
    if (FACTS[holding.fact.type].home !== 'career') continue
    let lists = byAgency.get(holding.entry.agency)
    if (lists === undefined) {
      lists = emptyLists()
      byAgency.set(holding.entry.agency, lists)
    }
    place(lists, holding, catalogueOf(holding.entry.agency))
  }
  return [...byAgency.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([agency, lists]) => {
      for (const list of Object.values(lists)) list.sort(inOrder)
      return { agency, ...lists }
    })
}

/** The employment as of a day: only facts effective on it or before. */
export const asOf = (employment: Employment, day: LocalDate): Employment => {
  const upTo = <H extends { readonly on: LocalDate | null }>(list: ReadonlyArray<H>): ReadonlyArray<H> => {
    const last = list.at(-1)
    return last === undefined || (last.on !== null && last.on <= day) ? list : list.filter(({ on }) => on !== null && on <= day)
  }
  return {
    agency: employment.agency,
    appointments: upTo(employment.appointments),
    exits: upTo(employment.exits),
    ranks: upTo(employment.ranks),
    positions: upTo(employment.positions),
    enrolments: upTo(employment.enrolments),
    attendances: upTo(employment.attendances),
    absences: upTo(employment.absences),
    withdrawals: upTo(employment.withdrawals),
    ratings: upTo(employment.ratings),
    sessions: upTo(employment.sessions),
    appraisals: upTo(employment.appraisals),
    sanctions: upTo(employment.sanctions),
    assessments: upTo(employment.assessments),
    nominations: upTo(employment.nominations),
    studyTimes: upTo(employment.studyTimes),
    numberChanges: upTo(employment.numberChanges),
  }
}
