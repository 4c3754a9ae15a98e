/** The streams of one partition as they are stored, event by event. */
import { isOfDeployment, partitionOf, type RecordedEvent, readDeploymentEvent, type StreamName, toEntry, toMillis } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { KeyOwner } from '../keys/KeyStore.js'
import { type Expected, noStream, type ReadError } from '../port/EventStore.js'
import { ownerOf, saysErased } from '../streams.js'
import { judgeStored, type StoredRow } from './judgeStored.js'
import { FaultCounter, type Faults } from './LogFault.js'

export interface CheckedPartition {
  readonly events: number
  readonly streams: number
  readonly faults: ReadonlyArray<Faults>
  /** The first event of each owner that has a sealed part. */
  readonly sealed: ReadonlyMap<KeyOwner, RecordedEvent>
  /** The streams that say of their person that what is sealed was erased. */
  readonly erased: ReadonlySet<StreamName>
}

/** Hears where an event stands and when it was recorded. */
export type Heard = (position: number, millis: number) => void

const isReadable = (event: RecordedEvent): boolean =>
  isOfDeployment(event.stream) ? E.isRight(readDeploymentEvent(event)) : E.isRight(toEntry(event))

class Walk {
  readonly faults = new FaultCounter()
  readonly sealed = new Map<KeyOwner, RecordedEvent>()
  readonly erased = new Set<StreamName>()
  events = 0
  streams = 0
  readonly #partition: number
  readonly #heard: Heard
  #stream: StreamName | null = null
  #end: Expected = noStream
  /** Of a stream that is broken or unreadable only the first such place is told. */
  #broken = false
  #unreadable = false

  constructor(partition: number, heard: Heard) {
    this.#partition = partition
    this.#heard = heard
  }

  readonly #begin = (row: StoredRow): void => {
    this.#stream = row.stream
    this.#end = noStream
    this.#broken = false
    this.#unreadable = false
    this.streams += 1
    if (partitionOf(row.stream) !== this.#partition) this.faults.add({ code: 'Misnamed', ...placeOf(row) })
  }

  take(row: StoredRow): void {
    if (row.stream !== this.#stream) this.#begin(row)
    this.events += 1
    const { stream, revision, position, hash, name } = row
    const place = placeOf(row)
    if (name !== null && (name !== stream || revision !== 0)) this.faults.add({ code: 'Misnamed', ...place })
    if (!row.isPlaced) this.faults.add({ code: 'BadIndex', ...place })
    const { event, code } = judgeStored(row, this.#end)
    this.#heard(position, event === null ? Number.NaN : toMillis(event.meta.recordedAt))
    this.#end = { tag: 'at', revision, hash }
    const isUnreadable = event !== null && !isReadable(event)
    if (isUnreadable && !this.#unreadable) this.faults.add({ code: 'Unreadable', ...place, isParked: true })
    this.#unreadable ||= isUnreadable
    if (code !== null && !this.#broken) {
      this.#broken = true
      this.faults.add({ code, ...place, isParked: this.#unreadable })
    }
    if (event === null) return
    if (saysErased(event)) this.erased.add(stream)
    if (event.sealed === null) return
    const owner = ownerOf(stream, event.meta.agency)
    if (!this.sealed.has(owner)) this.sealed.set(owner, event)
  }
}

const placeOf = ({ stream, revision, position }: StoredRow) => ({ stream: stream === '' ? null : stream, revision, position })

export const checkPartition = async (
  pages: AsyncIterable<E.Either<ReadError, ReadonlyArray<StoredRow>>>,
  partition: number,
  heard: Heard,
): Promise<E.Either<ReadError, CheckedPartition>> => {
  const walk = new Walk(partition, heard)
  for await (const page of pages) {
    if (E.isLeft(page)) return page
    for (const row of page.right) walk.take(row)
  }
  const { events, streams, faults, sealed, erased } = walk
  return E.right({ events, streams, faults: faults.all(), sealed, erased })
}
