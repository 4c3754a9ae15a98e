/** Who has something sealed in a log: asked before a key is made, since a second key opens nothing of what the first one sealed. */
import { kindOf, LOG_START, type RecordedEvent, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EventStore, ReadError } from '../port/EventStore.js'
import { ownerOf } from '../streams.js'
import type { KeyOwner } from './KeyStore.js'

type Log = Pick<EventStore, 'ends' | 'head' | 'read' | 'readAll' | 'readReference'>

const sealedFor = ({ sealed, stream, meta }: RecordedEvent): KeyOwner | null => (sealed === null ? null : ownerOf(stream, meta.agency))

/** Which agencies sealed something: in the streams of reference facts, which are few. */
const agenciesIn = async (events: Log, owners: ReadonlySet<KeyOwner>): Promise<E.Either<ReadError, ReadonlySet<KeyOwner>>> => {
  const found = new Set<KeyOwner>()
  const head = await events.head()()
  if (E.isLeft(head)) return head
  const pages = events.readReference?.(head.right) ?? events.readAll(LOG_START, { upTo: head.right })
  for await (const page of pages) {
    if (E.isLeft(page)) return page
    for (const event of page.right) {
      const owner = sealedFor(event)
      if (owner !== null && owners.has(owner)) found.add(owner)
    }
    if (found.size === owners.size) break
  }
  return E.right(found)
}

/**
 * Which of these owners have something sealed in the log. A person's stream tells; most
 * owners asked for are new and have none, which the ends of streams say. Of an agency
 * that has a stream, the streams of reference facts are read, once before its key is made.
 */
export const sealedOwners =
  (events: Log) =>
  (owners: ReadonlyArray<KeyOwner>): TaskEither<ReadError, ReadonlySet<KeyOwner>> =>
  async () => {
    const ends = await events.ends(owners.filter(StreamName.is))()
    if (E.isLeft(ends)) return ends
    const sealed = new Set<KeyOwner>()
    const agencies = new Set<KeyOwner>()
    for (const [stream, end] of ends.right) {
      if (end.tag === 'noStream') continue
      if (kindOf(stream) !== 'career') {
        agencies.add(stream)
        continue
      }
      const found = await events.read(stream)()
      if (E.isLeft(found)) return found
      if (found.right.some((event) => sealedFor(event) === stream)) sealed.add(stream)
    }
    const more = agencies.size === 0 ? E.right(new Set<KeyOwner>()) : await agenciesIn(events, agencies)
    return E.map((found: ReadonlySet<KeyOwner>) => new Set([...sealed, ...found]))(more)
  }
