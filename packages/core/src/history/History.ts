/**
 * A history: the set of entries of one or many streams, and which of them hold.
 *
 * `merge` is the union by event id: associative, commutative, idempotent, with
 * `empty` as unit, so entries may arrive in any order, twice, and in parts. It
 * never validates. What holds is a question asked of the set, not a state.
 */
import type * as M from 'fp-ts/lib/Monoid.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { Fact } from '../fact/Fact.js'
import type { EventId, LogPosition } from '../identity/ids.js'
import type { Entry } from './Entry.js'
import { saidIn, wordOn } from './lastWords.js'
import { type Derivation, Version } from './Version.js'

export type { Entry, Says } from './Entry.js'
export type { Derivation } from './Version.js'

/** A set of entries by event id. */
export type History = ReadonlyMap<EventId, Entry>

const versionOf = (history: History): Version => (history instanceof Version ? history : Version.of(history.values()))

/**
 * The history of these entries; should an id come twice, the lower revision is it.
 *
 * @example
 * History.fromEntries(sampleCareer.values()).size // => 10
 */
export const fromEntries = (entries: Iterable<Entry>): History => Version.of(entries)

/** A history without an entry. */
export const empty: History = fromEntries([])

/**
 * Adds entries to a history. The cost is that of the entries added, not of the career.
 *
 * @example
 * History.add(History.empty, [...sampleCareer.values()]).size // => 10
 */
export const add = (history: History, entries: ReadonlyArray<Entry>): History => versionOf(history).with(entries)

/**
 * The union by event id: associative, commutative, idempotent. Costs what the second has.
 *
 * @example
 * History.merge(sampleCareer, sampleCareer).size // => 10
 */
export const merge = (a: History, b: History): History => (a.size === 0 ? b : b.size === 0 ? a : add(a, [...b.values()]))

/** Histories under `merge`, with `empty` as unit. */
export const Monoid: M.Monoid<History> = { concat: merge, empty }

/**
 * What the entries of a history come to; of one that grew only what is new is taken in.
 *
 * @example
 * const counted = { begin: () => 0, next: (n: number) => n + 1 }
 * History.derive(sampleCareer, counted) // => 10
 */
export const derive = <S>(history: History, derivation: Derivation<S>): S => versionOf(history).derive(derivation)

/**
 * Greatest revision of an entry; -1 where there is none.
 *
 * @example
 * History.lastRevision(sampleCareer) // => 9
 * History.lastRevision(History.empty) // => -1
 */
export const lastRevision = (history: History): number => versionOf(history).lastRevision

/** The entry that holds for a root, with the fact it says; annulled roots are not among what holds. */
export interface Holding {
  readonly root: EventId
  readonly entry: Entry
  readonly effectiveOn: LocalDate | null
  readonly fact: Fact
}

/**
 * The last word on every root: of all entries that speak of it, the one with the
 * greatest revision. A correction whose root has not arrived waits, unseen.
 *
 * @example
 * History.lastWord(sampleCareer).size // => 10
 */
export const lastWord = (history: History): ReadonlyMap<EventId, Entry> => {
  const said = saidIn(history.values())
  const last = new Map<EventId, Entry>()
  for (const entry of history.values()) if (entry.says.kind === 'fact') last.set(entry.id, wordOn(said, entry))
  return last
}

/**
 * What holds, root by root.
 *
 * @example
 * History.holding(sampleCareer).filter(({ fact }) => fact.type === 'Promoted').length // => 3
 */
export const holding = (history: History): ReadonlyArray<Holding> => {
  const held: Holding[] = []
  for (const [root, entry] of lastWord(history)) {
    if (entry.says.kind === 'annulled') continue
    held.push({ root, entry, effectiveOn: entry.says.effectiveOn, fact: entry.says.fact })
  }
  return held
}

/**
 * The history as it was known before a position of the log (that event excluded).
 *
 * @example
 * History.knownBefore(sampleCareer, must(logPosition(2))).size // => 1
 */
export const knownBefore = (history: History, position: LogPosition): History =>
  fromEntries([...history.values()].filter((entry) => entry.position < position))
