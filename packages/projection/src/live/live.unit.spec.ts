import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll } from 'vitest'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import { openSqliteViewStore } from '../store/sqlite/openSqliteViewStore.js'
import { engineLaws } from './laws.spec.js'
import { parkingLaws } from './parkingLaws.spec.js'

const inMemory = async () => memoryViewStore()
const dir = mkdtempSync(join(tmpdir(), 'jejak-live-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const onSqlite = async () => {
  const store = await openSqliteViewStore(join(mkdtempSync(join(dir, 'views-')), 'views.db'))()
  if (E.isLeft(store)) throw new Error(store.left.reason)
  return store.right
}

for (const laws of [engineLaws, parkingLaws]) {
  laws('memory', inMemory)
  laws('sqlite', onSqlite)
}
