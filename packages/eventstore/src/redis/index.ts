/** Redis: its addresses, connections and scripts, and the key store on it. Apart, so that nobody else loads ioredis. */

export { openRedisKeyStore } from '../keys/redis/openRedisKeyStore.js'
export { claimDatabase } from './claimDatabase.js'
export { attempt, connectRedis, type RedisConnection } from './connectRedis.js'
export { UnexpectedReply } from './faults.js'
export { Script } from './Script.js'
