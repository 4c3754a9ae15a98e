/**
 * A document: what one career stream came to, folded up to a revision, and what
 * was last added for it. Stored as a snapshot plus the entries since, so that one
 * event does not rewrite a long career: the snapshot packed, the entries since one by one.
 */
import { type CareerId, History, LOG_START, type LogPosition } from '@jejak/core'
import type { StoredDocument } from '../store/ReadingStore.js'
import { decodeEntries, decodeMeasures, encodeEntry, type Measures, noMeasures } from './encode.js'
import { pack, unpack } from './pack.js'

export interface Document {
  readonly career: CareerId
  /** -1 while nothing is stored. */
  readonly revision: number
  readonly catalogue: LogPosition
  readonly history: History.History
  readonly measures: Measures
  /** Entries since the snapshot, as JSON. */
  readonly tail: ReadonlyArray<string>
}

export const noDocument = (career: CareerId): Document => ({
  career,
  revision: -1,
  catalogue: LOG_START,
  history: History.empty,
  measures: noMeasures,
  tail: [],
})

/** The history alone, for readers that keep nothing. */
export const historyOf = (stored: StoredDocument): History.History =>
  History.fromEntries([...unpack(stored.snapshot), ...decodeEntries(stored.tail)])

export const fromStored = (stored: StoredDocument): Document => {
  const since = decodeEntries(stored.tail)
  return {
    career: stored.career,
    revision: stored.revision,
    catalogue: stored.catalogue,
    history: History.fromEntries([...unpack(stored.snapshot), ...since]),
    measures: decodeMeasures(stored.measures),
    tail: since.map(encodeEntry),
  }
}

const EVERY = 16

/** Whether a snapshot falls between two revisions: each 16, at another remainder for each career so that they do not come all at once. */
const isDue = (career: CareerId, before: number, after: number): boolean => {
  const spread = Number.parseInt(career.slice(2, 3), 16)
  return Math.floor((before + spread) / EVERY) !== Math.floor((after + spread) / EVERY)
}

export const arrayText = (items: Iterable<string>): string => `[${[...items].join(',')}]`

/** Snapshot (`null`: keep the stored one) and tail after new entries. */
export const storedForm = (
  before: Document,
  history: History.History,
  revision: number,
  entries: ReadonlyArray<History.Entry>,
): { readonly snapshot: string | null; readonly tail: ReadonlyArray<string> } => {
  if (before.revision < 0 ? entries.length > EVERY : isDue(before.career, before.revision, revision))
    return { snapshot: pack(history.values()), tail: [] }
  return { snapshot: null, tail: [...before.tail, ...entries.map(encodeEntry)] }
}
