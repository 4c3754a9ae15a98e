/**
 * Keys in Redis: one hash, owner by owner, so that a call is one script and one
 * write of the append-only file. The server must write before it answers.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { claimDatabase } from '../../redis/claimDatabase.js'
import { attempt, connectRedis, type RedisConnection } from '../../redis/connectRedis.js'
import { UnexpectedReply } from '../../redis/faults.js'
import { Script } from '../../redis/Script.js'
import type { KeyOwner, KeyStore, KeyStoreError, StoredKey } from '../KeyStore.js'
import { rewriteLog } from './rewriteLog.js'
import { wrongSettings } from './settings.js'

/** Owners asked for in one command. */
const PAGE = 5_000

/** A destroyed key leaves its owner, without bytes. */
const DESTROYED = ''

const CREATE = new Script(`
local stands = {}
for i = 1, #ARGV, 2 do
  redis.call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1])
  stands[#stands + 1] = redis.call('HGET', KEYS[1], ARGV[i])
end
return stands`)

const DESTROY = new Script(`
for i = 1, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], '') end
return 1`)

const Texts = t.array(t.union([t.string, t.null]))

const unavailable = (reason: string): KeyStoreError => ({ tag: 'KeysUnavailable', reason })

const standing = (owners: ReadonlyArray<KeyOwner>, reply: unknown): ReadonlyArray<readonly [KeyOwner, StoredKey]> => {
  if (!Texts.is(reply) || reply.length !== owners.length) throw new UnexpectedReply()
  return owners.flatMap((owner, index) => {
    const text = reply[index] ?? null
    if (text === null) return []
    const key: StoredKey = text === DESTROYED ? { tag: 'destroyed' } : { tag: 'wrapped', bytes: Buffer.from(text, 'base64') }
    return [[owner, key] as const]
  })
}

/** Refuses a Redis that may lose a key it has answered, or that holds read models. */
const unfit = async (connection: RedisConnection): Promise<string | null> => {
  const { shown, declaredDurable } = connection.address
  if (!(await claimDatabase(connection, 'keys')))
    return `Redis at ${shown} holds read models, which may be lost: keep the keys in another Redis.`
  const wrong = await wrongSettings(connection)
  if (wrong === null)
    return declaredDurable
      ? null
      : `Redis at ${shown} does not tell its settings: check that it writes each command before it answers (appendonly yes, appendfsync always), then add ?durable=declared to the address.`
  return wrong.length === 0 ? null : `Redis at ${shown} may lose keys: set ${wrong.join(', ')} on the server.`
}

const storeOn = (connection: RedisConnection): KeyStore => {
  const { client, address } = connection
  const hash = `{${address.prefix}:keys}`
  const run =
    <A>(work: () => Promise<A>): TaskEither<KeyStoreError, A> =>
    async () => {
      const done = await attempt(connection, work)
      return E.isLeft(done) ? E.left(unavailable(done.left)) : done
    }
  return {
    get: (owners) =>
      run(async () => {
        const found = new Map<KeyOwner, StoredKey>()
        for (let start = 0; start < owners.length; start += PAGE) {
          const page = owners.slice(start, start + PAGE)
          for (const [owner, key] of standing(page, await client.hmget(hash, ...page))) found.set(owner, key)
        }
        return found
      }),
    createIfAbsent: (keys) =>
      run(async () => {
        if (keys.size === 0) return new Map()
        const pairs = [...keys].flatMap(([owner, bytes]) => [owner, Buffer.from(bytes).toString('base64')])
        return new Map(standing([...keys.keys()], await CREATE.run(connection, [hash], pairs)))
      }),
    destroy: (owners) => async () => {
      if (owners.length === 0) return E.right(undefined)
      const done = await run(async () => {
        await DESTROY.run(connection, [hash], owners)
        return address.declaredDurable || (await rewriteLog(connection))
      })()
      if (E.isLeft(done)) return done
      return done.right
        ? E.right(undefined)
        : E.left(
            unavailable(
              `The keys are destroyed, but the append-only file of Redis at ${address.shown} still holds them: run BGREWRITEAOF there.`,
            ),
          )
    },
    isEmpty: () => run(async () => (await client.hlen(hash)) === 0),
    close: connection.close,
  }
}

/**
 * Opens the keys in a Redis (see RedisAddress for the form of `url`). Refused where
 * the server may answer before a key is on its disk, or where the database holds
 * read models. Where the server does not tell its settings, `?durable=declared`
 * takes the operator's word; rewriting its append-only file after a key is
 * destroyed is the operator's as well then.
 */
export const openRedisKeyStore =
  (url: string): TaskEither<KeyStoreError, KeyStore> =>
  async () => {
    const connected = await connectRedis(url)
    if (E.isLeft(connected)) return E.left(unavailable(connected.left))
    const connection = connected.right
    const checked = await attempt(connection, () => unfit(connection))
    if (E.isRight(checked) && checked.right === null) return E.right(storeOn(connection))
    await connection.close()
    return E.left(unavailable(E.isLeft(checked) ? checked.left : (checked.right ?? '')))
  }
