/** Redis for tests: apart, so that nobody else loads ioredis. */
export { OwnServer } from './OwnServer.js'
export { startOwnRedis, startRedis, type TestRedis } from './startRedis.js'
export { startRedisCluster, type TestCluster } from './startRedisCluster.js'
