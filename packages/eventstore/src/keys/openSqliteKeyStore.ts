/** Keys in a SQLite file of their own (`keys.db`): small, durable, apart from what they seal. */
import type { DatabaseSync } from 'node:sqlite'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Corrupt, Unavailable } from '../port/EventStore.js'
import { inTransaction, type Layout, openDatabase, patiently, prepareOn } from '../sqlite/database.js'
import { faultOf } from '../sqlite/fault.js'
import { unsafeRow } from '../unsafe.js'
import type { KeyOwner, KeyStore, KeyStoreError, StoredKey } from './KeyStore.js'

/** A destroyed key leaves its row, without bytes. */
const LAYOUT: Layout = {
  kind: 'keys',
  create: 'CREATE TABLE key(owner TEXT PRIMARY KEY, wrapped BLOB) WITHOUT ROWID;',
  upgrades: [],
  remedy: 'put back the newest backup of it; without its keys names stay closed',
}

const statementsOn = (db: DatabaseSync) => {
  // What is destroyed is overwritten, in the file and (see destroy) in the log beside it.
  db.exec('PRAGMA secure_delete=ON')
  return {
    one: prepareOn(db)('SELECT wrapped FROM key WHERE owner = ?'),
    create: db.prepare('INSERT INTO key VALUES (?, ?) ON CONFLICT DO NOTHING'),
    destroy: db.prepare('INSERT INTO key VALUES (?, NULL) ON CONFLICT DO UPDATE SET wrapped = NULL'),
    any: db.prepare('SELECT 1 FROM key LIMIT 1'),
  }
}

const unavailable = (reason: string): KeyStoreError => ({ tag: 'KeysUnavailable', reason })

const ofFile = (error: Unavailable | Corrupt): KeyStoreError =>
  error.tag === 'Unavailable' ? { ...error, tag: 'KeysUnavailable' } : unavailable(error.reason)

/** Opens the keys of a file, made where it is new. Several processes may share it. */
export const openSqliteKeyStore =
  (path: string): TaskEither<KeyStoreError, KeyStore> =>
  async () => {
    const opened = await openDatabase(path, LAYOUT)
    if (E.isLeft(opened)) return E.left(ofFile(opened.left))
    const db = opened.right
    const prepared = E.tryCatch(() => statementsOn(db), faultOf(path))
    if (E.isLeft(prepared)) {
      db.close()
      return E.left(ofFile(prepared.left))
    }
    const { one, create, destroy, any } = prepared.right

    const standing = (owners: Iterable<KeyOwner>): ReadonlyMap<KeyOwner, StoredKey> => {
      const found = new Map<KeyOwner, StoredKey>()
      for (const owner of owners) {
        const row = unsafeRow<readonly [Uint8Array | null]>(one.get(owner))
        if (row === undefined) continue
        found.set(owner, row[0] === null ? { tag: 'destroyed' } : { tag: 'wrapped', bytes: row[0] })
      }
      return found
    }
    const attempt =
      <A>(body: () => A): TaskEither<KeyStoreError, A> =>
      async () => {
        if (!db.isOpen) return E.left(unavailable('the key store was closed'))
        try {
          return E.right(await patiently(body))
        } catch (error) {
          return E.left(unavailable(faultOf(path)(error).reason))
        }
      }

    return E.right({
      get: (owners) => attempt(() => standing(owners)),
      createIfAbsent: (keys) =>
        attempt(() =>
          inTransaction(db, () => {
            for (const [owner, bytes] of keys) create.run(owner, bytes)
            return standing(keys.keys())
          }),
        ),
      destroy: (owners) =>
        attempt(() => {
          inTransaction(db, () => {
            for (const owner of owners) destroy.run(owner)
          })
          db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
        }),
      isEmpty: () => attempt(() => any.get() === undefined),
      close: () => {
        if (db.isOpen) db.close()
        return Promise.resolve()
      },
    })
  }
