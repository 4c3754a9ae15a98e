/** Small views that between them use every way a figure can depend on facts, dates and catalogue. */
import { Catalogue, type FactType, type LocalDate, policyOn, STANDING_TYPES, standingOn } from '@jejak/core'
import type { SumView, TableView, View } from '@jejak/core/measure'

const sums = (name: string, asOf: LocalDate, reads: ReadonlyArray<FactType>, measure: SumView['measure']): SumView => ({
  kind: 'sums',
  key: `${name}?asOf=${asOf}`,
  version: 1,
  asOf,
  reads: new Set(reads),
  measure,
})

/** Hours by kind of program: dated by the cohort's end, named through the cohort. */
const hours = (asOf: LocalDate): SumView =>
  sums('test-hours', asOf, ['Attended'], ({ employment }, catalogue) => {
    const total = new Map<string, number[]>()
    for (const { data } of employment.attendances) {
      const cohort = catalogue.cohorts.get(data.cohort)
      const kind = (cohort === undefined ? undefined : catalogue.programs.get(cohort.program)?.kind) ?? 'unknown'
      const [count, sum] = total.get(kind) ?? [0, 0]
      total.set(kind, [(count ?? 0) + 1, (sum ?? 0) + data.hours])
    }
    return total
  })

/** People in service by unit, and whether their post is a key one. */
const people = (asOf: LocalDate): SumView =>
  sums('test-people', asOf, [...STANDING_TYPES, 'Promoted'], ({ employment }, catalogue) => {
    const standing = standingOn(employment, asOf)
    if (standing === null) return new Map()
    const at = standing.position?.data
    const key = at !== undefined && catalogue.posts.get(Catalogue.postKey(at.unitId, at.positionId))?.key === true
    return new Map([[standing.unitId, [1, standing.active ? 1 : 0, key ? 1 : 0]]])
  })

/** Policies known and one in force, which concern everyone of an agency at once, and curricula of the programs taken part in. */
const policies = (asOf: LocalDate): SumView =>
  sums('test-policies', asOf, ['Appraised', 'Attended'], ({ employment }, catalogue) => {
    const programs = new Set(employment.attendances.map(({ data }) => catalogue.cohorts.get(data.cohort)?.program))
    const curricula = catalogue.curricula.filter(({ data }) => programs.has(data.program)).length
    const { floorOfPermanent } = policyOn(catalogue, 'training-hours', asOf).parameters
    return new Map([['', [catalogue.policies.length, curricula, employment.appraisals.length, floorOfPermanent.value]]])
  })

/** A row for everyone who has a fact by that day. */
const list = (asOf: LocalDate): TableView => ({
  kind: 'table',
  key: `test-list?asOf=${asOf}`,
  version: 1,
  asOf,
  reads: new Set<FactType>(['Appointed', 'Attended', 'Mentored', 'Sanctioned']),
  row: ({ employment }, catalogue) =>
    employment.appointments.length + employment.sessions.length + employment.sanctions.length === 0
      ? null
      : {
          unit: employment.appointments[0]?.data.unitId ?? null,
          sessions: employment.sessions.length,
          programs: employment.attendances.map(({ data }) => catalogue.cohorts.get(data.cohort)?.program ?? ''),
        },
})

/** The views kept on a day. */
export const testViews = (today: LocalDate): ReadonlyArray<View> => [hours(today), people(today), policies(today), list(today)]
