/** Read models in Redis: apart, so that nobody else loads ioredis. */
export { openRedisViewStore } from '../store/redis/openRedisViewStore.js'
