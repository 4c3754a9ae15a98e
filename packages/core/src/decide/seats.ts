/** Who has a seat in a cohort: read from the stream of the cohort alone, which decides. */
import type { DataOf } from '../fact/Fact.js'
import * as History from '../history/History.js'
import type { CareerId, EventId } from '../identity/ids.js'
import type { Context, State } from './Context.js'
import { saidAt } from './service.js'

/** What takeSeat and freeSeat judge. */
export interface Seating {
  readonly context: Context
  readonly career: CareerId
  /** The cohort as its own stream says it; `null` where that does not. */
  readonly cohort: DataOf<'CohortScheduled'> | null
  /** Seats taken and not freed since, with the event that took each. */
  readonly seats: ReadonlyMap<CareerId, EventId>
}

export const seatingOf = (context: Context, career: CareerId, state: State): Seating => {
  let cohort: DataOf<'CohortScheduled'> | null = null
  let cohortAt = -1
  const last = new Map<CareerId, { readonly at: number; readonly by: EventId | null }>()
  for (const { root, entry, fact } of History.holding(state)) {
    const at = saidAt(state, root)
    if (fact.type === 'CohortScheduled') {
      if (cohortAt < 0 || at < cohortAt) {
        cohort = fact.data
        cohortAt = at
      }
    } else if (fact.type === 'SeatTaken' || fact.type === 'SeatFreed') {
      const before = last.get(fact.data.career)
      if (before === undefined || at > before.at) last.set(fact.data.career, { at, by: fact.type === 'SeatTaken' ? entry.id : null })
    }
  }
  const seats = new Map<CareerId, EventId>()
  for (const [who, { by }] of last) if (by !== null) seats.set(who, by)
  return { context, career, cohort, seats }
}
