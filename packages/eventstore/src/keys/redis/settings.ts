/** Settings of Redis servers that decide whether a key that was answered can be lost. */
import * as t from 'io-ts'
import type { RedisConnection } from '../../redis/connectRedis.js'

const Pairs = t.array(t.string)

/** What every server must be set to. */
const DEMANDED: ReadonlyArray<readonly [string, string]> = [
  ['appendonly', 'yes'],
  ['appendfsync', 'always'],
  ['no-appendfsync-on-rewrite', 'no'],
]

const LOSING = /^allkeys-/

const isRefused = (error: unknown): boolean =>
  error instanceof Error && /^(NOPERM|ERR unknown (sub)?command|ERR .*disabled|ERR .*not allowed)/i.test(error.message)

/** What is wrong, setting by setting; `null` if the server does not tell its settings. Throws what ioredis throws. */
export const wrongSettings = async (connection: RedisConnection): Promise<ReadonlyArray<string> | null> => {
  const wrong = new Set<string>()
  for (const server of connection.servers()) {
    const settings = new Map<string, string>()
    try {
      for (const name of [...DEMANDED.map(([each]) => each), 'maxmemory-policy']) {
        const reply = await server.call('CONFIG', 'GET', name)
        if (Pairs.is(reply)) settings.set(name, reply[1] ?? '')
      }
    } catch (error) {
      if (isRefused(error)) return null
      throw error
    }
    for (const [name, value] of DEMANDED) if (settings.get(name) !== value) wrong.add(`${name} ${value}`)
    if (LOSING.test(settings.get('maxmemory-policy') ?? '')) wrong.add('maxmemory-policy noeviction')
  }
  return [...wrong]
}
