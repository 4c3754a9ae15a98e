/**
 * One batch of a drain: what is marked is read from its document's revision on,
 * merged, measured and committed. Whoever comes second finds its document moved.
 */
import { type AgencyCode, type CareerId, careerStream, type History, type RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Document, fromStored, noDocument } from '../document/Document.js'
import type { Commit, Mark } from '../store/ViewStore.js'
import type { Live, Options, Outcome } from './Live.js'
import { nextDocument } from './nextDocument.js'
import { readEntry, type Unreadable } from './read.js'

/** Documents committed together; also the bound of one transaction. */
export const BATCH = 128

export interface Batch {
  readonly committed: number
  /** Documents that another process moved first. */
  readonly missed: number
  /** The partition is another worker's now: nothing can be committed under this epoch any more. */
  readonly takenOver: boolean
  readonly agencies: ReadonlySet<AgencyCode>
  /** Marks that wait: for what cannot be seen yet in this look at the log, or for a stream that cannot be read. */
  readonly waiting: ReadonlyArray<CareerId>
  readonly fault: Unreadable | null
}

const readAll = (events: ReadonlyArray<RecordedEvent>): E.Either<Unreadable, ReadonlyArray<History.Entry>> => {
  const entries: History.Entry[] = []
  for (const event of events) {
    const entry = readEntry(event)
    if (E.isLeft(entry)) return entry
    entries.push(entry.right)
  }
  return E.right(entries)
}

/** Documents of marks: from memory, the others from the store. */
const documentsOf = async ({ views }: Options, live: Live, marks: ReadonlyArray<Mark>): Outcome<ReadonlyMap<CareerId, Document>> => {
  const documents = new Map<CareerId, Document>()
  const missing: CareerId[] = []
  for (const { career } of marks) {
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
export const commitMarks = async (options: Options, live: Live, marks: ReadonlyArray<Mark>, epoch: number | null): Outcome<Batch> => {
  const { events, views } = options
  const generation = live.generation.number
  const agencies = new Set<AgencyCode>()
  const waiting: CareerId[] = []
  let fault: Unreadable | null = null
  // 1. The catalogue after the marks: what is read now is not older than what marked them.
  const catalogue = await live.refresh()
  if (E.isLeft(catalogue)) return catalogue
  // 2. Their documents, and the events since.
  const documents = await documentsOf(options, live, marks)
  if (E.isLeft(documents)) return documents
  const read = await Promise.all(
    marks.map(async (mark) => {
      const document = documents.right.get(mark.career) ?? noDocument(mark.career)
      return { mark, document, since: await events.read(careerStream(mark.career), document.revision + 1)() }
    }),
  )
  // 3. What each comes to.
  const steps: { readonly document: Document; readonly commit: Commit }[] = []
  for (const { mark, document, since } of read) {
    if (E.isLeft(since)) return since
    const entries = readAll(since.right)
    if (E.isLeft(entries)) {
      fault ??= entries.left
      waiting.push(mark.career)
    } else if (entries.right.length === 0 && document.revision < mark.revision) {
      // Not to be seen yet in this look at the log: the mark waits for the next.
      live.hot.forget(mark.career)
      waiting.push(mark.career)
    } else {
      const moved = mark.catalogue > document.catalogue
      steps.push(nextDocument(document, entries.right, live.views, live.reference.catalogueOf, catalogue.right, moved, epoch))
    }
  }
  // 4. Each on its own condition.
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
  return E.right({ committed, missed: steps.length - committed, takenOver, agencies, waiting, fault })
}
