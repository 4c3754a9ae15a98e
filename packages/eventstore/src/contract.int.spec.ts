import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventStoreContract, keyStoreContract, mustRun, type OpenedEventStore, type OpenedKeyStore } from '@jejak/testing'
import { describe, it } from 'vitest'
import { memoryEventStore, memoryKeyStore, openSqliteEventStore, openSqliteKeyStore } from './index.js'

/** What a subject of a contract leaves behind, to be let go after its case. */
const left = new WeakMap<object, Array<() => Promise<void> | void>>()
const close = async (subject: object): Promise<void> => {
  for (const each of left.get(subject) ?? []) await each()
}
const folder = (): string => mkdtempSync(join(tmpdir(), 'jejak-eventstore-'))

const openMemory = (): Promise<OpenedEventStore> => {
  let now = Date.now()
  const store = memoryEventStore({ clock: () => now })
  const opened: OpenedEventStore = {
    store,
    again: () => Promise.resolve(store),
    setClock: (millis) => {
      now = millis
    },
  }
  left.set(opened, [store.close])
  return Promise.resolve(opened)
}

const openSqlite = (mode: 'inline' | 'thread', tail?: number) => async (): Promise<OpenedEventStore> => {
  const dir = folder()
  let now = Date.now()
  const open = () =>
    mustRun(openSqliteEventStore(join(dir, 'events.db'), { clock: () => now, mode, ...(tail === undefined ? {} : { tail }) }))
  const store = await open()
  const after: Array<() => Promise<void> | void> = [store.close]
  const opened: OpenedEventStore = {
    store,
    again: async () => {
      const other = await open()
      after.unshift(other.close)
      return other
    },
    setClock: (millis) => {
      now = millis
    },
  }
  after.push(() => rmSync(dir, { recursive: true }))
  left.set(opened, after)
  return opened
}

const openMemoryKeys = (): Promise<OpenedKeyStore> => {
  const keys = memoryKeyStore()
  return Promise.resolve({ keys, again: () => Promise.resolve(keys) })
}

const openSqliteKeys = async (): Promise<OpenedKeyStore> => {
  const dir = folder()
  const open = () => mustRun(openSqliteKeyStore(join(dir, 'keys.db')))
  const keys = await open()
  const after: Array<() => Promise<void> | void> = [keys.close]
  const opened: OpenedKeyStore = {
    keys,
    again: async () => {
      const other = await open()
      after.unshift(other.close)
      return other
    },
  }
  after.push(() => rmSync(dir, { recursive: true }))
  left.set(opened, after)
  return opened
}

eventStoreContract('memory', openMemory, close, { describe, it })
eventStoreContract('sqlite', openSqlite('inline'), close, { describe, it })
eventStoreContract('sqlite whose indexes are filled all the time', openSqlite('inline', 5), close, { describe, it })
eventStoreContract('sqlite with a writing thread', openSqlite('thread'), close, { describe, it })
keyStoreContract('memory', openMemoryKeys, close, { describe, it })
keyStoreContract('sqlite', openSqliteKeys, close, { describe, it })
