/**
 * A history: the set of entries of one or many streams, and which of them hold.
 *
 * `merge` is the union by event id: associative, commutative, idempotent, with
 * `empty` as unit, so entries may arrive in any order, twice, and in parts. It
 * never validates. What holds is a question asked of the set, not a state.
 */
import type * as M from 'fp-ts/lib/Monoid.js'
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

export type History = ReadonlyMap<EventId, Entry>

export const empty: History = new Map()

const put = (into: Map<EventId, Entry>, entry: Entry): void => {
  const present = into.get(entry.id)
  if (present === undefined || entry.revision < present.revision) into.set(entry.id, entry)
}

/** The history of these entries; should an id come twice, the lower revision is it. */
export const fromEntries = (entries: Iterable<Entry>): History => {
  const history = new Map<EventId, Entry>()
  for (const entry of entries) put(history, entry)
  return history
}

/** Adds entries to a history, in one copy. */
export const add = (history: History, entries: ReadonlyArray<Entry>): History => {
  if (entries.length === 0) return history
  const next = new Map(history)
  for (const entry of entries) put(next, entry)
  return next
}

export const merge = (a: History, b: History): History => (a.size === 0 ? b : b.size === 0 ? a : add(a, [...b.values()]))

export const Monoid: M.Monoid<History> = { concat: merge, empty }

/** The entry that holds for a root, with the fact it says; annulled roots are not among what holds. */
export interface Holding {
  readonly root: EventId
  readonly entry: Entry
  readonly effectiveOn: LocalDate | null
  readonly fact: Fact
}

const rootOf = (entry: Entry): EventId => (entry.says.kind === 'fact' ? entry.id : entry.says.root)

/**
 * The last word on every root: of all entries that speak of it, the one with the
 * greatest revision. A correction whose root has not arrived waits, unseen.
 */
export const lastWord = (history: History): ReadonlyMap<EventId, Entry> => {
  const last = new Map<EventId, Entry>()
  for (const entry of history.values()) {
    const root = rootOf(entry)
    if (entry.says.kind !== 'fact' && history.get(root)?.says.kind !== 'fact') continue
    const present = last.get(root)
    if (present === undefined || entry.revision > present.revision) last.set(root, entry)
  }
  return last
}

/** What holds, root by root. */
export const holding = (history: History): ReadonlyArray<Holding> => {
  const held: Holding[] = []
  for (const [root, entry] of lastWord(history)) {
    if (entry.says.kind === 'annulled') continue
    held.push({ root, entry, effectiveOn: entry.says.effectiveOn, fact: entry.says.fact })
  }
  return held
}

/** The history as it was known before a position of the log (that event excluded). */
export const knownBefore = (history: History, position: LogPosition): History =>
  fromEntries([...history.values()].filter((entry) => entry.position < position))
