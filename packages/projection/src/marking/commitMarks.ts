/**
 * One batch of a drain: what is marked is read from its document's revision on,
 * merged, measured and committed. Whoever comes second finds its document moved. A
 * stream is read up to the first event that cannot be; there it is parked.
 */
import { type AgencyCode, type CareerId, careerStream, type LogPosition, partitionOf } from '@jejak/core'
import { partition } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import { type Document, fromStored, noDocument } from '../document/Document.js'
import { readableOf } from '../document/readEntry.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Commit } from '../store/CommittingStore.js'
import type { Mark } from '../store/MarkingStore.js'
import { type Batch, both, NOTHING } from './Batch.js'
import { commitShared } from './commitShared.js'
import type { MarkingOptions } from './MarkingOptions.js'
import { nextDocument } from './nextDocument.js'

/** Documents committed together; also the bound of one transaction. */
export const BATCH = 128

/** Documents of careers: from memory, the others from the store. */
export const documentsOf = async (
  { views }: MarkingOptions,
  live: GenerationView,
  careers: ReadonlyArray<CareerId>,
): Outcome<ReadonlyMap<CareerId, Document>> => {
  const documents = new Map<CareerId, Document>()
  const missing: CareerId[] = []
  for (const career of careers) {
    const hot = live.hot.get(career)
    if (hot === undefined) missing.push(career)
    else documents.set(career, hot)
  }
  if (missing.length === 0) return E.right(documents)
  const loaded = await views.load(live.generation.number, missing)()
  if (E.isLeft(loaded)) return loaded
  for (const stored of loaded.right) documents.set(stored.career, fromStored(stored))
  return E.right(documents)
}

/** Commits what some marks lead to; under the epoch of a partition that was taken over, or `null`. */
export const commitMarks = async (
  options: MarkingOptions,
  live: GenerationView,
  marks: ReadonlyArray<Mark>,
  epoch: number | null,
): Outcome<Batch> => {
  // The catalogue after the marks: what is read now is not older than what marked them.
  const catalogue = await live.refresh()
  if (E.isLeft(catalogue)) return catalogue
  const { left: own, right: shared } = partition((mark: Mark) => live.reference.kin.groupOf(mark.career) !== null)([...marks])
  const alone = own.length === 0 ? E.right(NOTHING) : await commitOwn(options, live, own, catalogue.right, epoch)
  if (E.isLeft(alone) || shared.length === 0) return alone
  const together = await commitShared(options, live, shared, catalogue.right, epoch)
  return E.isLeft(together) ? together : E.right(both(alone.right, together.right))
}

/** Careers that share their document with nobody. */
const commitOwn = async (
  options: MarkingOptions,
  live: GenerationView,
  marks: ReadonlyArray<Mark>,
  catalogue: LogPosition,
  epoch: number | null,
): Outcome<Batch> => {
  const { events, views } = options
  const generation = live.generation.number
  const agencies = new Set<AgencyCode>()
  const waiting: CareerId[] = []
  // 1. Their documents, and the events since.
  const documents = await documentsOf(
    options,
    live,
    marks.map(({ career }) => career),
  )
  if (E.isLeft(documents)) return documents
  const read = await Promise.all(
    marks.map(async (mark) => {
      const document = documents.right.get(mark.career) ?? noDocument(mark.career)
      return { mark, document, since: await events.read(careerStream(mark.career), document.revision + 1)() }
    }),
  )
  // 2. What each comes to.
  const steps: { readonly document: Document; readonly commit: Commit }[] = []
  for (const { mark, document, since } of read) {
    if (E.isLeft(since)) return since
    const readable = readableOf(since.right)
    // A mark for a catalogue that is not there, or in a part that is not the career's, cannot be cleared either.
    const isElsewhere = partitionOf(careerStream(mark.career)) !== mark.partition
    if (isElsewhere || (since.right.length === 0 && document.revision < mark.revision) || mark.catalogue > catalogue) {
      live.hot.forget(mark.career)
      waiting.push(mark.career)
    } else {
      const found = { ...readable, catalogue, catalogueMoved: mark.catalogue > document.catalogue, epoch }
      steps.push(nextDocument(document, found, live.views, live.reference.catalogueOf))
    }
  }
  // 3. Each on its own condition.
  const done = await views.commit(
    generation,
    steps.map(({ commit }) => commit),
  )()
  if (E.isLeft(done)) return done
  let committed = 0
  steps.forEach(({ document }, index) => {
    if (done.right[index] === 'done') {
      live.hot.put(document)
      for (const agency of document.measures.agencies) agencies.add(agency)
      committed++
    } else live.hot.forget(document.career)
  })
  const takenOver = done.right.includes('taken over')
  return E.right({ committed, missed: steps.length - committed, takenOver, agencies, waiting })
}
