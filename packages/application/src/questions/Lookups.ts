/**
 * What only the dashboard asks of the kept documents: names of units, how many
 * came to each cohort, who works where today. Made when asked for, and kept until
 * the read models move.
 */

import type { AgencyCode, LocalDate, LogPosition } from '@jejak/core'
import { type Figure, type PersonRow, Sums, type SumView, type View } from '@jejak/core/measure'
import { REPORTS, viewOf } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { type Fault, unknown } from '../fault/Fault.js'
import { ofStore } from '../fault/faultOf.js'
import type { Source } from './Source.js'

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

/** Posts are shared by many people: their names by id, as appointments write them. */
const positionNamesView = (day: LocalDate): SumView => ({
  kind: 'sums',
  key: `dashboard-position-names?asOf=${day}`,
  version: 1,
  asOf: day,
  reads: new Set(['Positioned']),
  measure: ({ employment }) => {
    const sums = new Sums.SumsBuilder()
    for (const { data } of employment.positions) sums.add(`${data.positionId}\u0000${data.positionName}`, [1])
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

type Answered<A> = Promise<E.Either<Fault, A>>

export interface Lookups {
  /**
   * Names of units by id: for each the name most appointments use, the first by
   * alphabet of equals. May be half a minute old, unless one of `ids` has none yet.
   */
  readonly unitNames: (agency: AgencyCode, ids?: ReadonlyArray<string>) => Answered<ReadonlyMap<string, string>>
  /** Names of positions by id, found like those of units. */
  readonly positionNames: (agency: AgencyCode, ids?: ReadonlyArray<string>) => Answered<ReadonlyMap<string, string>>
  /** Who came to each cohort: read along with what else a page says, since it takes a pass over all documents. */
  readonly turnout: {
    readonly view: () => View
    /** What is kept of an agency, if that is of this position; of any position without one. */
    readonly at: (agency: AgencyCode, position?: LogPosition) => ReadonlyMap<string, Turnout> | null
    /** Reads the figure of the view, and keeps what it says. */
    readonly take: (agency: AgencyCode, figure: Figure) => ReadonlyMap<string, Turnout>
    /** Reads the figure of the view as it was known at a moment: kept nowhere. */
    readonly read: (figure: Figure) => ReadonlyMap<string, Turnout>
  }
  readonly staff: (agency: AgencyCode, day: LocalDate) => Answered<Staff>
}

/** Names of units change rarely: older ones are still shown, and asked for again meanwhile. */
const NAMES_MS = 30_000
/** One without a name is looked for again after this time. */
const MISSING_MS = 1_000

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

/** What was made of a view's figure, at a position. */
interface Made<A> {
  readonly value: A
  readonly position: LogPosition
}

interface Kept<A> extends Made<A> {
  readonly at: number
  readonly view: string
}

/** The last answer of each agency, of one kind of view. */
const keep = <A>(make: (agency: AgencyCode, view: View) => Answered<Made<A>>, now: () => number) => {
  const all = new Map<AgencyCode, Kept<A>>()
  return {
    /** What is kept of this view; nothing of another day's. */
    last: (agency: AgencyCode, view: View): Kept<A> | null => {
      const kept = all.get(agency)
      return kept !== undefined && kept.view === view.key ? kept : null
    },
    /** Makes it now. Two who ask at once do not share it: the later may know of a change the earlier does not. */
    fresh: async (agency: AgencyCode, view: View): Answered<A> => {
      const made = await make(agency, view)
      if (E.isLeft(made)) return made
      const present = all.get(agency)
      if (present === undefined || present.view !== view.key || present.position <= made.right.position)
        all.set(agency, { at: now(), view: view.key, ...made.right })
      return E.right(made.right.value)
    },
  }
}

export const openLookups = (house: Pick<Source, 'readModels'>, today: () => LocalDate, now: () => number): Lookups => {
  const { readModels } = house

  const figure =
    <A>(read: (figure: Figure) => A) =>
    async (agency: AgencyCode, view: View): Answered<Made<A>> => {
      const answered = await readModels.figure(view, agency)()
      return E.isLeft(answered)
        ? E.left(ofStore(answered.left))
        : E.right({ value: read(answered.right), position: answered.right.position })
    }
  const sumsOf = (figure: Figure): Sums.Sums => (figure.kind === 'sums' ? figure.sums : Sums.empty)

  const names = keep(
    figure((answered) => namesIn(sumsOf(answered))),
    now,
  )
  const positions = keep(
    figure((answered) => namesIn(sumsOf(answered))),
    now,
  )
  const turnouts = new Map<AgencyCode, Made<ReadonlyMap<string, Turnout>> & { readonly view: string }>()
  const turnoutOf = (answered: Figure): ReadonlyMap<string, Turnout> => turnoutIn(sumsOf(answered))
  const staff = keep<Staff>(
    figure((answered) => ({ rows: answered.kind === 'table' ? answered.rows : [], position: answered.position })),
    now,
  )

  /** What is kept while the read models stand where they stood, else made anew. */
  const current = async <A>(kept: ReturnType<typeof keep<A>>, agency: AgencyCode, view: View): Answered<A> => {
    const health = await readModels.health()()
    if (E.isLeft(health)) return E.left(ofStore(health.left))
    const last = kept.last(agency, view)
    return last !== null && last.position === health.right.position ? E.right(last.value) : kept.fresh(agency, view)
  }

  /** What is kept, though it may be half a minute old; made anew where one of the ids has none yet. */
  const recent = (kept: ReturnType<typeof keep<ReadonlyMap<string, string>>>) => {
    const refreshing = new Set<AgencyCode>()
    return async (agency: AgencyCode, view: View, ids: ReadonlyArray<string>): Answered<ReadonlyMap<string, string>> => {
      const last = kept.last(agency, view)
      if (last === null || (now() - last.at > MISSING_MS && ids.some((id) => !last.value.has(id)))) return kept.fresh(agency, view)
      // Shown at once; the next question sees what has changed.
      if (now() - last.at > NAMES_MS && !refreshing.has(agency)) {
        refreshing.add(agency)
        void kept.fresh(agency, view).finally(() => refreshing.delete(agency))
      }
      return E.right(last.value)
    }
  }
  const unitNames = recent(names)
  const positionNames = recent(positions)

  return {
    unitNames: (agency, ids = []) => unitNames(agency, unitNamesView(today()), ids),
    positionNames: (agency, ids = []) => positionNames(agency, positionNamesView(today()), ids),
    turnout: {
      view: () => turnoutView(today()),
      at: (agency, position) => {
        const kept = turnouts.get(agency)
        const isOf = kept?.view === turnoutView(today()).key && (position === undefined || kept.position === position)
        return kept !== undefined && isOf ? kept.value : null
      },
      take: (agency, answered) => {
        const value = turnoutOf(answered)
        turnouts.set(agency, { value, position: answered.position, view: turnoutView(today()).key })
        return value
      },
      read: turnoutOf,
    },
    staff: async (agency, day) => {
      const view = staffView(day)
      return view === null ? E.left(unknown('report', 'staff-list')) : current(staff, agency, view)
    },
  }
}
