/** The contract on one server and on a cluster. */
import { viewStoreContract } from '@jejak/testing'
import { startRedis, startRedisCluster, type TestRedis } from '@jejak/testing/redis'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { ViewStore } from '../ViewStore.js'
import { openRedisViewStore } from './openRedisViewStore.js'

const openAt = async (url: string): Promise<ViewStore> => {
  const store = await openRedisViewStore(url)()
  if (E.isLeft(store)) throw new Error(store.left.reason)
  return store.right
}

for (const [name, start] of [
  ['redis', startRedis],
  ['a cluster of redis', startRedisCluster],
] as const)
  describe(name, () => {
    let redis: TestRedis | null = null
    beforeAll(async () => {
      redis = await start()
    })
    afterAll(() => redis?.stop())
    viewStoreContract(
      name,
      () => openAt(redis?.fresh() ?? ''),
      (store) => store.close(),
      { describe, it },
    )
  })
