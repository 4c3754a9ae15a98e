/** The one owner of a write connection, and the queue before it. */
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { AppendError, Appended } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'
import type { PreparedRequest } from '../port/prepareRequest.js'

export type AppendResult = E.Either<AppendError, Appended>

/** Requests that go in one transaction, in this order, up to the first that is refused; the result is the last one's. */
export type Work = NonEmptyArray<PreparedRequest>

export interface Writer {
  readonly add: (work: Work, done: (result: AppendResult) => void) => void
  /** Resolves when all that was added has its result. */
  readonly drained: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Work that waits, since when (in milliseconds of `performance.now`), and whom to tell. */
export interface Waiting {
  readonly work: Work
  readonly since: number
  readonly done: (result: AppendResult) => void
}

export interface Queue {
  readonly size: () => number
  readonly add: (waiting: Waiting) => void
  readonly peek: (count: number) => ReadonlyArray<Waiting>
  readonly drop: (count: number) => void
  /** Takes out those at the front that were added at that time or before. */
  readonly takeSince: (time: number) => ReadonlyArray<Waiting>
}

/** First in, first out; a long queue is not copied at every turn. */
export const makeQueue = (): Queue => {
  let items: Waiting[] = []
  let first = 0
  const drop = (count: number): void => {
    first += count
    if (first < items.length && first < 10_000) return
    items = items.slice(first)
    first = 0
  }
  return {
    size: () => items.length - first,
    add: (waiting) => {
      items.push(waiting)
    },
    peek: (count) => items.slice(first, first + count),
    drop,
    takeSince: (time) => {
      const young = items.findIndex(({ since }, i) => i >= first && since > time)
      const taken = items.slice(first, young === -1 ? items.length : young)
      drop(taken.length)
      return taken
    },
  }
}

export const busy = (path: string): AppendResult =>
  E.left(unavailable(`${path} is busy: other processes write to it without a pause; nothing was written, try again`))
