/** Marks: which documents are behind, and up to where in the log that is known. */
import type { CareerId, LogPosition } from '@jejak/core'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ViewsError } from './faults.js'
import type { Parked, ReferenceEntry } from './ReadingStore.js'

/** A document is behind: up to which revision, at which catalogue position, and since where in the log. */
export interface Mark {
  readonly partition: number
  readonly career: CareerId
  /** Greatest revision known; -1 if only the catalogue moved. */
  readonly revision: number
  /** Greatest catalogue position that concerns it; 0 for none. */
  readonly catalogue: LogPosition
  readonly first: LogPosition
}

/** A partition that has marks, and how many. */
export interface Dirty {
  readonly partition: number
  readonly marks: number
}

/** A name of the catalogue whose meaning changed, first and last where in the log. */
export interface Renaming {
  readonly name: string
  readonly first: LogPosition
  readonly last: LogPosition
}

/** What a page of the log does to a generation. */
export interface Marking {
  readonly after: LogPosition
  readonly upTo: LogPosition
  /** Hash of the event at `upTo`. */
  readonly hash: string
  readonly careers: ReadonlyArray<Mark>
  readonly references: ReadonlyArray<ReferenceEntry>
  /** Careers that hold one of these names become dirty. */
  readonly renamed: ReadonlyArray<Renaming>
  /** Last position that changed a catalogue; `null` if none did. */
  readonly catalogue: LogPosition | null
  /** Streams of reference facts that cannot be read from here on. */
  readonly parked: ReadonlyArray<Parked>
}

/** Sets marks and hands them out. A commit clears them. */
export interface MarkingStore {
  /** Marks a page of the log in the slots that do not stand behind it or past it; `false` if other processes moved them all, or one fell back. */
  readonly mark: (generation: number, marking: Marking) => TaskEither<ViewsError, boolean>
  /** Some marks, beginning at a partition and going round. */
  readonly marks: (generation: number, from: number, limit: number) => TaskEither<ViewsError, ReadonlyArray<Mark>>
  /** Some marks of one partition. */
  readonly marksIn: (generation: number, partition: number, limit: number) => TaskEither<ViewsError, ReadonlyArray<Mark>>
  /** The partitions that have marks, in order. */
  readonly dirty: (generation: number) => TaskEither<ViewsError, ReadonlyArray<Dirty>>
  /** Takes a partition over: answers its new epoch. Nothing can be committed any more under the epochs before. */
  readonly claim: (generation: number, partition: number) => TaskEither<ViewsError, number>
}
