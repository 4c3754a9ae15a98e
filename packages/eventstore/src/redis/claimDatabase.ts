/** One database holds read models or keys, never both: what may be lost and what may not. */
import type { RedisConnection } from './connectRedis.js'

/** The same for every prefix, so that two deployments that share a database see each other. */
const MARK = 'jejak:holds'

export type Holds = 'keys' | 'views'

/** Marks the database for one purpose; `false` if it has another. */
export const claimDatabase = async ({ client }: RedisConnection, holds: Holds): Promise<boolean> => {
  await client.set(MARK, holds, 'NX')
  return (await client.get(MARK)) === holds
}
