/**
 * What only the dashboard asks: names of units, and how many came to each cohort.
 * Views over the kept documents, made when asked for and kept until the log moves.
 */
import type { AgencyCode, LocalDate, LogPosition } from '@jejak/core'
import { Sums, type SumView } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import { type House, type HouseError, notReady } from './House.js'

const unitNamesView = (today: LocalDate): SumView => ({
  kind: 'sums',
  key: `dashboard-unit-names?asOf=${today}`,
  version: 1,
  asOf: today,
  reads: new Set(['Appointed']),
  measure: ({ employment }) => {
    const sums = new Sums.SumsBuilder()
    for (const { data } of employment.appointments) if (data.unitName !== null) sums.add(`${data.unitId}\u0000${data.unitName}`, [1])
    return sums.build()
  },
})

const TURNOUT = { enrolled: 0, attended: 1, absent: 2, withdrawn: 3 } as const
const one = (index: number): ReadonlyArray<number> => [0, 0, 0, 0].map((n, i) => (i === index || i === 0 ? 1 : n))

const turnoutView = (today: LocalDate): SumView => ({
  kind: 'sums',
  key: `dashboard-turnout?asOf=${today}`,
  version: 1,
  asOf: today,
  reads: new Set(['Attended', 'Absent', 'Withdrew']),
  measure: ({ employment }) => {
    const sums = new Sums.SumsBuilder()
    for (const { data } of employment.attendances) sums.add(data.cohort, one(TURNOUT.attended))
    for (const { data } of employment.absences) sums.add(data.cohort, one(TURNOUT.absent))
    for (const { data } of employment.withdrawals) sums.add(data.cohort, one(TURNOUT.withdrawn))
    return sums.build()
  },
})

/** People of a cohort: all on its list, who attended, who did not come, who withdrew. */
export interface Turnout {
  readonly enrolled: number
  readonly attended: number
  readonly absent: number
  readonly withdrawn: number
}

/** Figures of the dashboard's own, per agency. */
export interface Lookups {
  /** Names of units by id: for each the name most appointments use, the first by alphabet of equals. May be some seconds old. */
  readonly unitNames: (agency: AgencyCode) => Promise<E.Either<HouseError, ReadonlyMap<string, string>>>
  readonly turnout: (agency: AgencyCode) => Promise<E.Either<HouseError, ReadonlyMap<string, Turnout>>>
}

/** Names of units change rarely: an answer this old is shown while figures are fresh. */
const NAMES_MS = 30_000

interface Kept<A> {
  readonly at: number
  readonly day: LocalDate
  readonly position: LogPosition
  readonly value: A
}

export const openLookups = (house: Pick<House, 'readModels'>, today: () => LocalDate, now: () => number): Lookups => {
  const names = new Map<AgencyCode, Kept<ReadonlyMap<string, string>>>()
  const turnouts = new Map<AgencyCode, Kept<ReadonlyMap<string, Turnout>>>()

  const sums = async (view: SumView, agency: AgencyCode): Promise<E.Either<HouseError, { sums: Sums.Sums; position: LogPosition }>> => {
    const figure = await house.readModels.figure(view, agency)()
    if (E.isLeft(figure)) return E.left(notReady(figure.left))
    return figure.right.kind === 'sums' ? E.right(figure.right) : E.left({ tag: 'NotReady', reason: 'a table where sums were asked for' })
  }

  return {
    unitNames: async (agency) => {
      const kept = names.get(agency)
      const day = today()
      if (kept !== undefined && kept.day === day && kept.value.size > 0 && now() - kept.at < NAMES_MS) return E.right(kept.value)
      const figure = await sums(unitNamesView(day), agency)
      if (E.isLeft(figure)) return figure
      const best = new Map<string, { readonly name: string; readonly times: number }>()
      for (const [key, [times = 0]] of [...figure.right.sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const [id = '', name = ''] = key.split('\u0000')
        const present = best.get(id)
        if (present === undefined || times > present.times) best.set(id, { name, times })
      }
      const value = new Map([...best].map(([id, { name }]) => [id, name] as const))
      names.set(agency, { at: now(), day, position: figure.right.position, value })
      return E.right(value)
    },
    turnout: async (agency) => {
      const day = today()
      const health = await house.readModels.health()()
      if (E.isLeft(health)) return E.left(notReady(health.left))
      const kept = turnouts.get(agency)
      if (kept !== undefined && kept.day === day && kept.position === health.right.position) return E.right(kept.value)
      const figure = await sums(turnoutView(day), agency)
      if (E.isLeft(figure)) return figure
      const value = new Map(
        [...figure.right.sums].map(
          ([cohort, [enrolled = 0, attended = 0, absent = 0, withdrawn = 0]]) =>
            [cohort, { enrolled, attended, absent, withdrawn }] as const,
        ),
      )
      turnouts.set(agency, { at: now(), day, position: figure.right.position, value })
      return E.right(value)
    },
  }
}
