/** What a case of the contract of event stores is given. */
import type { EventStore } from '@jejak/eventstore'
import type { Case } from './Case.js'

export interface OpenedEventStore {
  readonly store: EventStore
  /** A second handle on the same log, as another process would have; for a store that lives in one process the store itself. */
  readonly again: () => Promise<EventStore>
  /** Sets the clock of the store, in milliseconds since 1970. */
  readonly setClock: (millis: number) => void
  /** How often the model is played; 40 times where it is left out. Fewer for an adapter whose calls take long. */
  readonly plays?: number
  /** Milliseconds after which a reader that was given nothing more is taken for one that lost events; 20,000 where it is left out. */
  readonly patience?: number
}

export type EventStoreCase = Case<OpenedEventStore>
