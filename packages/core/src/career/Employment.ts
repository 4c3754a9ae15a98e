/**
 * What holds of one person in one agency, sorted by kind of fact: the unit of
 * measures, rules and verdicts.
 */
import type { LocalDate } from '../date/LocalDate.js'
import { type DataOf, FACTS, type FactType } from '../fact/Fact.js'
import type { AgencyCode, CareerId, EventId } from '../identity/ids.js'
import { unsafeLists } from '../unsafe.js'

/** A fact that holds, with the event that says so. */
export interface Held<K extends FactType> {
  readonly root: EventId
  /** The event that holds for the root: itself, or its last correction. */
  readonly by: EventId
  readonly revision: number
  /** Day from which it is effective; for facts of a cohort the cohort's end, `null` while that is unknown. */
  readonly on: LocalDate | null
  readonly data: DataOf<K>
  /** Under which of a person's numbers the fact stands; left out where there is only one. */
  readonly under?: CareerId
}

/** Names of the lists, from the table of facts. */
export type ListName = Exclude<(typeof FACTS)[FactType]['list'], null>

/** A fact of any type that a list holds. */
type HeldIn<N extends ListName> = { [K in FactType]: (typeof FACTS)[K]['list'] extends N ? Held<K> : never }[FactType]

/** The facts of a person in one agency; each list in order of date, then revision, then root; undated last. */
export type Employment = { readonly agency: AgencyCode } & { readonly [N in ListName]: ReadonlyArray<HeldIn<N>> }

/** The list that holds facts of a type; `null` where none does. */
export const listOf = (type: FactType): ListName | null => FACTS[type].list

export const LIST_NAMES: ReadonlyArray<ListName> = [
  ...new Set(Object.values(FACTS).flatMap(({ list }): ReadonlyArray<ListName> => (list === null ? [] : [list]))),
]

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

/** Whether an undated fact of others waits for no cohort: such a fact always holds. */
const holdsAlways = ({ data }: Held<FactType>): boolean => 'schema' in data && !('cohort' in data.data)

/**
 * What begins, ends or divides a service is seen whole on every day: whether an appointment began it here follows from
 * transfers that came later, and who is confirmed one day was a candidate before.
 */
const SEEN_WHOLE: ReadonlySet<ListName> = new Set(['transfersIn', 'exits', 'confirmations'])

const CUT_NAMES: ReadonlyArray<ListName> = LIST_NAMES.filter((name) => !SEEN_WHOLE.has(name))

const upTo = (list: ReadonlyArray<Held<FactType>>, day: LocalDate): ReadonlyArray<Held<FactType>> => {
  const last = list.at(-1)
  return last === undefined || (last.on !== null && last.on <= day)
    ? list
    : list.filter((held) => (held.on === null ? holdsAlways(held) : held.on <= day))
}

/**
 * The employment as of a day: only facts effective on it or before; transfers in, exits and confirmations are seen whole,
 * since what they say of a day follows from all of them. Itself, where that is all of them.
 *
 * @example
 * asOf(sampleEmployment, day('2014-12-31')).ranks.length // => 2
 */
export const asOf = (employment: Employment, day: LocalDate): Employment => {
  let cut: { [N in ListName]?: ReadonlyArray<Held<FactType>> } | null = null
  for (const name of CUT_NAMES) {
    const list: ReadonlyArray<Held<FactType>> = employment[name]
    const kept = upTo(list, day)
    if (kept === list) continue
    cut ??= { ...employment }
    cut[name] = kept
  }
  return cut === null ? employment : unsafeLists(cut)
}

/** The order of facts in a list. */
export const inOrder = (a: Held<FactType>, b: Held<FactType>): number => {
  if (a.on !== b.on) return a.on === null ? 1 : b.on === null ? -1 : a.on < b.on ? -1 : 1
  // Two streams of one person may hold the same revision.
  return a.revision - b.revision || (a.root < b.root ? -1 : 1)
}
