/**
 * The executable contract of an event store: what every adapter promises, part by
 * part. It uses nothing but the port, so it can be run on an adapter of one's own.
 */
import { type Runner, runContract } from './Case.js'
import type { EventStoreCase, OpenedEventStore } from './EventStoreCase.js'
import { APPENDING } from './eventStoreAppending.js'
import { KEEPING } from './eventStoreKeeping.js'
import { MODEL } from './eventStoreModel.js'
import { READING } from './eventStoreReading.js'
import { RESTORING } from './eventStoreRestoring.js'
import { SLOW_READERS } from './eventStoreSlowReaders.js'

export const EVENT_STORE_CONTRACT: ReadonlyArray<EventStoreCase> = [
  ...APPENDING,
  ...RESTORING,
  ...READING,
  ...SLOW_READERS,
  ...KEEPING,
  ...MODEL,
]

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
