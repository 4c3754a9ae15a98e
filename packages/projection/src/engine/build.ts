/**
 * Building a generation: the log up to a position fixed before is folded partition
 * by partition, each document measured once, written in bulk and let go. Memory is
 * bounded by a partition, not by the log.
 */
import {
  type AgencyCode,
  type CareerId,
  careerOf,
  type EventId,
  type History,
  LOG_START,
  type LocalDate,
  type LogPosition,
  PARTITIONS,
  type RecordedEvent,
} from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { arrayText } from '../document/Document.js'
import { encodeEntry, encodeMeasures, noMeasures } from '../document/encode.js'
import { measureDocument } from '../document/measureDocument.js'
import { namesOf } from '../document/names.js'
import { SumsBuilder } from '../measure/Sums.js'
import { type Delta, type Part, PEOPLE, type ReferenceEntry } from '../store/ViewStore.js'
import { definitionsOf } from './definitions.js'
import { Live, nextTurn, type Options, type Outcome } from './Live.js'
import type { Progress } from './ReadModels.js'
import { readEntry, type Unreadable } from './read.js'

export interface Built {
  readonly live: Live
  readonly events: number
  readonly documents: number
}

/** Reference facts up to a position: straight from their streams where the store finds these, else by one pass over the log. */
const referencesUpTo = async ({ events }: Options, live: Live, upTo: LogPosition): Outcome<ReadonlyArray<ReferenceEntry>> => {
  const references: ReferenceEntry[] = []
  const pages = events.readReference?.(upTo) ?? events.readAll(LOG_START, { upTo, pageSize: 4_000 })
  for await (const page of pages) {
    if (E.isLeft(page)) return page
    for (const event of page.right) {
      if (careerOf(event.stream) !== null) continue
      const entry = readEntry(event)
      if (E.isLeft(entry)) return entry
      live.reference.add(entry.right)
      references.push({ position: event.position, agency: entry.right.agency, entry: encodeEntry(entry.right) })
    }
  }
  return E.right(references.sort((a, b) => a.position - b.position))
}

/** Adds up a partition while it is read. */
class Folding {
  readonly documents: Part['documents'][number][] = []
  events = 0
  readonly #sums = new Map<number, Map<AgencyCode, SumsBuilder>>()
  readonly #live: Live
  readonly #catalogue: LogPosition

  constructor(live: Live, catalogue: LogPosition) {
    this.#live = live
    this.#catalogue = catalogue
  }

  readonly #builder = (view: number, agency: AgencyCode): SumsBuilder => {
    let ofView = this.#sums.get(view)
    if (ofView === undefined) {
      ofView = new Map()
      this.#sums.set(view, ofView)
    }
    let builder = ofView.get(agency)
    if (builder === undefined) {
      builder = new SumsBuilder()
      ofView.set(agency, builder)
    }
    return builder
  }

  /** One whole career. */
  add(career: CareerId, history: History.History, texts: ReadonlyArray<string>, revision: number): void {
    const { views, reference } = this.#live
    const { measures, rows } = measureDocument(career, history, views, reference.catalogueOf, noMeasures, 'all')
    measures.agencies.forEach((agency, place) => {
      this.#builder(PEOPLE, agency).add('', [1])
      measures.views.forEach((ofView, view) => {
        const sums = ofView?.[place]
        if (sums !== undefined && sums.size > 0) this.#builder(view, agency).addAll(sums)
      })
    })
    const text = arrayText(texts)
    const short = texts.length <= 16
    this.documents.push({
      career,
      revision,
      catalogue: this.#catalogue,
      snapshot: short ? '[]' : text,
      tail: short ? text : '[]',
      measures: encodeMeasures(measures),
      names: namesOf(history.values()),
      rows: rows.flatMap(({ view, agency, row }) => (row === null ? [] : [{ view, agency, row: JSON.stringify(row) }])),
    })
  }

  part(partition: number): Part {
    const sums: Delta[] = []
    for (const [view, byAgency] of this.#sums) for (const [agency, builder] of byAgency) sums.push({ view, agency, sums: builder.build() })
    return { partition, documents: this.documents, sums }
  }
}

/** Folds one partition of the log up to a position. */
const foldPartition = async ({ events }: Options, live: Live, partition: number, upTo: LogPosition): Outcome<Folding> => {
  const folding = new Folding(live, live.reference.cataloguePosition)
  let career: CareerId | null = null
  let history = new Map<EventId, History.Entry>()
  let texts: string[] = []
  let revision = -1
  const finish = (): void => {
    if (career !== null && revision >= 0) folding.add(career, history, texts, revision)
    history = new Map()
    texts = []
    revision = -1
  }
  const take = (event: RecordedEvent): E.Either<Unreadable, void> => {
    const entry = readEntry(event)
    if (E.isLeft(entry)) return entry
    // An id stands once: the lower revision is it, and a stream is read in order.
    if (!history.has(entry.right.id)) {
      history.set(entry.right.id, entry.right)
      texts.push(encodeEntry(entry.right))
    }
    revision = event.revision
    folding.events++
    return E.right(undefined)
  }
  let stream: string | null = null
  for await (const page of events.readPartition(partition, upTo)) {
    if (E.isLeft(page)) return page
    for (const event of page.right) {
      if (event.stream !== stream) {
        finish()
        stream = event.stream
        career = careerOf(event.stream)
      }
      if (career === null) continue
      const taken = take(event)
      if (E.isLeft(taken)) return taken
    }
  }
  finish()
  return E.right(folding)
}

/** Writes a generation for a day, up to the head of the log as it is now. It is not live yet. */
export const build = async (options: Options, day: LocalDate, onProgress?: (progress: Progress) => void): Outcome<Built> => {
  const { events, views, standing } = options
  // 1. The end of the scan is fixed before it.
  const head = await events.head()()
  if (E.isLeft(head)) return head
  const definitions = definitionsOf(standing, day)
  const begun = await views.begin({ definitions, day, now: Date.now(), at: head.right })()
  if (E.isLeft(begun)) return begun
  const number = begun.right
  const live = new Live({ number, definitions, day, state: 'building', beat: 0, builtAt: '' }, standing(day), views)
  // 2. The facts of reference: careers cannot be measured without them.
  const references = await referencesUpTo(options, live, head.right)
  if (E.isLeft(references)) return references
  const stored = await views.writeReferences(number, references.right, live.reference.cataloguePosition, Date.now())()
  if (E.isLeft(stored)) return stored
  // 3. Careers, partition by partition.
  let count = references.right.length
  let documents = 0
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const folded = await foldPartition(options, live, partition, head.right)
    if (E.isLeft(folded)) return folded
    const written = await views.writePart(number, folded.right.part(partition), Date.now())()
    if (E.isLeft(written)) return written
    count += folded.right.events
    documents += folded.right.documents.length
    onProgress?.({ done: partition + 1, total: PARTITIONS })
    await nextTurn()
  }
  return E.right({ live, events: count, documents })
}
