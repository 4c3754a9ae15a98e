/** A Lua script, sent by its digest; whole only to a server that does not know it yet. */
import { createHash } from 'node:crypto'
import type { RedisConnection } from './connectRedis.js'

export class Script {
  readonly #text: string
  readonly #digest: string

  constructor(text: string) {
    this.#text = text
    this.#digest = createHash('sha1').update(text).digest('hex')
  }

  /** Runs it; all keys lie in one slot. Throws what ioredis throws: run it inside `attempt`. */
  async run({ client }: RedisConnection, keys: ReadonlyArray<string>, values: ReadonlyArray<string>): Promise<unknown> {
    const all = [...keys, ...values]
    try {
      return await client.evalsha(this.#digest, keys.length, all)
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return client.eval(this.#text, keys.length, all)
    }
  }
}
