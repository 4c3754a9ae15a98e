/**
 * Building a generation: the log up to a position fixed before is folded partition
 * by partition, each document measured once, written in bulk and let go. Memory is
 * bounded by a partition, not by the log.
 */
import { careerOf, LOG_START, type LocalDate, type LogPosition, PARTITIONS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { encodeEntry } from '../document/encode.js'
import type { Generation, ReferenceEntry } from '../store/ViewStore.js'
import { buildBeside } from './buildBeside.js'
import { buildPartition, type Folded } from './buildPartition.js'
import { definitionsOf } from './definitions.js'
import { Live, nextTurn, type Options, type Outcome } from './Live.js'
import type { Progress } from './ReadModels.js'
import { readEntry } from './read.js'

export interface Filled {
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

/** A generation that was begun: nothing is in it yet. */
export interface Begun {
  readonly live: Live
  /** The end of the scan, fixed before it. */
  readonly upTo: LogPosition
}

/** Begins a generation for a day, up to the head of the log as it is now. */
export const begin = async ({ events, views, standing }: Options, day: LocalDate): Outcome<Begun> => {
  const head = await events.head()()
  if (E.isLeft(head)) return head
  const definitions = definitionsOf(standing, day)
  const begun = await views.begin({ definitions, day, now: Date.now(), at: head.right })()
  if (E.isLeft(begun)) return begun
  const generation: Generation = { number: begun.right, definitions, day, state: 'building', beat: 0, builtAt: '' }
  return E.right({ live: new Live(generation, standing(day), views), upTo: head.right })
}

/** Fills a generation that was begun. It is not live yet. */
export const fill = async (options: Options, { live, upTo }: Begun, onProgress?: (progress: Progress) => void): Outcome<Filled> => {
  const { views } = options
  // 1. The facts of reference: careers cannot be measured without them.
  const references = await referencesUpTo(options, live, upTo)
  if (E.isLeft(references)) return references
  const stored = await views.writeReferences(live.generation.number, references.right, live.reference.cataloguePosition, Date.now())()
  if (E.isLeft(stored)) return stored
  // 2. Careers, partition by partition: here, and in threads beside if there are any. Whoever is done takes the next.
  let next = 0
  let done = 0
  let count = references.right.length
  let documents = 0
  const take = (): number | null => (next < PARTITIONS ? next++ : null)
  const finished = (folded: Folded): void => {
    done++
    count += folded.events
    documents += folded.documents
    onProgress?.({ done, total: PARTITIONS })
  }
  const beside =
    options.threads === undefined || upTo < options.threads.least ? [] : buildBeside(options.threads, live.generation, upTo, take, finished)
  const here = async (): Outcome<void> => {
    for (let partition = take(); partition !== null; partition = take()) {
      const folded = await buildPartition(options, live, partition, upTo)
      if (E.isLeft(folded)) {
        next = PARTITIONS
        return folded
      }
      finished(folded.right)
      await nextTurn()
    }
    return E.right(undefined)
  }
  for (const result of await Promise.all([here(), ...beside])) if (E.isLeft(result)) return result
  return E.right({ events: count, documents })
}
