/** One step of a document that careers share, and of their own documents. Pure. */
import { type CareerId, careerStream, History, individualsIn, type LogPosition, partitionOf } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import { decodeMeasures, encodeMeasures, type Measures, noMeasures } from '../document/encode.js'
import { type CatalogueOf, type MeasuredRow, measureSubjects } from '../document/measureDocument.js'
import { namesOf } from '../document/names.js'
import { NO_ENTRIES } from '../document/pack.js'
import type { Readable } from '../document/readEntry.js'
import { type SharedDocument, type SharedStream, sharedRevision, sharedText } from '../document/SharedDocument.js'
import type { Commit, RowChange } from '../store/CommittingStore.js'
import type { StoredDocument } from '../store/ReadingStore.js'
import { deltasOf } from './nextDocument.js'

/** The texts of a document that says nothing of its own. */
export const EMPTIED = { snapshot: NO_ENTRIES, tail: NO_ENTRIES, measures: encodeMeasures(noMeasures) } as const

const partitionOfDocument = (document: CareerId): number => partitionOf(careerStream(document))

const stored = ({ view, agency, row }: MeasuredRow): RowChange => ({ view, agency, row: row === null ? null : JSON.stringify(row) })

/** A stream with what was read of it since. */
export const withRead = ({ career, revision, history }: SharedStream, { entries }: Readable): SharedStream => ({
  career,
  revision: entries.at(-1)?.revision ?? revision,
  history: History.add(history, entries),
})

/** The commit of the document that careers share: always measured whole. */
export const nextShared = (
  before: SharedDocument,
  streams: ReadonlyArray<SharedStream>,
  catalogue: LogPosition,
  views: ReadonlyArray<View>,
  catalogueOf: CatalogueOf,
): Commit => {
  const { measures, rows } = measureSubjects(individualsIn(streams, catalogueOf), 'shared', views, catalogueOf, before.measures, 'all')
  const revision = sharedRevision(streams)
  return {
    career: before.document,
    partition: partitionOfDocument(before.document),
    epoch: null,
    was: before.revision < 0 ? null : { revision: before.revision, catalogue: before.catalogue },
    revision,
    seen: revision,
    parked: null,
    catalogue,
    measured: catalogue,
    snapshot: sharedText(streams),
    tail: NO_ENTRIES,
    measures: encodeMeasures(measures),
    names: namesOf(streams.flatMap(({ history }) => [...history.values()])),
    deltas: deltasOf(before.measures, measures, views.length),
    rows: rows.map(stored),
  }
}

/** What a document gives up that is emptied. */
const givenUp = (measures: Measures, views: ReadonlyArray<View>): Pick<Commit, 'deltas' | 'rows'> => ({
  deltas: deltasOf(measures, noMeasures, views.length),
  rows: views.flatMap(({ kind }, view) => (kind === 'table' ? measures.agencies.map((agency) => ({ view, agency, row: null })) : [])),
})

/** How a document is emptied: up to which revision its events are in another, and what else is known of its stream. */
interface Emptying extends Pick<Commit, 'revision' | 'seen' | 'parked' | 'catalogue' | 'epoch' | 'names'> {}

/** The commit of a document whose events are in one that is shared. */
export const emptied = (document: CareerId, before: StoredDocument | undefined, to: Emptying, views: ReadonlyArray<View>): Commit => ({
  ...to,
  ...EMPTIED,
  ...givenUp(before === undefined ? noMeasures : decodeMeasures(before.measures), views),
  career: document,
  partition: partitionOfDocument(document),
  was: before === undefined ? null : { revision: before.revision, catalogue: before.catalogue },
  measured: to.catalogue,
})
