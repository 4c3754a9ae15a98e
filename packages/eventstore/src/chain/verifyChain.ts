/** Recomputes the chain of a stream. */
import type { RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Corrupt, Expected } from '../port/EventStore.js'
import { noStream } from '../port/EventStore.js'
import { hashOf } from './EventText.js'

/**
 * Checks that these are the events of one stream, in order and whole, from
 * `after` on (default: from the first): revisions without a gap, each hash right,
 * each naming the one before. Right is where the stream ends; left names the first
 * event that was altered, removed or inserted.
 */
export const verifyChain = (events: ReadonlyArray<RecordedEvent>, after: Expected = noStream): E.Either<Corrupt, Expected> => {
  let end = after
  let stream = events[0]?.stream ?? null
  for (const event of events) {
    const corrupt = (reason: string): E.Either<Corrupt, never> =>
      E.left({ tag: 'Corrupt', stream: event.stream, position: event.position, reason })
    const revision = end.tag === 'noStream' ? 0 : end.revision + 1
    if (event.stream !== stream) return corrupt('an event of another stream stands among these')
    stream = event.stream
    if (event.revision !== revision) return corrupt(`revision ${revision} is missing; ${event.revision} stands in its place`)
    if (event.meta.previousHash !== (end.tag === 'noStream' ? null : end.hash))
      return corrupt(`revision ${event.revision} does not follow the event before it: one of the two was altered`)
    const hash = hashOf(event)
    if (E.isLeft(hash) || hash.right !== event.meta.hash)
      return corrupt(`revision ${event.revision} is not what was hashed: it was altered`)
    end = { tag: 'at', revision: event.revision, hash: event.meta.hash }
  }
  return E.right(end)
}
