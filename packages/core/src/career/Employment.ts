/**
 * What holds of one person in one agency, sorted by kind of fact: the unit of
 * measures, rules and verdicts.
 */
import type { LocalDate } from '../date/LocalDate.js'
import type { DataOf, FactType } from '../fact/Fact.js'
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

/** The facts of a person in one agency; each list in order of date, then revision, then root; undated last. */
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

/** Whether a fact comes before a day in a list; undated facts come last. */
const isBefore = ({ on }: { readonly on: LocalDate | null }, day: LocalDate | null): boolean => on !== null && (day === null || on < day)

/** The facts of a list that are effective on just this day, or undated; found by halving the list. */
export const effectiveOn = <H extends { readonly on: LocalDate | null }>(
  list: ReadonlyArray<H>,
  day: LocalDate | null,
): ReadonlyArray<H> => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = list[middle]
    if (item !== undefined && isBefore(item, day)) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < list.length && list[end]?.on === day) end += 1
  return list.slice(low, end)
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
