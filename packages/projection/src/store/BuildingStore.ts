/** Parts of a generation that is being built, and all that stands in a part. */
import type { AgencyCode, CareerId, LogPosition } from '@jejak/core'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Delta, RowChange } from './CommittingStore.js'
import type { ViewsError } from './faults.js'
import type { Parked, ReferenceEntry, StoredDocument } from './ReadingStore.js'

/** What a partition of a generation came to when it was built. */
export interface BuiltPart {
  readonly partition: number
  readonly events: number
  readonly documents: number
  /** Digest of what stands in it, once a second count came to the same; `null` before. */
  readonly digest: string | null
}

/** One partition of a generation being built, whole. */
export interface Part {
  readonly partition: number
  readonly events: number
  /** Each with its names, each name once. */
  readonly documents: ReadonlyArray<StoredDocument & { readonly names: ReadonlyArray<string>; readonly rows: ReadonlyArray<RowChange> }>
  /** A view and an agency once. */
  readonly sums: ReadonlyArray<Delta>
  readonly parked: ReadonlyArray<Parked>
}

/** What stands in a partition besides its documents. */
export interface Contents {
  readonly sums: ReadonlyArray<Delta>
  readonly rows: ReadonlyArray<{ readonly view: number; readonly agency: AgencyCode; readonly career: CareerId; readonly row: string }>
}

/** A document and a name that its entries hold. */
export interface Named {
  readonly career: CareerId
  readonly name: string
}

/** Writes a generation part by part, and shows a part whole. */
export interface BuildingStore {
  /** Writes one partition of a generation being built, once: a part that is there is left as it is. Says that its builder is alive. */
  readonly writePart: (generation: number, part: Part, now: number) => TaskEither<ViewsError, void>
  /** The parts that are there whole, in order of partition. */
  readonly parts: (generation: number) => TaskEither<ViewsError, ReadonlyArray<BuiltPart>>
  /** Notes that a part holds what a second count came to. */
  readonly verified: (generation: number, partition: number, digest: string) => TaskEither<ViewsError, void>
  /** Stores the reference facts a generation being built starts from, and the streams of such facts that are parked. */
  readonly writeReferences: (
    generation: number,
    found: {
      readonly references: ReadonlyArray<ReferenceEntry>
      readonly catalogue: LogPosition
      readonly parked: ReadonlyArray<Parked>
    },
    now: number,
  ) => TaskEither<ViewsError, void>
  /** All sums and rows of a partition. */
  readonly contents: (generation: number, partition: number) => TaskEither<ViewsError, Contents>
  /** By which names of the catalogue the documents of a partition are found when these change. */
  readonly names: (generation: number, partition: number) => TaskEither<ViewsError, ReadonlyArray<Named>>
  /** How many sums, rows and documents stand where no partition is, so that nothing ever changes them; only where such a place can be written at all. */
  readonly strays?: (generation: number) => TaskEither<ViewsError, number>
}
