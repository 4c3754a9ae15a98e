/** What a process that keeps figures current asks. */
import type { AgencyCode, LogPosition } from '@jejak/core'
import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EngineError } from '../generation/EngineError.js'
import type { Progress } from '../generation/Options.js'

/** Figures changed: up to where all is in now, and of which agencies, in order. */
export interface Change {
  readonly position: LogPosition
  readonly agencies: ReadonlyArray<AgencyCode>
}

/** Keeps figures current, or watches that others do. */
export interface Following {
  /** Marks and drains up to the head of the log as it is now; answers the position up to which all is in. */
  readonly catchUp: (onProgress?: (progress: Progress) => void) => TaskEither<EngineError, LogPosition>
  /** Keeps up with the log until `signal` aborts, woken by appends of any process. Calls `onChange` after each commit that changed a document or the catalogue. */
  readonly follow: (signal: AbortSignal, onChange: (change: Change) => void) => Promise<Either<EngineError, void>>
  /** Calls `onChange` as `follow` does, and leaves the work to others; only where there are no read models at all it makes them. Names all agencies, since it cannot know whom a change concerned. */
  readonly watch: Following['follow']
}
