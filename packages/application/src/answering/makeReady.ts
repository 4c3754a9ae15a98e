/** Read models as current as a question needs them. */
import type { LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import type { AnswerError } from './AnswerError.js'
import { type CurrentModels, type CurrentOptions, currentModels } from './currentModels.js'

export interface ReadyOptions extends CurrentOptions {
  /** Whether the read models are brought up to the end of the log first (default); not needed where a worker follows it. */
  readonly catchUp?: boolean
  /** Answer only when all up to here is in: the position that an append answered. */
  readonly waitFor?: LogPosition | null
  /** Longest wait for it, in milliseconds. */
  readonly waitMs?: number
}

/** Longest wait for a position where the caller names none, in milliseconds. */
const WAIT_MS = 10_000
/** Pause between two looks at a log that another process appends to. */
const LOOK_EVERY_MS = 100

/** Brings the read models up to date where nobody else does, and waits for the position asked for. */
export const makeReady = async (home: DeploymentStores, options: ReadyOptions): Promise<E.Either<AnswerError, CurrentModels>> => {
  const { catchUp = true, waitFor = null, waitMs = WAIT_MS } = options
  const end = performance.now() + waitMs
  for (;;) {
    const current = catchUp ? await currentModels(home, options)() : E.right({ models: home.readModels, notice: null })
    if (E.isLeft(current) || waitFor === null) return current
    const left = Math.max(0, end - performance.now())
    const waited = await current.right.models.waitFor(waitFor, catchUp ? Math.min(left, LOOK_EVERY_MS) : left)()
    if (E.isLeft(waited)) return waited
    if (waited.right.tag === 'Reached') return current
    if (performance.now() >= end) return E.left({ tag: 'NotYet', position: waited.right.position, waitedFor: waitFor })
  }
}
