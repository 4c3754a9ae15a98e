/**
 * The document that careers share which were ever named as one person's: it keeps the
 * entries and the revision of each. Their own documents say up to where they are in it,
 * and nothing else. Its own revision counts the events in it, so that it only grows.
 */
import { type CareerHistory, type CareerId, History, LOG_START, type LogPosition } from '@jejak/core'
import type { StoredDocument } from '../store/ReadingStore.js'
import { unsafeBrand, unsafeParse } from '../unsafe.js'
import { historyOf } from './Document.js'
import { decodeMeasures, type Measures, noMeasures } from './encode.js'
import { pack, unpack } from './pack.js'

/** What is in of one stream. */
export interface SharedStream extends CareerHistory {
  /** Of its last entry; -1 without one. */
  readonly revision: number
}

export interface SharedDocument {
  readonly document: CareerId
  /** -1 while nothing is stored. */
  readonly revision: number
  readonly catalogue: LogPosition
  readonly streams: ReadonlyArray<SharedStream>
  readonly measures: Measures
}

type Encoded = Readonly<Record<string, readonly [revision: number, entries: string]>>

/** Snapshots of one career are arrays. */
const isShared = ({ snapshot }: Pick<StoredDocument, 'snapshot'>): boolean => snapshot.startsWith('{')

/** The snapshot: each stream that has entries, in order. */
export const sharedText = (streams: ReadonlyArray<SharedStream>): string => {
  const encoded: Encoded = Object.fromEntries(
    streams.flatMap(({ career, revision, history }) => (revision < 0 ? [] : [[career, [revision, pack(history.values())]]])),
  )
  return JSON.stringify(encoded)
}

/** The revision of a document with these streams. */
export const sharedRevision = (streams: ReadonlyArray<SharedStream>): number =>
  streams.reduce((events, { revision }) => events + revision + 1, 0) - 1

const sharedStreams = (snapshot: string): ReadonlyMap<string, SharedStream> => {
  const encoded = unsafeParse<Encoded>(snapshot)
  return new Map(
    Object.entries(encoded).map(([career, [revision, entries]]) => [
      career,
      { career: unsafeBrand<CareerId>(career), revision, history: History.fromEntries(unpack(entries)) },
    ]),
  )
}

/** The document of a group as it stands; `undefined`: there is none yet. */
export const fromStoredShared = (
  document: CareerId,
  careers: ReadonlyArray<CareerId>,
  stored: StoredDocument | undefined,
): SharedDocument => {
  const present: ReadonlyMap<string, SharedStream> = stored !== undefined && isShared(stored) ? sharedStreams(stored.snapshot) : new Map()
  return {
    document,
    revision: stored?.revision ?? -1,
    catalogue: stored?.catalogue ?? LOG_START,
    streams: careers.map((career) => present.get(career) ?? { career, revision: -1, history: History.empty }),
    measures: stored === undefined ? noMeasures : decodeMeasures(stored.measures),
  }
}

/** The streams in a document of either kind, for readers that keep nothing. */
export const streamsOf = (stored: StoredDocument): ReadonlyArray<CareerHistory> =>
  isShared(stored) ? [...sharedStreams(stored.snapshot).values()] : [{ career: stored.career, history: historyOf(stored) }]
