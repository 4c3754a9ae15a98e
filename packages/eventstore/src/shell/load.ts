/** Reading a stream as a history. */
import { type EventFault, History, type RecordedEvent, type StreamName, toEntry } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type EventStore, type Expected, noStream, type ReadError } from '../port/EventStore.js'

/** All that is known of a stream, and where it ends. */
export interface Loaded {
  readonly history: History.History
  readonly end: Expected
}

/** An event of the stream that this program cannot read. */
export interface Unreadable {
  readonly tag: 'Unreadable'
  readonly stream: StreamName
  readonly revision: number
  readonly fault: EventFault
}

export type LoadError = ReadError | Unreadable

export const nothingLoaded: Loaded = { history: History.empty, end: noStream }

/** Adds the events that follow to what was loaded. */
export const fold = (loaded: Loaded, events: ReadonlyArray<RecordedEvent>): E.Either<Unreadable, Loaded> => {
  const last = events[events.length - 1]
  if (last === undefined) return E.right(loaded)
  const entries: History.Entry[] = []
  for (const event of events) {
    const entry = toEntry(event)
    if (E.isLeft(entry)) return E.left({ tag: 'Unreadable', stream: event.stream, revision: event.revision, fault: entry.left })
    entries.push(entry.right)
  }
  return E.right({ history: History.add(loaded.history, entries), end: { tag: 'at', revision: last.revision, hash: last.meta.hash } })
}

/** Reads what follows what was loaded (default: the whole stream). */
export const load =
  (store: EventStore, stream: StreamName, since: Loaded = nothingLoaded): TaskEither<LoadError, Loaded> =>
  async () => {
    const events = await store.read(stream, since.end.tag === 'noStream' ? 0 : since.end.revision + 1)()
    return E.isLeft(events) ? events : fold(since, events.right)
  }
