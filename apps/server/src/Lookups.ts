/**
 * What only the dashboard asks of the kept documents: names of units, how many
 * came to each cohort, who works where today. Made when asked for, and kept until
 * the read models move.
 */
import type { AgencyCode, LocalDate, LogPosition } from '@jejak/core'
import { type PersonRow, Sums, type SumView, type View } from '@jejak/projection'
import { REPORTS, viewOf } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { type House, type HouseError, notReady } from './House.js'

const unitNamesView = (day: LocalDate): SumView => ({
  kind: 'sums',
  key: `dashboard-unit-names?asOf=${day}`,
  version: 1,
  asOf: day,
  reads: new Set(['Appointed']),
  measure: ({ employment }) => {
    const sums = new Sums.SumsBuilder()
    for (const { data } of employment.appointments) if (data.unitName !== null) sums.add(`${data.unitId}\u0000${data.unitName}`, [1])
    return sums.build()
  },
})

/** Everyone on a cohort's list counts once in the first place and once in the place of what became of it. */
const turnoutView = (day: LocalDate): SumView => ({
  kind: 'sums',
  key: `dashboard-turnout?asOf=${day}`,
  version: 1,
  asOf: day,
  reads: new Set(['Attended', 'Absent', 'Withdrew']),
  measure: ({ employment }) => {
    const sums = new Sums.SumsBuilder()
    for (const { data } of employment.attendances) sums.add(data.cohort, [1, 1, 0, 0])
    for (const { data } of employment.absences) sums.add(data.cohort, [1, 0, 1, 0])
    for (const { data } of employment.withdrawals) sums.add(data.cohort, [1, 0, 0, 1])
    return sums.build()
  },
})

const staffView = (day: LocalDate): View | null => {
  const report = REPORTS.get('staff-list')
  return report === undefined ? null : viewOf(report, { asOf: day, year: null, from: null, to: null, period: null })
}

/** People of a cohort: all on its list, who attended, who did not come, who withdrew. */
export interface Turnout {
  readonly enrolled: number
  readonly attended: number
  readonly absent: number
  readonly withdrawn: number
}

/** Who is in service on a day, with the position up to which all is in. */
interface Staff {
  readonly rows: ReadonlyArray<PersonRow>
  readonly position: LogPosition
}

type Answered<A> = Promise<E.Either<HouseError, A>>

export interface Lookups {
  /** Names of units by id: for each the name most appointments use, the first by alphabet of equals. May be half a minute old. */
  readonly unitNames: (agency: AgencyCode) => Answered<ReadonlyMap<string, string>>
  readonly turnout: (agency: AgencyCode) => Answered<ReadonlyMap<string, Turnout>>
  readonly staff: (agency: AgencyCode, day: LocalDate) => Answered<Staff>
}

/** Names of units change rarely: a name this old may stand beside a fresh figure. */
const NAMES_MS = 30_000

interface Kept<A> {
  readonly at: number
  readonly view: string
  readonly position: LogPosition
  readonly value: A
}

/** The commonest name of each unit. */
const namesIn = (sums: Sums.Sums): ReadonlyMap<string, string> => {
  const best = new Map<string, { readonly name: string; readonly times: number }>()
  for (const [key, [times = 0]] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [id = '', name = ''] = key.split('\u0000')
    const present = best.get(id)
    if (present === undefined || times > present.times) best.set(id, { name, times })
  }
  return new Map([...best].map(([id, { name }]) => [id, name]))
}

const turnoutIn = (sums: Sums.Sums): ReadonlyMap<string, Turnout> =>
  new Map(
    [...sums].map(([cohort, [enrolled = 0, attended = 0, absent = 0, withdrawn = 0]]) => [
      cohort,
      { enrolled, attended, absent, withdrawn },
    ]),
  )

type Figured = Parameters<typeof turnoutIn>[0]

export const openLookups = (house: Pick<House, 'readModels'>, today: () => LocalDate, now: () => number): Lookups => {
  const { readModels } = house

  /** Keeps the last answer of each agency while the view is the same and `fresh` agrees. */
  const keeping = <A>(
    make: (agency: AgencyCode, view: View) => Answered<{ readonly value: A; readonly position: LogPosition }>,
    fresh: (kept: Kept<A>, position: LogPosition) => boolean,
  ) => {
    const all = new Map<AgencyCode, Kept<A>>()
    return async (agency: AgencyCode, view: View): Answered<A> => {
      const health = await readModels.health()()
      if (E.isLeft(health)) return E.left(notReady(health.left))
      const kept = all.get(agency)
      if (kept !== undefined && kept.view === view.key && fresh(kept, health.right.position)) return E.right(kept.value)
      const made = await make(agency, view)
      if (E.isLeft(made)) return made
      all.set(agency, { at: now(), view: view.key, ...made.right })
      return E.right(made.right.value)
    }
  }

  const ofSums =
    <A>(read: (sums: Figured) => A) =>
    async (agency: AgencyCode, view: View): Answered<{ readonly value: A; readonly position: LogPosition }> => {
      const figure = await readModels.figure(view, agency)()
      if (E.isLeft(figure)) return E.left(notReady(figure.left))
      const { position } = figure.right
      return E.right({ value: read(figure.right.kind === 'sums' ? figure.right.sums : Sums.empty), position })
    }

  const sameState = (kept: Kept<unknown>, position: LogPosition): boolean => kept.position === position
  const names = keeping(ofSums(namesIn), (kept) => kept.value.size > 0 && now() - kept.at < NAMES_MS)
  const turnouts = keeping(ofSums(turnoutIn), sameState)
  const staff = keeping<Staff>(async (agency, view) => {
    const figure = await readModels.figure(view, agency)()
    if (E.isLeft(figure)) return E.left(notReady(figure.left))
    const { position } = figure.right
    return E.right({ value: { rows: figure.right.kind === 'table' ? figure.right.rows : [], position }, position })
  }, sameState)

  return {
    unitNames: (agency) => names(agency, unitNamesView(today())),
    turnout: (agency) => turnouts(agency, turnoutView(today())),
    staff: async (agency, day) => {
      const view = staffView(day)
      return view === null ? E.left({ tag: 'UnknownReport', report: 'staff-list' }) : staff(agency, view)
    },
  }
}
