/**
 * A copy against the server it is a copy of, event by event: what the server has lost, or
 * shows otherwise than it was recorded. Both are read once, in the order of the log.
 */
import { LOG_START, type LogPosition, type RecordedEvent, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { ServerEventStore } from '../eventstoredb/storeOn.js'
import type { EventStore, ReadError } from '../port/EventStore.js'
import { NOTHING, plus, type Total } from './Total.js'

/** A stream of which the server does not have all that the copy has. */
interface LostEvents {
  readonly stream: StreamName
  readonly events: number
  /** The first of them. */
  readonly revision: number
  /** What the server says of the stream now. */
  readonly reason: string
}

export interface ServerCompared {
  /** What the server holds. */
  readonly server: Total
  readonly lost: ReadonlyArray<LostEvents>
  /** Streams of which the server has events that the copy has not, and does not know as damaged. */
  readonly more: ReadonlyArray<StreamName>
}

/** Events read at a time. */
const PAGE = 2000

async function* each(store: EventStore, upTo: LogPosition): AsyncGenerator<E.Either<ReadError, RecordedEvent>> {
  for await (const page of store.readAll(LOG_START, { pageSize: PAGE, upTo })) {
    if (E.isLeft(page)) yield page
    else for (const event of page.right) yield E.right(event)
  }
}

const reasonOf = async (server: EventStore, stream: StreamName): Promise<string> => {
  const read = await server.read(stream)()
  if (E.isLeft(read)) return read.left.reason
  return read.right.length === 0 ? 'the server shows no such stream: it was deleted' : 'events are missing in its midst or at its end'
}

/**
 * @param damaged streams that the copy knows as damaged: of them it holds less on purpose
 * @param progress is told the position reached, of the last there is
 */
export const compareWithServer = async (
  server: ServerEventStore,
  copy: EventStore,
  damaged: ReadonlySet<StreamName>,
  progress: (done: LogPosition, total: LogPosition) => void,
): Promise<E.Either<ReadError, ServerCompared>> => {
  // What is not Jejak's in a stream of ours is known of the copy: it must not end the reading.
  server.onDamage(() => {})
  const head = await copy.head()()
  if (E.isLeft(head)) return head
  const total = head.right
  const missing = new Map<StreamName, { events: number; revision: number }>()
  const more = new Set<StreamName>()
  let counted = NOTHING
  const there = each(server, total)
  let next = await there.next()
  /** Takes what the server has before a position, or up to the end. */
  const skipTo = async (position: number): Promise<E.Either<ReadError, RecordedEvent | null>> => {
    while (next.done !== true) {
      if (E.isLeft(next.value)) return next.value
      const event = next.value.right
      if (event.position > position) return E.right(null)
      counted = plus(counted, Buffer.from(event.meta.hash, 'hex'), event.revision === 0)
      next = await there.next()
      if (event.position === position) return E.right(event)
      if (!damaged.has(event.stream)) more.add(event.stream)
    }
    return E.right(null)
  }
  let done = 0
  for await (const read of each(copy, total)) {
    if (E.isLeft(read)) return read
    const event = read.right
    const found = await skipTo(event.position)
    if (E.isLeft(found)) return found
    const isThere = found.right !== null && found.right.stream === event.stream && found.right.meta.hash === event.meta.hash
    // In the place of an event that could not be taken in stands one without a hash.
    if (!isThere && !/^0+$/.test(event.meta.hash)) {
      const known = missing.get(event.stream)
      missing.set(event.stream, { events: (known?.events ?? 0) + 1, revision: known?.revision ?? event.revision })
    }
    done += 1
    if (done % PAGE === 0) progress(event.position, total)
  }
  const rest = await skipTo(total)
  if (E.isLeft(rest)) return rest
  const lost: LostEvents[] = []
  for (const [stream, { events, revision }] of missing) lost.push({ stream, events, revision, reason: await reasonOf(server, stream) })
  return E.right({ server: counted, lost, more: [...more] })
}
