/** What a job is given, and what it may come to. */

import type { DeploymentStores, Dispatching, EngineError, Figures, GenerationStore, RebuildingInParts } from '@jejak/application/operator'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Producer } from './Producer.js'
import type { QueueUnavailable } from './QueueError.js'

/** What jobs need of a home: no log, no keys, and of the read models what keeps them current. */
interface WorkHome extends Pick<DeploymentStores, 'today'> {
  readonly readModels: Pick<Figures, 'health'> & Dispatching & RebuildingInParts
  readonly views: Pick<GenerationStore, 'generations'>
}

export interface Work {
  readonly home: WorkHome
  readonly producer: Producer
  /** Aborts when this process is to stop: what is begun is finished, the rest handed back. */
  readonly signal: AbortSignal
}

export type Answer =
  | { readonly tag: 'Done'; readonly value: unknown }
  /** Others are to go on with it. */
  | { readonly tag: 'HandBack' }

export const done = (value: unknown = null): Answer => ({ tag: 'Done', value })
export const handBack: Answer = { tag: 'HandBack' }

/** Left: it failed, and is tried again. */
export type JobOutcome = Promise<Either<EngineError | QueueUnavailable, Answer>>
