/** A key store that lives as long as its process: for tests. */
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { KeyOwner, KeyStore, StoredKey } from './KeyStore.js'

export const memoryKeyStore = (): KeyStore => {
  const keys = new Map<KeyOwner, StoredKey>()
  const standing = (owners: Iterable<KeyOwner>): ReadonlyMap<KeyOwner, StoredKey> => {
    const found = new Map<KeyOwner, StoredKey>()
    for (const owner of owners) {
      const key = keys.get(owner)
      if (key !== undefined) found.set(owner, key)
    }
    return found
  }
  return {
    get: (owners) => TE.fromIO(() => standing(owners)),
    createIfAbsent: (made) =>
      TE.fromIO(() => {
        for (const [owner, bytes] of made) if (!keys.has(owner)) keys.set(owner, { tag: 'wrapped', bytes: bytes.slice() })
        return standing(made.keys())
      }),
    destroy: (owners) =>
      TE.fromIO(() => {
        for (const owner of owners) keys.set(owner, { tag: 'destroyed' })
      }),
    isEmpty: () => TE.fromIO(() => keys.size === 0),
    close: () => Promise.resolve(),
  }
}
