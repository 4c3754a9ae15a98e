/**
 * The executable contract of an event store: what every adapter promises, part by
 * part. It uses nothing but the port, so it can be run on an adapter of one's own.
 */
import type { EventStore } from '@jejak/eventstore'
import { type Case, type Runner, runContract } from './Case.js'
import { APPENDING } from './eventStoreAppending.js'
import { MODEL } from './eventStoreModel.js'
import { READING } from './eventStoreReading.js'
import { RESTORING } from './eventStoreRestoring.js'

export interface OpenedEventStore {
  readonly store: EventStore
  /** A second handle on the same log, as another process would have; for a store that lives in one process the store itself. */
  readonly again: () => Promise<EventStore>
  /** Sets the clock of the store, in milliseconds since 1970. */
  readonly setClock: (millis: number) => void
  /** How often the model is played; 40 times where it is left out. Fewer for an adapter whose calls take long. */
  readonly plays?: number
}

export type EventStoreCase = Case<OpenedEventStore>

export const EVENT_STORE_CONTRACT: ReadonlyArray<EventStoreCase> = [...APPENDING, ...RESTORING, ...READING, ...MODEL]

/**
 * Registers the contract with a test runner.
 *
 * @example
 * eventStoreContract('memory', openMemory, closeMemory, { describe, it })
 */
export const eventStoreContract = (
  name: string,
  open: () => Promise<OpenedEventStore>,
  close: (opened: OpenedEventStore) => Promise<void>,
  runner: Runner,
): void => runContract(`${name} keeps the contract of an event store`, EVENT_STORE_CONTRACT, open, close, runner)
