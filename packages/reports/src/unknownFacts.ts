/**
 * Facts of types that nobody here knows: an extension that is not loaded wrote them,
 * or a newer program. They are kept and change no figure, so every report says in its
 * base how many its agency has.
 */
import type { Fact, LocalDate } from '@jejak/core'
import { type AgencyFact, type Figure, Sums, type SumView } from '@jejak/core/measure'

type Kept = Fact<'Other'>['data']

/** What is known of facts of others. */
export interface Known {
  /** Whether a fact can be read: by an extension that is loaded. */
  readonly reads: (fact: Kept) => boolean
  /** The extensions that are loaded, each as `name@version`. They decide which read models are live: other extensions, others. */
  readonly extensions: ReadonlyArray<string>
}

/** No extension is loaded: nothing of others is known. */
export const NOTHING_KNOWN: Known = { reads: () => false, extensions: [] }

const KEY = 'facts'

/**
 * How many such facts people have on a day: kept live beside the views of reports.
 *
 * @example
 * unknownFactsView(day('2026-01-31')).key // => 'unknown-facts?asOf=2026-01-31'
 */
export const unknownFactsView = (asOf: LocalDate, { reads, extensions }: Known = NOTHING_KNOWN): SumView => ({
  kind: 'sums',
  key: `unknown-facts?asOf=${asOf}${extensions.length === 0 ? '' : `&extensions=${extensions.join(',')}`}`,
  version: 1,
  asOf,
  reads: new Set(['Other']),
  measure: ({ employment: { others } }) => {
    const count = others.length === 0 ? 0 : others.filter(({ data }) => !reads(data)).length
    return count === 0 ? Sums.empty : new Map([[KEY, [count]]])
  },
})

/**
 * The facts of an agency on a day that nobody here knows: those of its people, from the
 * figure of `unknownFactsView`, and those of its programs, cohorts and the agency itself.
 *
 * @example
 * const none: Figure = { kind: 'sums', sums: new Map(), position: LOG_START, people: 0, parked: 0 }
 * unknownFactsIn(none, [], day('2026-01-31')) // => 0
 */
export const unknownFactsIn = (
  figure: Figure,
  agencyFacts: ReadonlyArray<AgencyFact>,
  asOf: LocalDate,
  { reads }: Known = NOTHING_KNOWN,
): number => {
  const ofPeople = figure.kind === 'sums' ? (figure.sums.get(KEY)?.[0] ?? 0) : 0
  return (
    ofPeople +
    agencyFacts.filter(
      ({ fact, effectiveOn }) => fact.type === 'Other' && (effectiveOn === null || effectiveOn <= asOf) && !reads(fact.data),
    ).length
  )
}
