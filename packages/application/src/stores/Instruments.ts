/** What listens to the stores of a home while they work: metrics, logs and traces hang on here. */
import type { EventStore } from '@jejak/eventstore'
import type { ImportResult } from '@jejak/exchange'
import type { ThreadPart, ViewStore } from '@jejak/projection'

export interface Instruments {
  /** Wraps a store in one that does the same and tells of it. */
  readonly events: (store: EventStore) => EventStore
  readonly views: (store: ViewStore) => ViewStore
  /** Hears of parts of rebuilds that threads beside have written: they open stores of their own. */
  readonly onThreadPart: (part: ThreadPart) => void
  /** Hears how an import ended. */
  readonly imported: (result: ImportResult) => void
}
