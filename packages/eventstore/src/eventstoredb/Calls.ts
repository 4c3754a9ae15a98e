/** How calls are made: with a deadline each, and again while a failure may pass. */
import { StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadError } from '../port/EventStore.js'
import { corrupt, unavailable } from '../port/faults.js'
import { backOff, pause } from '../read/pause.js'
import type { Driver, FoundEvent, ReadOptions } from './Driver.js'
import { withDeadline } from './deadline.js'
import { type Failure, failureOf } from './failure.js'

export interface Limits {
  /** Milliseconds one call may take. */
  readonly deadline: number
  /** Milliseconds in which failures that may pass are tried again. */
  readonly patience: number
}

/** Why a read has no answer; a position that is no event's is the caller's to mend. */
type ReadFailure = ReadError | Extract<Failure, { readonly tag: 'noSuchPosition' }>

export interface Calls {
  /** Scheme and hosts of the server, for messages. */
  readonly shown: string
  readonly driver: Driver
  readonly limits: Limits
  /** Empty for a stream that is not there. */
  readonly readStream: (stream: StreamName, options: ReadOptions) => Promise<E.Either<ReadError, ReadonlyArray<FoundEvent>>>
  readonly readAll: (options: ReadOptions) => Promise<E.Either<ReadFailure, ReadonlyArray<FoundEvent>>>
}

/** The error of a failed read. */
const readError = (shown: string, failure: Failure): ReadFailure => {
  switch (failure.tag) {
    case 'noSuchPosition':
      return failure
    case 'refused':
    case 'passing':
      return unavailable(`${shown} ${failure.why}`)
    case 'deleted':
      return corrupt('the stream was deleted on the server, which Jejak never does: put back a backup')
    default:
      return unavailable(`${shown} answered a read as if it were a write: try again`)
  }
}

/**
 * @param closing reads are tried again until it aborts; what is under way then is finished
 */
export const makeCalls = (shown: string, driver: Driver, limits: Limits, closing: AbortSignal): Calls => {
  const retried = async (
    call: (signal: AbortSignal) => Promise<ReadonlyArray<FoundEvent>>,
  ): Promise<E.Either<ReadFailure, ReadonlyArray<FoundEvent>>> => {
    const end = performance.now() + limits.patience
    for (let failures = 0; ; failures += 1) {
      try {
        return E.right(await withDeadline(limits.deadline, call))
      } catch (error) {
        const failure = failureOf(error)
        if (failure.tag === 'notFound') return E.right([])
        if (failure.tag !== 'passing' || closing.aborted || performance.now() >= end) return E.left(readError(shown, failure))
      }
      await pause(backOff(failures), closing)
    }
  }
  return {
    shown,
    driver,
    limits,
    readStream: async (stream, options) => {
      // Some names make the library throw where nobody hears it, and never answer.
      if (!StreamName.is(stream)) return E.right([])
      const found = await retried((signal) => driver.readStream(stream, options, signal))
      if (E.isRight(found)) return found
      if (found.left.tag === 'noSuchPosition') return E.left(unavailable(`${shown} does not know the revision: try again`))
      return E.left(found.left.tag === 'Corrupt' ? { ...found.left, stream } : found.left)
    },
    readAll: (options) => retried((signal) => driver.readAll(options, signal)),
  }
}
