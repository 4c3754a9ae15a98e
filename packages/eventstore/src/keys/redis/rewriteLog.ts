/** Makes the append-only files of Redis anew, so that they hold no byte of what was destroyed. */
import type { Redis } from 'ioredis'
import type { RedisConnection } from '../../redis/connectRedis.js'

/** Longest wait for a rewrite, in milliseconds. */
const PATIENCE_MS = 60_000

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const isUnderWay = async (server: Redis): Promise<boolean> => /aof_rewrite_(in_progress|scheduled):1/.test(await server.info('persistence'))

/** Waits until no rewrite is under way; `false` if that takes too long. */
const isQuiet = async (server: Redis): Promise<boolean> => {
  const started = performance.now()
  while (await isUnderWay(server)) {
    if (performance.now() - started > PATIENCE_MS) return false
    await sleep(20)
  }
  return true
}

/** Rewrites from the keys as they are now; one that began before does not count. `false` if it did not succeed. */
export const rewriteLog = async ({ servers }: RedisConnection): Promise<boolean> => {
  for (const server of servers()) {
    if (!(await isQuiet(server))) return false
    await server.bgrewriteaof()
    if (!(await isQuiet(server))) return false
    if (!/aof_last_bgrewrite_status:ok/.test(await server.info('persistence'))) return false
  }
  return true
}
