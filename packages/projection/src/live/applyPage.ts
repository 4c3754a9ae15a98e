/**
 * The short way of events that have just come, one or few: what they lead to is
 * committed at once with the page that marks them, so that nothing is marked, read
 * again and cleared. What does not fit is marked and left to a drain.
 */
import { type AgencyCode, type CareerId, careerOf, type LogPosition, type RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Document, noDocument } from '../document/Document.js'
import { readableOf } from '../document/readEntry.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { documentsOf } from '../marking/commitMarks.js'
import { prepare } from '../marking/dispatch.js'
import { nextDocument } from '../marking/nextDocument.js'
import type { Commit } from '../store/CommittingStore.js'

/** What some events came to. */
export interface AppliedPage {
  /** Whether all up to their end is in; where it is not, `marked` says whether all is marked. */
  readonly isWhole: boolean
  readonly marked: boolean
  readonly upTo: LogPosition
  /** Hash of the event there. */
  readonly hash: string
  /** Agencies of what came. */
  readonly agencies: ReadonlySet<AgencyCode>
}

/** Events by career; `null` where one is of no career. */
const byCareer = (page: ReadonlyArray<RecordedEvent>): Map<CareerId, ReadonlyArray<RecordedEvent>> | null => {
  const streams = new Map<CareerId, RecordedEvent[]>()
  for (const event of page) {
    const career = careerOf(event.stream)
    if (career === null) return null
    const stream = streams.get(career)
    if (stream === undefined) streams.set(career, [event])
    else stream.push(event)
  }
  return streams
}

/**
 * Brings in events that follow a place of the log that all slots were seen at.
 * `null` where facts of reference are among them: nothing was done.
 */
export const applyPage = async (
  options: Options,
  live: GenerationView,
  after: LogPosition,
  page: ReadonlyArray<RecordedEvent>,
): Outcome<AppliedPage | null> => {
  // 1. Whom it concerns.
  const streams = byCareer(page)
  if (streams === null) return E.right(null)
  const { catalogue } = live
  if (catalogue === null) return E.right(null)
  const { marking, agencies: named } = prepare(live, after, page, new Set())
  // Those who share a document with others are left to a drain.
  for (const career of streams.keys()) if (live.reference.kin.groupOf(career) !== null) streams.delete(career)
  // 2. Its documents: one in memory that another process has moved since is read again.
  for (const [career, [first]] of streams) if (first !== undefined) live.hot.demand(career, first.revision - 1)
  const documents = await documentsOf(options, live, [...streams.keys()])
  if (E.isLeft(documents)) return documents
  // 3. What each comes to; left alone where events between are missing or cannot be read.
  const steps: { readonly document: Document; readonly commit: Commit }[] = []
  for (const [career, events] of streams) {
    const document = documents.right.get(career) ?? noDocument(career)
    const since = events.filter(({ revision }) => revision > document.revision)
    if (since[0]?.revision !== document.revision + 1) continue
    const readable = readableOf(since)
    if (readable.parked !== null) continue
    const found = { ...readable, catalogue, catalogueMoved: false, epoch: null }
    steps.push(nextDocument(document, found, live.views, live.reference.catalogueOf))
  }
  // 4. All at once, each on its own condition.
  const commits = steps.map(({ commit }) => commit)
  const done = await options.views.advance(live.generation.number, commits, marking)()
  if (E.isLeft(done)) return done
  const { committed, marked, firstOpen } = done.right
  const agencies = new Set(named)
  steps.forEach(({ document }, index) => {
    if (committed[index] === 'done') {
      live.hot.put(document)
      for (const agency of document.measures.agencies) agencies.add(agency)
    } else live.hot.forget(document.career)
  })
  return E.right({ isWhole: marked && firstOpen === null, marked, upTo: marking.upTo, hash: marking.hash, agencies })
}
