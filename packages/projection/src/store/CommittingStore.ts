/** Commits: a document, and with it all that follows from it. */
import type { AgencyCode, CareerId, LogPosition } from '@jejak/core'
import type { Sums } from '@jejak/core/measure'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ViewsError } from './faults.js'
import type { Marking } from './MarkingStore.js'
import type { Parked } from './ReadingStore.js'

/** Change of the sums of a standing view (by its place in the generation's list) in one agency. */
export interface Delta {
  readonly view: number
  readonly agency: AgencyCode
  readonly sums: Sums.Sums
}

/** A person's row of a standing table; `null` takes it away. */
export interface RowChange {
  readonly view: number
  readonly agency: AgencyCode
  readonly row: string | null
}

/** A document's next state, with all that follows from it. */
export interface Commit {
  readonly career: CareerId
  readonly partition: number
  /** The epoch under which its worker took the partition over; `null` for who took nothing over and relies on the document alone. */
  readonly epoch: number | null
  /** The document as read; `null` if there was none. */
  readonly was: { readonly revision: number; readonly catalogue: LogPosition } | null
  /** -1 if nothing of the stream can be read: no document is kept then, the stream is parked. */
  readonly revision: number
  /** The greatest revision that was read, also behind an event that cannot be read: a mark up to there is cleared. */
  readonly seen: number
  /** Where the stream is parked from now on; `null` if all of it could be read: then it is parked no more. */
  readonly parked: Parked | null
  /** The catalogue position as read: it was measured with all facts up to that, and the partition must not be marked for later ones. */
  readonly catalogue: LogPosition
  /** The document's catalogue position from now on: as it was where only some views were measured, else `catalogue`. */
  readonly measured: LogPosition
  /** `null` leaves the stored snapshot. */
  readonly snapshot: string | null
  readonly tail: string
  readonly measures: string
  /** Names the new entries hold. */
  readonly names: ReadonlyArray<string>
  readonly deltas: ReadonlyArray<Delta>
  readonly rows: ReadonlyArray<RowChange>
}

/** What became of a commit: the document or the catalogue was not as read any more, or another worker took the partition over. */
export type Committed = 'done' | 'moved' | 'taken over'

/** What an advance came to. */
export interface Advanced {
  /** What became of each commit. */
  readonly committed: ReadonlyArray<Committed>
  /** Whether the page is marked, as `mark` answers: all slots stand at its end then, or past it. */
  readonly marked: boolean
  /** First log position that waits in a mark after both; `null` when nothing waits. */
  readonly firstOpen: LogPosition | null
}

/** Commits documents, each on its own condition. */
export interface CommittingStore {
  /**
   * Commits documents; each only if the document, the partition's catalogue
   * position and, where it names one, its epoch are as read, and together with its
   * deltas, rows and names. Clears a mark only if its revision was seen and its
   * catalogue position reached. Answers what became of each.
   */
  readonly commit: (generation: number, commits: ReadonlyArray<Commit>) => TaskEither<ViewsError, ReadonlyArray<Committed>>
  /**
   * `commit`, then `mark`, in one transaction, or without a wait in between: a page
   * of the log together with what it leads to. The commits stand on their own
   * conditions, also where the page could not be marked.
   */
  readonly advance: (generation: number, commits: ReadonlyArray<Commit>, marking: Marking) => TaskEither<ViewsError, Advanced>
}
