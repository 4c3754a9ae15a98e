/** The laws of the engine on Redis, where slots move one after the other. */
import { startRedis, startRedisCluster, type TestRedis } from '@jejak/testing/redis'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { engineLaws } from '../../live/laws.spec.js'
import { parkingLaws } from '../../live/parkingLaws.spec.js'
import type { ViewStore } from '../ViewStore.js'
import { openRedisViewStore } from './openRedisViewStore.js'

for (const [name, start, tries] of [
  ['redis', startRedis, 8],
  ['a cluster of redis', startRedisCluster, 3],
] as const)
  describe(name, () => {
    let redis: TestRedis | null = null
    const opened: ViewStore[] = []
    beforeAll(async () => {
      redis = await start()
    })
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close()
    })
    afterAll(() => redis?.stop())
    const openStore = async () => {
      const store = await openRedisViewStore(redis?.fresh() ?? '')()
      if (E.isLeft(store)) throw new Error(store.left.reason)
      opened.push(store.right)
      return store.right
    }
    engineLaws(name, openStore, tries)
    parkingLaws(name, openStore, tries)
  })
