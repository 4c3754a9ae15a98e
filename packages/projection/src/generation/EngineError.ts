/** How a call of the engine fails. */
import type { ReadError } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { GenerationGone, ViewsUnavailable } from '../store/faults.js'
import type { Parked } from '../store/ReadingStore.js'

export type EngineError =
  | ReadError
  /** The store of read models cannot be used; `reason` says what to do. */
  | ViewsUnavailable
  /** The read models were made from another log than the one given, from a longer one, or from one that went another way; `reason` says what to do. */
  | { readonly tag: 'OtherLog'; readonly reason: string }
  /** New read models would leave streams parked, and nobody allowed that: they were not swapped in. */
  | { readonly tag: 'Unreadable'; readonly parked: ReadonlyArray<Parked>; readonly reason: string }
  /** A part of new read models is not what a second count came to: they were not swapped in. */
  | { readonly tag: 'Unequal'; readonly partition: number; readonly reason: string }

/** What may go wrong inside the engine; a generation that is gone is looked up again, never shown. */
export type Fault = EngineError | GenerationGone
export type Outcome<A> = Promise<E.Either<Fault, A>>

/** Every generation that was tried was replaced meanwhile. */
export const REPLACED: EngineError = {
  tag: 'ViewsUnavailable',
  reason: 'The read models were replaced by other processes while they were made. Run the command again.',
}

/** A generation that is gone is no error of the caller's. */
export const shown = <A>(result: E.Either<Fault, A>): E.Either<EngineError, A> =>
  E.isRight(result) ? result : E.left(result.left.tag === 'GenerationGone' ? REPLACED : result.left)
