/**
 * Sealing and opening of personal parts, and the ids derived under the lookup key.
 *
 * A person's key seals everything in the person's stream; the key of an agency
 * seals the rest. AES-256-GCM with the stream and the event id as additional data,
 * so a sealed part cannot be moved to another event.
 */

import type { AgencyCode, CareerId, EmployeeNumber, Encoded, EventId, RecordedEvent, SealedDraft, StreamName, ToSeal } from '@jejak/core'
import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { KeyOwner, KeyStoreError } from './KeyStore.js'

/** Why a sealed part stays closed. */
export type Closed =
  | { readonly tag: 'Erased' }
  | { readonly tag: 'KeyNotLoaded'; readonly owner: KeyOwner }
  /** The stored key does not open under the wrapping key: it was altered. */
  | { readonly tag: 'KeyDamaged'; readonly owner: KeyOwner }
  | { readonly tag: 'SealBroken'; readonly stream: StreamName; readonly revision: number }

/** What has become of keys that were asked for. All others are open. */
export interface LoadedKeys {
  /** Owners whose key was destroyed. */
  readonly destroyed: ReadonlySet<KeyOwner>
  /** Owners whose stored key does not open: they concern nobody else. */
  readonly damaged: ReadonlySet<KeyOwner>
}

export interface Vault {
  /** HMAC-SHA-256 of a number under the lookup key, first 128 bits in hex. */
  readonly careerId: (number: EmployeeNumber) => CareerId
  /** HMAC-SHA-256 of the parts (unambiguously joined) under the lookup key, in hex. */
  readonly digest: (...parts: ReadonlyArray<string>) => string
  /** An event id derived from the parts in the same way. */
  readonly eventId: (...parts: ReadonlyArray<string>) => EventId
  /**
   * Loads the keys of these owners, making those that are not there; durable when it answers.
   * Makes none, and fails, where one is missing under which something is sealed in the log.
   */
  readonly ensure: (owners: ReadonlyArray<KeyOwner>) => TaskEither<KeyStoreError, LoadedKeys>
  /** Loads keys that are there, making none. */
  readonly load: (owners: ReadonlyArray<KeyOwner>) => TaskEither<KeyStoreError, LoadedKeys>
  /** Seals an encoded draft for its stream; the owner's key must be loaded. */
  readonly seal: (stream: StreamName, id: EventId, encoded: Encoded) => Either<Closed, SealedDraft>
  /** Opens a sealed part; `right(null)` where there is none. The owner's key must be loaded. */
  readonly open: (event: RecordedEvent) => Either<Closed, ToSeal | null>
}

/** Whose key seals what an agency writes into a stream. */
export type OwnerOf = (stream: StreamName, agency: AgencyCode) => KeyOwner
