/** One step of a document: new entries and a catalogue in, the commit out. Pure. */
import { type AgencyCode, careerStream, History, type LogPosition, partitionOf } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import { Sums } from '@jejak/core/measure'
import { arrayText, type Document, storedForm } from '../document/Document.js'
import { encodeMeasures, type Measures } from '../document/encode.js'
import { type CatalogueOf, measureDocument, touchedBy } from '../document/measureDocument.js'
import { namesOf } from '../document/names.js'
import type { Readable } from '../document/readEntry.js'
import type { Commit, Delta } from '../store/CommittingStore.js'
import { PEOPLE } from '../store/ReadingStore.js'

const peopleIn = ({ agencies, people }: Measures, agency: AgencyCode): number => {
  const place = agencies.indexOf(agency)
  return place < 0 ? 0 : (people?.[place] ?? 1)
}

const at = (measures: Measures, view: number, agency: AgencyCode): Sums.Sums => {
  const place = measures.agencies.indexOf(agency)
  return place < 0 ? Sums.empty : (measures.views[view]?.[place] ?? Sums.empty)
}

/** What a document's new measures add to the sums: new minus what is stored as added. */
export const deltasOf = (before: Measures, after: Measures, views: number): ReadonlyArray<Delta> => {
  const deltas: Delta[] = []
  const agencies = new Set([...before.agencies, ...after.agencies])
  for (const agency of agencies) {
    const more = peopleIn(after, agency) - peopleIn(before, agency)
    if (more !== 0) deltas.push({ view: PEOPLE, agency, sums: new Map([['', [more]]]) })
    for (let view = 0; view < views; view++) {
      const next = at(after, view, agency)
      const old = at(before, view, agency)
      if (next === old || Sums.equals(next, old)) continue
      deltas.push({ view, agency, sums: Sums.difference(next, old) })
    }
  }
  return deltas
}

/** What was read for a document. */
export interface Since extends Readable {
  /** The catalogue position that goes with `catalogueOf`. */
  readonly catalogue: LogPosition
  /** Whether what its catalogue means to it changed since it was measured. */
  readonly catalogueMoved: boolean
  readonly epoch: number | null
}

/** The next state of a document and its commit, for what was read after its revision. */
export const nextDocument = (
  before: Document,
  { entries, seen, parked, catalogue, catalogueMoved, epoch }: Since,
  views: ReadonlyArray<View>,
  catalogueOf: CatalogueOf,
): { readonly document: Document; readonly commit: Commit } => {
  const { career } = before
  const history = History.add(before.history, entries)
  const revision = entries.at(-1)?.revision ?? before.revision
  const touched = catalogueMoved || before.revision < 0 ? 'all' : touchedBy(history, entries)
  const { measures, rows } = measureDocument(career, history, views, catalogueOf, before.measures, touched)
  // What changed in the catalogue since the mark was read is in no view that was not measured: its own mark comes.
  const measured = touched === 'all' ? catalogue : before.catalogue
  const { snapshot, tail } = storedForm(before, history, revision, entries)
  return {
    document: { career, revision, catalogue: measured, history, measures, tail },
    commit: {
      career,
      partition: partitionOf(careerStream(career)),
      epoch,
      was: before.revision < 0 ? null : { revision: before.revision, catalogue: before.catalogue },
      revision,
      seen: Math.max(seen, revision),
      parked,
      catalogue,
      measured,
      snapshot,
      tail: arrayText(tail),
      measures: encodeMeasures(measures),
      names: namesOf(entries),
      deltas: deltasOf(before.measures, measures, views.length),
      rows: rows.map(({ view, agency, row }) => ({ view, agency, row: row === null ? null : JSON.stringify(row) })),
    },
  }
}
