/** Two logs, event by event, in their order. */
import { LOG_START, type LogPosition, type RecordedEvent, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { hashOf } from '../chain/EventText.js'
import { verifyChain } from '../chain/verifyChain.js'
import { type Corrupt, type EventStore, type Expected, noStream, type ReadError } from '../port/EventStore.js'
import { corrupt } from '../port/faults.js'

/** What two logs have in common from their beginnings. */
export interface Compared {
  /** Both begin with the same events, so many. */
  readonly events: number
  /** Position of the last of them in the source. */
  readonly after: LogPosition
  /** Where the streams of the source end there. */
  readonly ends: Map<StreamName, Expected>
  /** What comes after them: nothing, more of the source, or an event of the target that the source does not have there. */
  readonly next: 'nothing' | 'source' | 'target'
}

/** A log that could not be read, or does not hold what was hashed. */
export type LogFault =
  | { readonly tag: 'SourceFailed'; readonly error: ReadError }
  | { readonly tag: 'TargetFailed'; readonly error: ReadError }

/** Checks that an event follows those before it in its stream, and notes it as the end. */
export const follow = (ends: Map<StreamName, Expected>, event: RecordedEvent): E.Either<Corrupt, void> => {
  const end = verifyChain([event], ends.get(event.stream) ?? noStream)
  if (E.isLeft(end)) return end
  ends.set(event.stream, end.right)
  return E.right(undefined)
}

async function* each(pages: ReturnType<EventStore['readAll']>): AsyncGenerator<E.Either<ReadError, RecordedEvent>> {
  for await (const page of pages) {
    if (E.isLeft(page)) yield page
    else for (const event of page.right) yield E.right(event)
  }
}

const fault = (tag: LogFault['tag'], error: ReadError): E.Either<LogFault, never> => E.left({ tag, error })

/**
 * Reads both logs side by side, as long as they agree. The chain of every stream of the
 * source is recomputed; an event of the target is the same if it has the hash of the
 * source's and is what was hashed. Holds the end of every stream in memory, no more.
 *
 * @param upTo position of the source after which it is not read
 * @param progress is told the position reached in the source
 */
export const compareLogs = async (
  source: EventStore,
  target: EventStore,
  upTo: LogPosition,
  progress: (at: LogPosition) => void,
): Promise<E.Either<LogFault, Compared>> => {
  const ends = new Map<StreamName, Expected>()
  let events = 0
  let after = LOG_START
  const there = each(target.readAll(LOG_START))
  try {
    for await (const read of each(source.readAll(LOG_START, { upTo }))) {
      if (E.isLeft(read)) return fault('SourceFailed', read.left)
      const event = read.right
      const answer = await there.next()
      if (answer.done === true) return E.right({ events, after, ends, next: 'source' })
      if (E.isLeft(answer.value)) return fault('TargetFailed', answer.value.left)
      const copied = answer.value.right
      if (copied.meta.hash !== event.meta.hash) return E.right({ events, after, ends, next: 'target' })
      const followed = follow(ends, event)
      if (E.isLeft(followed)) return fault('SourceFailed', followed.left)
      const hash = hashOf(copied)
      if (E.isLeft(hash) || hash.right !== copied.meta.hash)
        return fault('TargetFailed', corrupt(`revision ${copied.revision} is not what was hashed: it was altered`, copied.stream))
      events += 1
      after = event.position
      progress(after)
    }
    const more = await there.next()
    if (more.done === true) return E.right({ events, after, ends, next: 'nothing' })
    return E.isLeft(more.value) ? fault('TargetFailed', more.value.left) : E.right({ events, after, ends, next: 'target' })
  } finally {
    await there.return(undefined)
  }
}
