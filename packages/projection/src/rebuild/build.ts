/**
 * Building a generation: the log up to a position fixed before is folded partition
 * by partition, each document measured once, written in bulk and let go. Memory is
 * bounded by a partition, not by the log.
 */
import { careerOf, isOfDeployment, LOG_START, type LocalDate, type LogPosition, PARTITIONS, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { encodeEntry } from '../document/encode.js'
import { readEntry } from '../document/readEntry.js'
import type { ThreadPart } from '../generation/BuildThreads.js'
import { definitionsOf } from '../generation/definitions.js'
import type { Outcome } from '../generation/EngineError.js'
import { GenerationView } from '../generation/GenerationView.js'
import type { Options, Progress } from '../generation/Options.js'
import { nextTurn } from '../generation/pause.js'
import { eventAt } from '../marking/ownLog.js'
import type { Generation } from '../store/GenerationStore.js'
import type { Parked, ReferenceEntry } from '../store/ReadingStore.js'
import { buildInWorkerThreads } from './buildInWorkerThreads.js'
import { buildPartition } from './buildPartition.js'

interface FoundReferences {
  readonly references: ReadonlyArray<ReferenceEntry>
  readonly catalogue: LogPosition
  readonly parked: ReadonlyArray<Parked>
}

/** Reference facts up to a position: straight from their streams where the store finds these, else by one pass over the log. */
export const referencesUpTo = async (
  { events }: Pick<Options, 'events'>,
  building: GenerationView,
  upTo: LogPosition,
): Outcome<FoundReferences> => {
  const references: ReferenceEntry[] = []
  const parked = new Map<StreamName, Parked>()
  const pages = events.readReference?.(upTo) ?? events.readAll(LOG_START, { upTo, pageSize: 4_000 })
  for await (const page of pages) {
    if (E.isLeft(page)) return page
    for (const event of page.right) {
      if (careerOf(event.stream) !== null || isOfDeployment(event.stream) || parked.has(event.stream)) continue
      const entry = readEntry(event)
      if (E.isLeft(entry)) {
        parked.set(event.stream, entry.left)
        continue
      }
      building.reference.add(entry.right)
      references.push({ position: event.position, agency: entry.right.agency, entry: encodeEntry(entry.right) })
    }
  }
  references.sort((a, b) => a.position - b.position)
  return E.right({ references, catalogue: building.reference.cataloguePosition, parked: [...parked.values()] })
}

/** Begins a generation for a day, up to the head of the log as it is now. Nothing is in it yet. */
export const begin = async ({ events, views, standing }: Options, day: LocalDate): Outcome<GenerationView> => {
  const head = await events.head()()
  if (E.isLeft(head)) return head
  const definitions = definitionsOf(standing, day)
  const upTo = head.right
  const last = upTo === LOG_START ? E.right(null) : await eventAt({ events }, upTo)
  if (E.isLeft(last)) return last
  const hash = last.right?.hash ?? ''
  const begun = await views.begin({ definitions, day, now: Date.now(), upTo, hash })()
  if (E.isLeft(begun)) return begun
  const reached = { position: upTo, hash }
  const generation: Generation = { number: begun.right, definitions, day, upTo, reached, state: 'building', heartbeat: 0, builtAt: '' }
  return E.right(new GenerationView(generation, standing(day), views))
}

/** The facts of reference: careers cannot be measured without them. */
export const writeReferences = async (options: Options, building: GenerationView): Outcome<void> => {
  const { number, upTo } = building.generation
  const references = await referencesUpTo(options, building, upTo)
  if (E.isLeft(references)) return references
  return options.views.writeReferences(number, references.right, Date.now())()
}

/**
 * Builds parts of a generation whose facts of reference are in: here, and in threads
 * beside if there are any. Whoever is done takes the next; after a fault nobody does.
 */
export const buildParts = async (
  options: Options,
  building: GenerationView,
  parts: ReadonlyArray<number>,
  onProgress?: (progress: Progress) => void,
): Outcome<void> => {
  const { threads } = options
  let next = 0
  let done = PARTITIONS - parts.length
  const take = (): number | null => parts[next++] ?? null
  const finished = (): void => {
    done++
    onProgress?.({ done, total: PARTITIONS })
  }
  const threadFinished = (part: ThreadPart): void => {
    options.onThreadPart?.(part)
    finished()
  }
  const here = async (): Outcome<void> => {
    for (let partition = take(); partition !== null; partition = take()) {
      const built = await buildPartition(options, building, partition)
      if (E.isLeft(built)) return built
      finished()
      await nextTurn()
    }
    return E.right(undefined)
  }
  const areWorth = threads !== undefined && building.generation.upTo >= threads.least
  const beside = areWorth ? buildInWorkerThreads(threads, building.generation, take, threadFinished) : []
  const builders = areWorth && threads.alone ? beside : [here(), ...beside]
  const built = await Promise.all(
    builders.map(async (builder) => {
      const result = await builder
      if (E.isLeft(result)) next = parts.length
      return result
    }),
  )
  return built.find(E.isLeft) ?? E.right(undefined)
}
