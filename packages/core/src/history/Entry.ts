/** One event as state keeps it, and what it says. */
import type { Instant } from '../date/Instant.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { Fact } from '../fact/Fact.js'
import type { AgencyCode, EventId, LogPosition } from '../identity/ids.js'

/** What an entry says: a fact of its own, or something about an earlier one, its root. */
export type Says =
  | { readonly kind: 'fact'; readonly effectiveOn: LocalDate | null; readonly fact: Fact }
  | { readonly kind: 'corrected'; readonly root: EventId; readonly effectiveOn: LocalDate | null; readonly fact: Fact }
  | { readonly kind: 'annulled'; readonly root: EventId }

/** One event as state keeps it: without sealed part and ground. */
export interface Entry {
  readonly id: EventId
  readonly revision: number
  readonly position: LogPosition
  readonly recordedAt: Instant
  readonly agency: AgencyCode
  readonly says: Says
}
