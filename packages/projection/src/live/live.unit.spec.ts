import * as E from 'fp-ts/lib/Either.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import { openSqliteViewStore } from '../store/sqlite/openSqliteViewStore.js'
import { engineLaws } from './laws.spec.js'
import { parkingLaws } from './parkingLaws.spec.js'

const inMemory = async () => memoryViewStore()
const onSqlite = async () => {
  const store = await openSqliteViewStore(':memory:')()
  if (E.isLeft(store)) throw new Error(store.left.reason)
  return store.right
}

for (const laws of [engineLaws, parkingLaws]) {
  laws('memory', inMemory)
  laws('sqlite', onSqlite)
}
