/**
 * Writing events of another store to a server, in their order.
 *
 * The next call begins when the one before was answered: only so does a failure leave
 * no gap, and the log of the server the order of the log it comes from. Events that
 * follow each other in one stream, recorded at one moment, share a call.
 */
import * as E from 'fp-ts/lib/Either.js'
import { type AppendError, type Appended, MAX_EVENT_BYTES } from '../port/EventStore.js'
import type { PreparedRequest } from '../port/prepareRequest.js'
import type { PreparedRestore } from '../port/prepareRestore.js'

/** Room for the stamps in the stored text of an event. */
const STAMP_BYTES = 140

const bytesOf = ({ drafts }: PreparedRequest): number => drafts.reduce((sum, { bytes }) => sum + bytes + STAMP_BYTES, 0)

/** Whether a request goes on where another ends, as if both had been one append. */
const follows = (next: PreparedRequest, { stream, stamped }: PreparedRequest): boolean =>
  next.stream === stream &&
  next.expected.tag === 'at' &&
  next.expected.hash === stamped?.hash &&
  next.stamped?.recordedAt === stamped.recordedAt

/** Neighbours that can be one append, joined, none above what a server takes in one. */
const joined = (requests: ReadonlyArray<PreparedRequest>): ReadonlyArray<ReadonlyArray<PreparedRequest>> => {
  const runs: PreparedRequest[][] = []
  let bytes = 0
  for (const request of requests) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const size = bytesOf(request)
    if (run !== undefined && last !== undefined && bytes + size <= MAX_EVENT_BYTES && follows(request, last)) {
      run.push(request)
      bytes += size
    } else {
      runs.push([request])
      bytes = size
    }
  }
  return runs
}

export const restoreInOrder = async (
  { requests, end }: PreparedRestore,
  append: (request: PreparedRequest) => Promise<E.Either<AppendError, Appended>>,
): Promise<E.Either<AppendError, void>> => {
  for (const run of joined(requests)) {
    const [first] = run
    const last = run.at(-1)
    if (first === undefined || last === undefined) continue
    const whole = await append({ ...last, expected: first.expected, drafts: run.flatMap(({ drafts }) => drafts) })
    if (E.isRight(whole)) continue
    // Some of them may stand already.
    if (whole.left.tag !== 'Conflict' || run.length === 1) return whole
    for (const request of run) {
      const single = await append(request)
      if (E.isLeft(single)) return single
    }
  }
  return end
}
