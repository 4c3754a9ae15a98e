/** Where wrapped keys are kept: a store of its own, apart from events and read models. */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { UnusableCode } from '../port/EventStore.js'

/** Whose key: a career stream, an agency stream, or `lookup`. */
export type KeyOwner = string

/** A key as it stands: wrapped, or destroyed for ever. */
export type StoredKey = { readonly tag: 'wrapped'; readonly bytes: Uint8Array } | { readonly tag: 'destroyed' }

/** `reason` says what to do. */
export interface KeyStoreError {
  readonly tag: 'KeysUnavailable'
  readonly reason: string
  /** What is known of the cause; left out where trying again may help. */
  readonly code?: UnusableCode
}

export interface KeyStore {
  /** The keys that are there; owners without one are missing from the answer. */
  readonly get: (owners: ReadonlyArray<KeyOwner>) => TaskEither<KeyStoreError, ReadonlyMap<KeyOwner, StoredKey>>
  /** Stores each key unless its owner has one or had one, in one durable commit; answers what stands for every owner. */
  readonly createIfAbsent: (keys: ReadonlyMap<KeyOwner, Uint8Array>) => TaskEither<KeyStoreError, ReadonlyMap<KeyOwner, StoredKey>>
  /** Destroys keys; no later create brings them back. */
  readonly destroy: (owners: ReadonlyArray<KeyOwner>) => TaskEither<KeyStoreError, void>
  readonly isEmpty: () => TaskEither<KeyStoreError, boolean>
  readonly close: () => Promise<void>
}
