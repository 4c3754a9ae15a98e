/**
 * Documents as text: entries as compact JSON arrays (clear facts only, nothing
 * opened), measures as arrays in the order of the generation's views.
 */
import type { AgencyCode, EventId, Fact, History, Instant, LocalDate, LogPosition } from '@jejak/core'
import type { Sums } from '@jejak/core/measure'
import { unsafeBrand, unsafeParse } from '../unsafe.js'

type Head = readonly [EventId, number, LogPosition, Instant, AgencyCode]
type EncodedEntry =
  | readonly [...Head, 0, LocalDate | null, Fact['type'], Fact['data']]
  | readonly [...Head, 1, LocalDate | null, Fact['type'], Fact['data'], EventId]
  | readonly [...Head, 2, EventId]

/** One entry as JSON. */
export const encodeEntry = (entry: History.Entry): string => {
  const { id, revision, position, recordedAt, agency, says } = entry
  switch (says.kind) {
    case 'fact':
      return JSON.stringify([id, revision, position, recordedAt, agency, 0, says.effectiveOn, says.fact.type, says.fact.data])
    case 'corrected':
      return JSON.stringify([id, revision, position, recordedAt, agency, 1, says.effectiveOn, says.fact.type, says.fact.data, says.root])
    case 'annulled':
      return JSON.stringify([id, revision, position, recordedAt, agency, 2, says.root])
  }
}

const decode = (encoded: EncodedEntry): History.Entry => {
  const head = { id: encoded[0], revision: encoded[1], position: encoded[2], recordedAt: encoded[3], agency: encoded[4] }
  switch (encoded[5]) {
    case 0:
      return { ...head, says: { kind: 'fact', effectiveOn: encoded[6], fact: unsafeBrand<Fact>({ type: encoded[7], data: encoded[8] }) } }
    case 1:
      return {
        ...head,
        says: {
          kind: 'corrected',
          root: encoded[9],
          effectiveOn: encoded[6],
          fact: unsafeBrand<Fact>({ type: encoded[7], data: encoded[8] }),
        },
      }
    case 2:
      return { ...head, says: { kind: 'annulled', root: encoded[6] } }
  }
}

export const decodeEntry = (text: string): History.Entry => decode(unsafeParse<EncodedEntry>(text))
/** Entries of a JSON array of entries. */
export const decodeEntries = (text: string): ReadonlyArray<History.Entry> =>
  text === '[]' ? [] : unsafeParse<ReadonlyArray<EncodedEntry>>(text).map(decode)

/** What was last added for a document: its agencies and, view by view, agency by agency, its sums (`null` for tables). */
export interface Measures {
  readonly agencies: ReadonlyArray<AgencyCode>
  readonly views: ReadonlyArray<ReadonlyArray<Sums.Sums> | null>
  /** How many people it is about in each agency; left out where that is one. */
  readonly people?: ReadonlyArray<number>
}

export const noMeasures: Measures = { agencies: [], views: [] }

type EncodedSums = ReadonlyArray<readonly [string, ReadonlyArray<number>]>
type EncodedMeasures = readonly [
  agencies: ReadonlyArray<AgencyCode>,
  views: ReadonlyArray<ReadonlyArray<EncodedSums> | null>,
  people?: ReadonlyArray<number>,
]

export const encodeMeasures = (measures: Measures): string =>
  JSON.stringify([
    measures.agencies,
    measures.views.map((view) => (view === null ? null : view.map((sums) => [...sums]))),
    ...(measures.people === undefined ? [] : [measures.people]),
  ])

export const decodeMeasures = (text: string): Measures => {
  const [agencies, views, people] = unsafeParse<EncodedMeasures>(text)
  const measured = views.map((view) => (view === null ? null : view.map((sums): Sums.Sums => new Map(sums))))
  return { agencies, views: measured, ...(people === undefined ? {} : { people }) }
}
