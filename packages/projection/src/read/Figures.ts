/** What a reader of figures asks. */
import type { AgencyCode, CareerId, Catalogue, History, LocalDate, LogPosition } from '@jejak/core'
import type { AgencyFact, Figure, View } from '@jejak/core/measure'
import type * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EngineError } from '../generation/EngineError.js'
import type { Parked } from '../store/ReadingStore.js'

/** Cut of the log for `--known-at`: events before this position are known. */
export interface AsKnownAt {
  readonly before: LogPosition
}

/** What a wait came to, and up to where all is in by then. */
export type Waited =
  | { readonly tag: 'Reached'; readonly position: LogPosition }
  /** Not all up to the position is in yet, or the log does not reach so far. */
  | { readonly tag: 'TimedOut'; readonly position: LogPosition }

export interface Health {
  readonly generation: number
  /** The day its standing views speak of. */
  readonly day: LocalDate
  readonly position: LogPosition
  readonly head: LogPosition
  readonly dirty: number
  /** Streams parked at an event that cannot be read: what follows in them is in no figure. */
  readonly parked: ReadonlyArray<Parked>
  readonly definitions: string
  readonly builtAt: string
}

/** Figures with the facts of reference they are finished with, all of one position. */
export interface Snapshot {
  /** All up to it is in; with a cut of the log, up to the cut. */
  readonly position: LogPosition
  readonly figures: ReadonlyArray<Figure>
  readonly catalogue: Catalogue.Catalogue
  readonly agencyFacts: ReadonlyArray<AgencyFact>
}

/** Reads figures and what they were made from; changes nothing of either. */
export interface Figures {
  /** The figure of one agency: from the standing sums where the view is kept, else from the documents. */
  readonly figure: (view: View, agency: AgencyCode, known?: AsKnownAt) => TaskEither<EngineError, Figure>
  /** A view's figure for several views in one pass over the documents. */
  readonly figures: (views: ReadonlyArray<View>, agency: AgencyCode, known?: AsKnownAt) => TaskEither<EngineError, ReadonlyArray<Figure>>
  readonly catalogue: (agency: AgencyCode, known?: AsKnownAt) => TaskEither<EngineError, Catalogue.Catalogue>
  readonly agencyFacts: (agency: AgencyCode, known?: AsKnownAt) => TaskEither<EngineError, ReadonlyArray<AgencyFact>>
  /**
   * Figures of several views (or none), the catalogue and the agency facts of one position.
   * What others commit while it is read is in none of the three that did not hold it before. Whoever finishes a figure asks this, and not the three one by one.
   */
  readonly snapshot: (views: ReadonlyArray<View>, agency: AgencyCode, known?: AsKnownAt) => TaskEither<EngineError, Snapshot>
  readonly agencies: () => TaskEither<EngineError, ReadonlyArray<AgencyCode>>
  /** What is in of a career, with the other careers that were ever named as the same person's. */
  readonly career: (career: CareerId) => TaskEither<EngineError, History.History>
  /**
   * The careers of all numbers of a person, first the newest, under which reports count the person; alone
   * where no other number is known. Whatever is done to a person as a whole, as erasing, is done to all.
   */
  readonly numbers: (career: CareerId) => TaskEither<EngineError, RNEA.ReadonlyNonEmptyArray<CareerId>>
  /**
   * Waits until all up to a position is in, which an append answers: every figure asked
   * for after `Reached` holds what was appended. Whoever follows the log brings it in;
   * this only waits, so long at most. What waits in a parked stream is not waited for.
   */
  readonly waitFor: (position: LogPosition, withinMs: number) => TaskEither<EngineError, Waited>
  readonly health: () => TaskEither<EngineError, Health>
}
