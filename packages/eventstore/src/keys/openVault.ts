/** Opens the vault over a key store. */
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { CareerId, EventId, RecordedEvent, SealedDraft, StreamName, ToSeal } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { canonical } from '../chain/canonical.js'
import type { ReadError } from '../port/EventStore.js'
import { ownerOf } from '../streams.js'
import { unsafeBrand } from '../unsafe.js'
import { openBytes, sealBytes } from './cipher.js'
import { hmacUnder } from './hmac.js'
import { joined } from './joined.js'
import type { KeyOwner, KeyStore, KeyStoreError, StoredKey } from './KeyStore.js'
import type { Closed, LoadedKeys, Vault } from './Vault.js'
import { keyMissing, keyUnusable, type VaultError } from './VaultError.js'

export interface VaultOptions {
  readonly keys: KeyStore
  /** 32 bytes. */
  readonly wrappingKey: Uint8Array
  /** Whether the log holds events: then a lookup key must be there, and none is made. */
  readonly eventsExist: boolean
  /** Which owners have something sealed in the log (`sealedOwners`): no key is made for them. Left out where there is no log. */
  readonly sealed?: (owners: ReadonlyArray<KeyOwner>) => TaskEither<ReadError, ReadonlySet<KeyOwner>>
}

/** Owner of the lookup key, which makes ids of numbers and never changes. */
const LOOKUP: KeyOwner = 'lookup'

/** Keys kept open in memory, those used last. */
const OPEN_KEYS = 20_000
const KEY_BYTES = 32

const destroyedKey = 'destroyed'
const damagedKey = 'damaged'
type OpenKey = KeyObject | typeof destroyedKey | typeof damagedKey

const placeOf = (stream: StreamName, id: EventId): string => joined([stream, id])

/** Owners named in a message. */
const NAMED = 3

const keysLost = (lost: ReadonlyArray<KeyOwner>): KeyStoreError => {
  const more = lost.length > NAMED ? ` and ${lost.length - NAMED} more` : ''
  return {
    tag: 'KeysUnavailable',
    reason: `the key store lacks the key of ${lost.slice(0, NAMED).join(', ')}${more}, under which events of the log are sealed: put back the newest key store of this log (keys.db); no second key is made`,
  }
}

/** Events exist, and no key store, or one that lacks the lookup key they were recorded under. */
export const lookupKeyMissing: VaultError = keyMissing(
  'events exist, but the key store holds no lookup key: put back the key store that belongs to these events (keys.db, or what JEJAK_KEYS names)',
)

const openLookup = async ({ keys, eventsExist }: VaultOptions, wrapping: KeyObject): Promise<E.Either<VaultError, KeyObject>> => {
  const found = await keys.get([LOOKUP])()
  if (E.isLeft(found)) return found
  let stored: StoredKey | undefined = found.right.get(LOOKUP)
  if (stored === undefined) {
    if (eventsExist) return E.left(lookupKeyMissing)
    const made = await keys.createIfAbsent(new Map([[LOOKUP, sealBytes(wrapping, randomBytes(KEY_BYTES), LOOKUP)]]))()
    if (E.isLeft(made)) return made
    stored = made.right.get(LOOKUP)
  }
  const clear = stored?.tag === 'wrapped' ? openBytes(wrapping, stored.bytes, LOOKUP) : null
  return clear === null
    ? E.left(keyUnusable('the wrapping key does not open the lookup key of the key store: use the wrapping key that belongs to it'))
    : E.right(createSecretKey(clear))
}

/**
 * Opens the vault. On the first start it makes the lookup key; where events exist
 * and it is missing, or does not open under the wrapping key, the vault stays shut.
 */
export const openVault =
  (options: VaultOptions): TaskEither<VaultError, Vault> =>
  async () => {
    const { keys } = options
    if (options.wrappingKey.byteLength !== KEY_BYTES) return E.left(keyUnusable(`the wrapping key must have ${KEY_BYTES} bytes`))
    const wrapping = createSecretKey(options.wrappingKey)
    const lookup = await openLookup(options, wrapping)
    if (E.isLeft(lookup)) return lookup

    const hmac = hmacUnder(lookup.right.export())

    // In the order of their last use: a map keeps the order of insertion.
    const open = new Map<KeyOwner, OpenKey>()
    const use = (owner: KeyOwner): OpenKey | undefined => {
      const key = open.get(owner)
      if (key === undefined) return undefined
      open.delete(owner)
      open.set(owner, key)
      return key
    }
    const forgetOldest = (wanted: number): void => {
      // What one call asked for stays open together, even if it is more than the limit.
      let surplus = open.size - Math.max(OPEN_KEYS, wanted)
      for (const owner of open.keys()) {
        if (surplus <= 0) return
        open.delete(owner)
        surplus -= 1
      }
    }

    const take = (stored: ReadonlyMap<KeyOwner, StoredKey>): void => {
      for (const [owner, key] of stored) {
        const clear = key.tag === 'destroyed' ? null : openBytes(wrapping, key.bytes, owner)
        if (clear === null) open.set(owner, key.tag === 'destroyed' ? destroyedKey : damagedKey)
        else open.set(owner, createSecretKey(clear))
      }
    }

    /** Makes keys for owners that have none, unless the log holds what was sealed under one. */
    const makeKeys = async (absent: ReadonlyArray<KeyOwner>): Promise<E.Either<KeyStoreError, void>> => {
      const sealed = options.sealed === undefined ? E.right(new Set<KeyOwner>()) : await options.sealed(absent)()
      if (E.isLeft(sealed)) return E.left({ tag: 'KeysUnavailable', reason: sealed.left.reason })
      // Where another process made the key and sealed under it since, it is there by now.
      const late = await keys.get([...sealed.right])()
      if (E.isLeft(late)) return late
      const lost = [...sealed.right].filter((owner) => !late.right.has(owner))
      if (lost.length > 0) return E.left(keysLost(lost))
      take(late.right)
      const fresh = absent.filter((owner) => !sealed.right.has(owner))
      const made = await keys.createIfAbsent(new Map(fresh.map((owner) => [owner, sealBytes(wrapping, randomBytes(KEY_BYTES), owner)])))()
      if (E.isLeft(made)) return made
      take(made.right)
      return E.right(undefined)
    }

    const loadKeys = async (owners: ReadonlyArray<KeyOwner>, make: boolean): Promise<E.Either<KeyStoreError, LoadedKeys>> => {
      const wanted = new Set(owners)
      // A key that was destroyed stays so; one that is open may have been destroyed since by another process,
      // which is noticed when it is loaded again.
      const missing = [...wanted].filter((owner) => use(owner) === undefined)
      if (missing.length > 0) {
        const found = await keys.get(missing)()
        if (E.isLeft(found)) return found
        take(found.right)
        const absent = make ? missing.filter((owner) => !found.right.has(owner)) : []
        const made = absent.length === 0 ? E.right(undefined) : await makeKeys(absent)
        if (E.isLeft(made)) return made
        forgetOldest(wanted.size)
      }
      const those = (state: OpenKey): ReadonlySet<KeyOwner> => new Set([...wanted].filter((owner) => open.get(owner) === state))
      return E.right({ destroyed: those(destroyedKey), damaged: those(damagedKey) })
    }

    const withKey = <A>(owner: KeyOwner, body: (key: KeyObject) => E.Either<Closed, A>): E.Either<Closed, A> => {
      // The order matters once there are many; until then the last loading is near enough to the last use.
      const key = open.size < OPEN_KEYS ? open.get(owner) : use(owner)
      if (key === undefined) return E.left({ tag: 'KeyNotLoaded', owner })
      if (key === destroyedKey) return E.left({ tag: 'Erased' })
      return key === damagedKey ? E.left({ tag: 'KeyDamaged', owner }) : body(key)
    }

    const broken = ({ stream, revision }: RecordedEvent): E.Either<Closed, never> => E.left({ tag: 'SealBroken', stream, revision })

    const vault: Vault = {
      careerId: (number) => unsafeBrand<CareerId>(hmac(number).slice(0, 32)),
      digest: (...parts) => hmac(joined(['digest', ...parts])),
      eventId: (...parts) => {
        const h = hmac(joined(['event', ...parts]))
        const variant = ((Number.parseInt(h.slice(16, 17), 16) & 3) | 8).toString(16)
        return unsafeBrand<EventId>(
          `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`,
        )
      },
      ensure: (owners) => () => loadKeys(owners, true),
      load: (owners) => () => loadKeys(owners, false),
      seal: (stream, id, { type, schema, data, meta, toSeal }) => {
        const draft = (sealed: Uint8Array | null): SealedDraft => ({ id, type, schema, data, sealed, meta })
        if (toSeal === null) return E.right(draft(null))
        return withKey(ownerOf(stream, meta.agency), (key) => {
          const text = canonical(toSeal)
          // Text without a canonical form is sealed as it is: the store refuses nothing it cannot see.
          return E.right(draft(sealBytes(key, E.isRight(text) ? text.right : JSON.stringify(toSeal), placeOf(stream, id))))
        })
      },
      open: (event) => {
        const { sealed } = event
        if (sealed === null) return E.right(null)
        return withKey(ownerOf(event.stream, event.meta.agency), (key) => {
          const clear = openBytes(key, sealed, placeOf(event.stream, event.id))
          if (clear === null) return broken(event)
          try {
            return E.right(unsafeBrand<ToSeal>(JSON.parse(clear.toString('utf8'))))
          } catch {
            return broken(event)
          }
        })
      },
    }
    return E.right(vault)
  }
