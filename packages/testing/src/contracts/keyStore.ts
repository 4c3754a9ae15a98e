/** The executable contract of a key store. */
import assert from 'node:assert/strict'
import type { KeyStore, StoredKey } from '@jejak/eventstore'
import { type Case, type Runner, right, runContract } from './Case.js'

export interface OpenedKeyStore {
  readonly keys: KeyStore
  /** A second handle on the same keys, as another process would have; for a store that lives in one process the store itself. */
  readonly again: () => Promise<KeyStore>
}

const key = (n: number): Uint8Array => new Uint8Array(48).fill(n)
const wrapped = (n: number): StoredKey => ({ tag: 'wrapped', bytes: key(n) })
const plain = (found: ReadonlyMap<string, StoredKey>): ReadonlyMap<string, StoredKey> =>
  new Map([...found].map(([owner, each]) => [owner, each.tag === 'wrapped' ? { tag: each.tag, bytes: new Uint8Array(each.bytes) } : each]))

export const KEY_STORE_CONTRACT: ReadonlyArray<Case<OpenedKeyStore>> = [
  {
    name: 'a new store is empty, and an owner without a key is missing from the answer',
    run: async ({ keys }) => {
      assert.equal(right(await keys.isEmpty()()), true)
      assert.deepEqual(right(await keys.get(['career-a'])()), new Map())
      assert.deepEqual(right(await keys.createIfAbsent(new Map())()), new Map())
      assert.equal(right(await keys.isEmpty()()), true)
    },
  },
  {
    name: 'the first key of an owner stands, through every handle',
    run: async ({ keys, again }) => {
      const other = await again()
      const first = new Map([
        ['career-a', key(1)],
        ['career-b', key(2)],
      ])
      const second = new Map([
        ['career-b', key(3)],
        ['career-c', key(4)],
      ])
      assert.deepEqual(
        plain(right(await keys.createIfAbsent(first)())),
        new Map([
          ['career-a', wrapped(1)],
          ['career-b', wrapped(2)],
        ]),
      )
      assert.deepEqual(
        plain(right(await other.createIfAbsent(second)())),
        new Map([
          ['career-b', wrapped(2)],
          ['career-c', wrapped(4)],
        ]),
      )
      assert.equal(right(await keys.isEmpty()()), false)
      assert.deepEqual(plain(right(await keys.get(['career-c', 'career-x'])())), new Map([['career-c', wrapped(4)]]))
    },
  },
  {
    name: 'of many that make a key at once, all get the same',
    run: async ({ keys, again }) => {
      const other = await again()
      const made = await Promise.all(
        Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? keys : other).createIfAbsent(new Map([['career-a', key(n + 1)]]))()),
      )
      const stands = plain(right(await keys.get(['career-a'])()))
      assert.equal(stands.size, 1)
      for (const each of made) assert.deepEqual(plain(right(each)), stands)
    },
  },
  {
    name: 'a destroyed key never comes back, whether it was there or not',
    run: async ({ keys, again }) => {
      const other = await again()
      right(await keys.createIfAbsent(new Map([['career-a', key(1)]]))())
      right(await other.destroy(['career-a', 'career-z'])())
      right(await keys.destroy(['career-a'])())
      const gone: StoredKey = { tag: 'destroyed' }
      const expected = new Map([
        ['career-a', gone],
        ['career-z', gone],
      ])
      assert.deepEqual(right(await keys.get(['career-a', 'career-z'])()), expected)
      const made = new Map([
        ['career-a', key(2)],
        ['career-z', key(3)],
      ])
      assert.deepEqual(right(await keys.createIfAbsent(made)()), expected)
      assert.equal(right(await keys.isEmpty()()), false)
    },
  },
  {
    name: 'many keys are made in one call',
    run: async ({ keys, again }) => {
      const many = new Map(Array.from({ length: 3000 }, (_, n) => [`career-${n}`, key(n % 256)]))
      right(await keys.createIfAbsent(many)())
      const other = await again()
      assert.equal(right(await other.get([...many.keys()])()).size, 3000)
    },
  },
]

/** Registers the contract with a test runner. */
export const keyStoreContract = (
  name: string,
  open: () => Promise<OpenedKeyStore>,
  close: (opened: OpenedKeyStore) => Promise<void>,
  runner: Runner,
): void => runContract(`${name} keeps the contract of a key store`, KEY_STORE_CONTRACT, open, close, runner)
