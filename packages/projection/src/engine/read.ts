/** From recorded events to entries, with a failure that names the stream and never the content. */
import { type EventFault, type History, type RecordedEvent, toEntry } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { EngineError } from './ReadModels.js'

export type Unreadable = Extract<EngineError, { readonly tag: 'Unreadable' }>

const reasonOf = (fault: EventFault): string => {
  switch (fault.tag) {
    case 'UnknownType':
      return `this version of Jejak knows no event type "${fault.type}"; use the version that wrote it`
    case 'UnknownSchema':
      return `this version of Jejak does not know schema ${fault.schema} of "${fault.type}"; use the version that wrote it`
    case 'Malformed':
      return `an event of type "${fault.type}" is not of its form at ${fault.paths.join('; ')}`
  }
}

/** Reads an event as an entry. */
export const readEntry = (event: RecordedEvent): E.Either<Unreadable, History.Entry> => {
  const entry = toEntry(event)
  return E.isRight(entry)
    ? entry
    : E.left({ tag: 'Unreadable', stream: event.stream, revision: event.revision, reason: reasonOf(entry.left) })
}
