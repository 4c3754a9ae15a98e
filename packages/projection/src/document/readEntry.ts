/** From recorded events to entries. An event that cannot be read is named by stream and revision, never by what it holds. */
import { type EventFault, type FoldEvent, type History, toEntry } from '@jejak/core'
import { DAMAGED_EVENT } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { Parked } from '../store/ReadingStore.js'

/** How the reason begins where the store itself says that it has the event no more as it was recorded. */
export const DAMAGED = 'damaged in the event store'

const reasonOf = (fault: EventFault, event: FoldEvent): string => {
  if (event.type === DAMAGED_EVENT) return `${DAMAGED}: ${String(event.data['reason'])}`
  switch (fault.tag) {
    case 'UnknownType':
      return `this version of Jejak knows no event type "${fault.type}"; use the version that wrote it`
    case 'UnknownSchema':
      return `this version of Jejak does not know schema ${fault.schema} of "${fault.type}"; use the version that wrote it`
    case 'UnknownForm':
      return `this version of Jejak does not know form ${fault.form} of the envelope of a "${fault.type}"; use the version that wrote it`
    case 'Malformed':
      return `an event of type "${fault.type}" is not of its form at ${fault.paths.join('; ')}`
  }
}

/** Reads an event as an entry, or says where its stream is parked. */
export const readEntry = (event: FoldEvent): E.Either<Parked, History.Entry> => {
  const entry = toEntry(event)
  if (E.isRight(entry)) return entry
  const { stream, revision, position } = event
  return E.left({ stream, revision, position, reason: reasonOf(entry.left, event) })
}

/** What can be read of events of one stream, in order. */
export interface Readable {
  /** All before the first event that cannot be read. */
  readonly entries: ReadonlyArray<History.Entry>
  /** Revision of the last event, read or not; -1 for none. */
  readonly seen: number
  /** That first event; `null` if there is none. */
  readonly parked: Parked | null
}

export const readableOf = (events: ReadonlyArray<FoldEvent>): Readable => {
  const entries: History.Entry[] = []
  const seen = events.at(-1)?.revision ?? -1
  for (const event of events) {
    const entry = readEntry(event)
    if (E.isLeft(entry)) return { entries, seen, parked: entry.left }
    entries.push(entry.right)
  }
  return { entries, seen, parked: null }
}
