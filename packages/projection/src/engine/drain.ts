/**
 * Draining: what is marked is read from its document's revision on, merged,
 * measured and committed. Any process may drain, also several at once; who comes
 * second finds its document moved and looks again.
 */
import { type AgencyCode, type CareerId, careerStream, type History, type LogPosition, PARTITIONS, type RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Document, fromStored, noDocument } from '../document/Document.js'
import { type Commit, type Mark, positionOf } from '../store/ViewStore.js'
import { type Live, nextTurn, type Options, type Outcome, sleep } from './Live.js'
import { nextDocument } from './nextDocument.js'
import { readEntry, type Unreadable } from './read.js'

/** Documents committed together; also the bound of one transaction. */
const BATCH = 128

export interface Drained {
  readonly agencies: ReadonlySet<AgencyCode>
  readonly committed: number
  /** The first stream that cannot be read; its mark stays, all others were drained. */
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

/** How often, in batches, a drain that has an end looks whether it is reached: looking counts all marks. */
const LOOK_EVERY = 16

export interface DrainLimits {
  /** Enough when all up to here is in, whatever others mark meanwhile. */
  readonly until?: LogPosition
  /** Hears how many documents were committed so far. */
  readonly onCommit?: (committed: number) => void
}

/** Drains until nothing is marked but what cannot be read, or all up to a position is in. */
export const drain = async (options: Options, live: Live, { until, onCommit }: DrainLimits = {}): Outcome<Drained> => {
  const { events, views } = options
  const generation = live.generation.number
  const agencies = new Set<AgencyCode>()
  const skipped = new Set<CareerId>()
  let fault: Unreadable | null = null
  let committed = 0
  let misses = 0
  let batches = 0
  // Processes that drain at once begin at different partitions.
  let from = Math.floor(Math.random() * PARTITIONS)
  for (;;) {
    // 1. Some marks, then the catalogue: what is read now is not older than what marked them.
    const found = await views.marks(generation, from, BATCH + skipped.size)()
    if (E.isLeft(found)) return found
    const marks = found.right.filter(({ career }) => !skipped.has(career)).slice(0, BATCH)
    if (marks.length === 0) return E.right({ agencies, committed, fault })
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
        skipped.add(mark.career)
      } else if (entries.right.length === 0 && document.revision < mark.revision) {
        // Not to be seen yet in this look at the log: the mark waits for the next.
        live.hot.forget(mark.career)
        skipped.add(mark.career)
      } else {
        const moved = mark.catalogue > document.catalogue
        steps.push(nextDocument(document, entries.right, live.views, live.reference.catalogueOf, catalogue.right, moved))
      }
    }
    // 4. All in one transaction, each on its own condition.
    const done = await views.commit(
      generation,
      steps.map(({ commit }) => commit),
    )()
    if (E.isLeft(done)) return done
    let missed = 0
    steps.forEach(({ document }, index) => {
      if (done.right[index] === true) {
        live.hot.put(document)
        for (const agency of document.measures.agencies) agencies.add(agency)
        committed++
      } else {
        live.hot.forget(document.career)
        missed++
      }
    })
    onCommit?.(committed)
    from = ((marks.at(-1)?.partition ?? from) + (marks.length < BATCH ? 1 : 0)) % PARTITIONS
    // 5. Far enough, though others go on marking?
    batches++
    if (until !== undefined && batches % LOOK_EVERY === 0) {
      const status = await views.status(generation)()
      if (E.isLeft(status)) return status
      if (positionOf(status.right) >= until) return E.right({ agencies, committed, fault })
    }
    // 6. Another process was first: give way for a moment, then look again.
    misses = missed > 0 && missed === steps.length ? misses + 1 : 0
    if (misses > 0) await sleep(Math.random() * Math.min(20, misses))
    else await nextTurn()
  }
}
