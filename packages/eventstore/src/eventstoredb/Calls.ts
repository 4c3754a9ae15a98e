/** How calls are made: with a deadline each, and again while a failure may pass. */
import { StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadError } from '../port/EventStore.js'
import { corrupt, unavailable } from '../port/faults.js'
import type { Driver, Filtered, FoundEvent, ReadOptions } from './Driver.js'
import { type Failure, failureOf } from './failure.js'
import { type Limits, makePatience, type Patience } from './Patience.js'
import { READ_PREFIXES } from './WireForm.js'

/** Why a read has no answer; a position that is no event's is the caller's to mend. */
type ReadFailure = ReadError | Extract<Failure, { readonly tag: 'noSuchPosition' }>

/** The calls of the server that one call of the port makes: they share its patience. */
export interface Calls {
  /** Scheme and hosts of the server, for messages. */
  readonly shown: string
  readonly driver: Driver
  readonly patience: Patience
  /** Empty for a stream that is not there. */
  readonly readStream: (stream: StreamName, options: ReadOptions) => Promise<E.Either<ReadError, ReadonlyArray<FoundEvent>>>
  readonly readAll: (options: ReadOptions) => Promise<E.Either<ReadFailure, ReadonlyArray<FoundEvent>>>
  /** The log after a place, forwards, as the server filters it. */
  readonly readOurs: (after: 'start' | bigint, limit: number) => Promise<E.Either<ReadFailure, Filtered>>
}

const NOTHING: ReadonlyArray<FoundEvent> = []

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
  const patience = makePatience(limits)
  const retried = async <A>(call: (signal: AbortSignal) => Promise<A>, nothing: A): Promise<E.Either<ReadFailure, A>> => {
    for (let failures = 0; ; failures += 1) {
      try {
        return E.right(await patience.attempt(call))
      } catch (error) {
        const failure = failureOf(error)
        if (failure.tag === 'notFound') return E.right(nothing)
        if (failure.tag !== 'passing' || closing.aborted || patience.isOver()) return E.left(readError(shown, failure))
      }
      await patience.rest(failures, closing)
    }
  }
  return {
    shown,
    driver,
    patience,
    readStream: async (stream, options) => {
      // Some names make the library throw where nobody hears it, and never answer.
      if (!StreamName.is(stream)) return E.right([])
      const found = await retried((signal) => driver.readStream(stream, options, signal), NOTHING)
      if (E.isRight(found)) return found
      if (found.left.tag === 'noSuchPosition') return E.left(unavailable(`${shown} does not know the revision: try again`))
      return E.left(found.left.tag === 'Corrupt' ? { ...found.left, stream } : found.left)
    },
    readAll: (options) => retried((signal) => driver.readAll({ ...options, prefixes: READ_PREFIXES }, signal), NOTHING),
    readOurs: (after, limit) =>
      retried((signal) => driver.readFiltered({ prefixes: READ_PREFIXES, after, limit }, signal), {
        events: NOTHING,
        reached: null,
        ended: true,
      }),
  }
}
