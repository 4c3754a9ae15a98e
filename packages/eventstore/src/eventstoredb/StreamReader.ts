/** Reading single streams of Jejak from a server. */
import type { RecordedEvent, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Expected, noStream, type ReadError } from '../port/EventStore.js'
import { corrupt } from '../port/faults.js'
import type { Calls } from './Calls.js'
import type { FoundEvent } from './Driver.js'
import { fromWire } from './WireForm.js'

type Found = E.Either<ReadError, ReadonlyArray<RecordedEvent>>

/** Events asked for in one call. */
const PAGE = 1000

export interface StreamReader {
  /** At most so many events from a revision on. */
  readonly from: (stream: StreamName, revision: number, limit: number) => Promise<Found>
  readonly whole: (stream: StreamName, from: number) => Promise<Found>
  readonly end: (stream: StreamName) => Promise<E.Either<ReadError, Expected>>
}

/**
 * @param seen is told of every event that was read
 */
export const openStreamReader = (calls: Calls, seen: (event: RecordedEvent) => void): StreamReader => {
  const read = (found: ReadonlyArray<FoundEvent>): Found => {
    const events: RecordedEvent[] = []
    for (const each of found) {
      const event = fromWire(each)
      if (E.isLeft(event)) return event
      seen(event.right)
      events.push(event.right)
    }
    return E.right(events)
  }

  const from: StreamReader['from'] = async (stream, revision, limit) => {
    const found = await calls.readStream(stream, { from: BigInt(revision), direction: 'forwards', limit })
    if (E.isLeft(found)) return found
    const first = found.right[0]
    // A stream whose front was cut off is read from where it goes on.
    if (first !== undefined && first.revision !== BigInt(revision))
      return E.left(
        corrupt(`revision ${revision} is missing: the front of the stream was cut off on the server; put back a backup`, stream),
      )
    return read(found.right)
  }

  const whole: StreamReader['whole'] = async (stream, first) => {
    const events: RecordedEvent[] = []
    for (;;) {
      const page = await from(stream, first + events.length, PAGE)
      if (E.isLeft(page)) return page
      events.push(...page.right)
      if (page.right.length < PAGE) return E.right(events)
    }
  }

  const end: StreamReader['end'] = async (stream) => {
    const found = await calls.readStream(stream, { from: 'end', direction: 'backwards', limit: 1 })
    if (E.isLeft(found)) return found
    return E.map((events: ReadonlyArray<RecordedEvent>): Expected => {
      const last = events[0]
      return last === undefined ? noStream : { tag: 'at', revision: last.revision, hash: last.meta.hash }
    })(read(found.right))
  }

  return { from, whole, end }
}
