/** How a call comes to the generation it works on. */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EngineError, Outcome } from './EngineError.js'
import type { GenerationView } from './GenerationView.js'
import type { Progress } from './Options.js'

export interface Access {
  /** Finds the live generation; `null` where there is none of these definitions. */
  readonly look: () => Outcome<GenerationView | null>
  /** The same, built first where there is none: once, for all who ask meanwhile. */
  readonly ensured: (onProgress?: (progress: Progress) => void) => Outcome<GenerationView>
  /** Works on the live generation; if it is replaced meanwhile, again on the next. */
  readonly onLive: <A>(work: (live: GenerationView) => Outcome<A>, onProgress?: (progress: Progress) => void) => TaskEither<EngineError, A>
  /** Right while the read models are of the log at hand. */
  readonly owned: () => Outcome<void>
  /** Lets the next who asks look whether they are. */
  readonly lookAnew: () => void
}
