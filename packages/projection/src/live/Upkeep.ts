/** What is asked of read models in use by whoever looks after them. */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EngineError } from '../generation/EngineError.js'
import type { Progress } from '../generation/Options.js'
import type { Recounted } from '../rebuild/Differences.js'
import type { Parked } from '../store/ReadingStore.js'

/** What a look at parked streams came to. */
export interface Retried {
  readonly released: ReadonlyArray<Parked>
  readonly parked: ReadonlyArray<Parked>
}

/** Looks after read models that are in use. */
export interface Upkeep {
  /** Holds the live read models against a count from the log: documents, sums, rows, facts of reference, parked streams. Writes nothing; others may write meanwhile. */
  readonly recount: (onProgress?: (progress: Progress) => void) => TaskEither<EngineError, Recounted>
  /** Reads parked streams again and releases those that can be read now. Facts of reference, on which any career may rest, are released by a rebuild. */
  readonly retryParked: (onProgress?: (progress: Progress) => void) => TaskEither<EngineError, Retried>
  /** Takes the log at hand for the one of the read models from now on: those made from another are thrown away. Answers how many generations that were; 0 where they are of this log. */
  readonly renewLog: () => TaskEither<EngineError, number>
}
