import * as E from 'fp-ts/lib/Either.js'
import { memoryViewStore } from '../store/memory.js'
import { openSqliteViewStore } from '../store/sqlite/openSqliteViewStore.js'
import { engineLaws } from './laws.spec.js'

engineLaws('memory', async () => memoryViewStore())
engineLaws('sqlite', async () => {
  const store = await openSqliteViewStore(':memory:')()
  if (E.isLeft(store)) throw new Error(store.left.reason)
  return store.right
})
