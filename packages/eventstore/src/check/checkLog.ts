/**
 * Checks a whole log against what was written: every stored text is its canonical
 * form, every stream follows from its hashes, no position is missing or taken twice,
 * time never falls, and what indexes there are hold the log and nothing else.
 *
 * What it cannot see: a stream whose end was cut off together with the end of the
 * log, and a chain that was made again as a whole by somebody who knows how.
 */
import { availableParallelism } from 'node:os'
import { type LogPosition, PARTITIONS, type RecordedEvent, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { textOf } from '../chain/EventText.js'
import type { KeyOwner } from '../keys/KeyStore.js'
import type { EventStore, LogFile, ReadError } from '../port/EventStore.js'
import { LOG_END } from '../read/pages.js'
import { type CheckedPartition, checkPartition } from './checkPartition.js'
import { type FileTask, type FileTasks, openFileTasks, type TaskDone } from './fileTasks.js'
import { openFileThread } from './fileThreads.js'
import type { StoredRow } from './judgeStored.js'
import { FaultCounter, type Faults } from './LogFault.js'
import { denseTimeline, sparseTimeline, type Timeline } from './Timeline.js'

export interface LogReport {
  readonly events: number
  readonly streams: number
  readonly faults: ReadonlyArray<Faults>
}

export interface LogCheck {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
  /** Is shown the first sealed event of each owner in a partition, and the streams of erased people; the check waits for it. */
  readonly onSealed?: (sealed: ReadonlyMap<KeyOwner, RecordedEvent>, erased: ReadonlySet<StreamName>) => Promise<void>
  /** Events from which on threads help; for tests. */
  readonly worthThreads?: number
}

/** Threads at most: each takes memory of its own. */
const MOST_THREADS = 4
/** Events from which on threads help more than their start takes. */
const WORTH_THREADS = 20_000

/** What was found so far. */
class Found {
  readonly faults = new FaultCounter()
  events = 0
  streams = 0
  #done = 0
  readonly #how: LogCheck
  readonly #timeline: Timeline
  readonly #total: number

  constructor(how: LogCheck, timeline: Timeline, total: number) {
    this.#how = how
    this.#timeline = timeline
    this.#total = total
  }

  readonly heard = (position: number, millis: number): void => this.#timeline.add(position, millis)

  async take({ events, streams, faults, sealed, erased }: CheckedPartition): Promise<void> {
    this.events += events
    this.streams += streams
    this.faults.addAll(faults)
    if (sealed.size + erased.size > 0) await this.#how.onSealed?.(sealed, erased)
    this.#done += 1
    this.#how.onProgress?.({ done: this.#done, total: this.#total })
  }

  report(): LogReport {
    for (const fault of this.#timeline.faults()) this.faults.add(fault)
    return { events: this.events, streams: this.streams, faults: this.faults.all() }
  }
}

/** Whoever performs tasks takes the next one when done; the first error ends all. */
const performAll = async (
  performers: ReadonlyArray<FileTasks>,
  tasks: ReadonlyArray<FileTask>,
  take: (done: TaskDone) => Promise<void>,
): Promise<E.Either<ReadError, void>> => {
  let next = 0
  const results = await Promise.all(
    performers.map(async ({ perform }): Promise<E.Either<ReadError, void>> => {
      for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) {
        const done = await perform(task)
        if (E.isLeft(done)) {
          next = tasks.length
          return done
        }
        await take(done.right)
      }
      return E.right(undefined)
    }),
  )
  return results.find(E.isLeft) ?? E.right(undefined)
}

const PARTS: ReadonlyArray<number> = Array.from({ length: PARTITIONS }, (_, partition) => partition)

/** Where a dense log ends: at its last position, unless one that stands far off would take more room than the log. */
const endOf = (head: number, events: number): number => (head <= 2 * events + 1000 ? head : events)

const checkOfFile = async (file: LogFile, upTo: LogPosition, how: LogCheck): Promise<E.Either<ReadError, LogReport>> => {
  const areWorth = upTo >= (how.worthThreads ?? WORTH_THREADS)
  const toCheck = { ...file, upTo }
  const opened = areWorth ? E.right(openFileThread(toCheck)) : openFileTasks(toCheck)
  if (E.isLeft(opened)) return opened
  const first = opened.right
  const threads = areWorth ? Math.min(MOST_THREADS, availableParallelism()) : 1
  const performers = [first, ...Array.from({ length: threads - 1 }, () => openFileThread(toCheck))]
  try {
    // 1. The file as a whole: it tells how many events there are.
    const whole = await first.perform('whole')
    if (E.isLeft(whole)) return whole
    const { events, faults } = whole.right.tag === 'whole' ? whole.right.checked : { events: 0, faults: [] }
    // 2. Partition by partition.
    const found = new Found(how, file.isCopy ? sparseTimeline() : denseTimeline(endOf(upTo, events)), PARTITIONS)
    for (const fault of faults) found.faults.add(fault)
    const walked = await performAll(performers, PARTS, async (done) => {
      if (done.tag !== 'partition') return
      const { positions, millis } = done.checked
      for (const [i, position] of positions.entries()) found.heard(position, millis[i] ?? Number.NaN)
      await found.take(done.checked)
    })
    return E.isLeft(walked) ? walked : E.right(found.report())
  } finally {
    for (const { close } of performers) close()
  }
}

/** Events as they would be stored; what has no canonical form has no text. */
async function* storedOf(
  pages: AsyncIterable<E.Either<ReadError, ReadonlyArray<RecordedEvent>>>,
): AsyncGenerator<E.Either<ReadError, ReadonlyArray<StoredRow>>> {
  for await (const page of pages)
    yield E.map((events: ReadonlyArray<RecordedEvent>) =>
      events.map((event): StoredRow => {
        const { stream, revision, position, sealed, meta } = event
        const text = E.getOrElse(() => '')(textOf(event))
        return { stream, revision, position, sealed, text, hash: meta.hash, name: null, isPlaced: true }
      }),
    )(page)
}

const checkOfPort = async (store: EventStore, upTo: LogPosition, how: LogCheck): Promise<E.Either<ReadError, LogReport>> => {
  const found = new Found(how, sparseTimeline(), PARTITIONS)
  for (const partition of PARTS) {
    const checked = await checkPartition(storedOf(store.readPartition(partition, upTo)), partition, found.heard)
    if (E.isLeft(checked)) return checked
    await found.take(checked.right)
  }
  return E.right(found.report())
}

/** A copy is brought up to a position before it is looked into. */
const bringUpTo = async (store: EventStore, upTo: LogPosition): Promise<E.Either<ReadError, void>> => {
  for await (const page of store.readPartition(0, upTo === 0 ? LOG_END : upTo)) return E.map(() => undefined)(page)
  return E.right(undefined)
}

/** Checks a log up to its head as it is now; others may write meanwhile. Left where it cannot be read. */
export const checkLog =
  (store: EventStore, how: LogCheck = {}): TaskEither<ReadError, LogReport> =>
  async () => {
    const head = await store.head()()
    if (E.isLeft(head)) return head
    const { file } = store
    if (file === undefined) return checkOfPort(store, head.right, how)
    const ready = file.isCopy ? await bringUpTo(store, head.right) : E.right(undefined)
    return E.isLeft(ready) ? ready : checkOfFile(file, head.right, how)
  }
