/** Redis for tests: apart, so that nobody else loads ioredis. */
export { OwnServer } from './OwnServer.js'
export { startOwnRedis, startRedis, startRedisCluster, type TestRedis } from './startRedis.js'
