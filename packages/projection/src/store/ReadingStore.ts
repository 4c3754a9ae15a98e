/** What stands in a generation, for whoever reads figures or documents. */
import type { AgencyCode, CareerId, LogPosition, StreamName } from '@jejak/core'
import type { Sums } from '@jejak/core/measure'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { unsafeBrand } from '../unsafe.js'
import type { ViewsError } from './faults.js'

/** How far a generation is. */
export interface Status {
  /** All up to this position is marked, in every partition. */
  readonly checkpoint: LogPosition
  /** Position of the last entry that changed a catalogue. */
  readonly catalogue: LogPosition
  /** How many documents are marked. */
  readonly dirty: number
  /** First log position that waits in a mark; `null` when nothing waits. */
  readonly firstOpen: LogPosition | null
  /** How many streams are parked: what follows in them is not in, whatever the position says. */
  readonly parked: number
}

/** All up to this position is in, but for streams that are parked: the place before the first open mark, else the checkpoint. */
export const positionOf = ({ checkpoint, firstOpen }: Status): LogPosition =>
  firstOpen === null || firstOpen > checkpoint ? checkpoint : unsafeBrand(firstOpen - 1)

/** A stream with an event that cannot be read: what is before it is in, it and what follows wait. */
export interface Parked {
  readonly stream: StreamName
  /** Of the event that cannot be read. */
  readonly revision: number
  readonly position: LogPosition
  /** Why it cannot be read; never what it holds. */
  readonly reason: string
}

/** One fact of reference as kept: the entry as text. */
export interface ReferenceEntry {
  readonly position: LogPosition
  readonly agency: AgencyCode
  readonly entry: string
}

export interface References {
  readonly entries: ReadonlyArray<ReferenceEntry>
  readonly catalogue: LogPosition
}

/** A document as stored. Texts are the engine's. */
export interface StoredDocument {
  readonly career: CareerId
  readonly revision: number
  /** All that changed up to here in the catalogue, of what it names, is in its measures. */
  readonly catalogue: LogPosition
  readonly snapshot: string
  readonly tail: string
  readonly measures: string
}

/** Reserved place of the count of employments. */
export const PEOPLE = -1

export interface StandingSums {
  readonly sums: ReadonlyArray<Sums.Sums>
  readonly people: number
  readonly status: Status
}

export interface StandingRows {
  readonly rows: ReadonlyArray<{ readonly career: CareerId; readonly row: string }>
  readonly people: number
  readonly status: Status
}

/** Reads what stands in a generation; changes nothing. */
export interface ReadingStore {
  readonly status: (generation: number) => TaskEither<ViewsError, Status>
  /** The streams that are parked, by name. */
  readonly parked: (generation: number) => TaskEither<ViewsError, ReadonlyArray<Parked>>
  /** Reference facts after a position, in order, and the catalogue position up to which none is missing. */
  readonly references: (generation: number, after: LogPosition) => TaskEither<ViewsError, References>
  readonly load: (generation: number, careers: ReadonlyArray<CareerId>) => TaskEither<ViewsError, ReadonlyArray<StoredDocument>>
  /** Documents of a partition in order of career, a page at a time. */
  readonly documents: (
    generation: number,
    partition: number,
    after: CareerId | null,
    limit: number,
  ) => TaskEither<ViewsError, ReadonlyArray<StoredDocument>>
  /** Sums of standing views of one agency over all partitions, in one look. */
  readonly sums: (generation: number, views: ReadonlyArray<number>, agency: AgencyCode) => TaskEither<ViewsError, StandingSums>
  readonly rows: (generation: number, view: number, agency: AgencyCode) => TaskEither<ViewsError, StandingRows>
  /** Agencies that have an employment or a reference fact, in order. */
  readonly agencies: (generation: number) => TaskEither<ViewsError, ReadonlyArray<AgencyCode>>
}
