/** Constructors of the port's errors. */
import type { EventId, LogPosition, StreamName } from '@jejak/core'
import type { Ambiguous, Conflict, Corrupt, Expected, TooLarge, Unavailable } from './EventStore.js'
import { MAX_EVENT_BYTES } from './EventStore.js'

export const conflict = (stream: StreamName, actual: Expected): Conflict => ({ tag: 'Conflict', stream, actual })
export const unavailable = (reason: string): Unavailable => ({ tag: 'Unavailable', reason })
export const newerLayout = (reason: string): Unavailable => ({ tag: 'Unavailable', reason, code: 'newerLayout' })
export const ambiguous = (reason: string): Ambiguous => ({ tag: 'Ambiguous', reason })
export const tooLarge = (stream: StreamName, event: EventId, bytes: number, limit = MAX_EVENT_BYTES): TooLarge => ({
  tag: 'TooLarge',
  stream,
  event,
  bytes,
  limit,
})
export const corrupt = (reason: string, stream: StreamName | null = null, position: LogPosition | null = null): Corrupt => ({
  tag: 'Corrupt',
  stream,
  position,
  reason,
})
export const closed: Unavailable = { tag: 'Unavailable', reason: 'the event store was closed' }

/** What was opened is not what stands under its name any more. */
export const replaced: Unavailable = {
  tag: 'Unavailable',
  reason: 'the file of the events was put away or replaced while this program used it: end it and start it again',
}
