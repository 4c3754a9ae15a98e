import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRedisViewStore } from '@jejak/projection/redis'
import { keyStoreContract } from '@jejak/testing'
import { type OwnServer, startOwnRedis, startRedisCluster, type TestRedis } from '@jejak/testing/redis'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KeyStore } from '../KeyStore.js'
import { openRedisKeyStore } from './openRedisKeyStore.js'

const DURABLE = { appendonly: 'yes', appendfsync: 'always' }

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}
const reasonOf = async (url: string): Promise<string> => {
  const opened = await openRedisKeyStore(url)()
  if (E.isRight(opened)) await opened.right.close()
  return E.isLeft(opened) ? opened.left.reason : 'opened'
}

const contractOn = (name: string, start: () => Promise<TestRedis>): void => {
  describe(name, () => {
    let redis: TestRedis | null = null
    beforeAll(async () => {
      redis = await start()
    })
    afterAll(() => redis?.stop())
    const handles: KeyStore[] = []
    keyStoreContract(
      name,
      async () => {
        const url = redis?.fresh() ?? ''
        const open = async (): Promise<KeyStore> => {
          const keys = right(await openRedisKeyStore(url)())
          handles.push(keys)
          return keys
        }
        return { keys: await open(), again: open }
      },
      async () => {
        for (const each of handles.splice(0)) await each.close()
      },
      { describe, it },
    )
  })
}

contractOn('redis', async () => {
  const server = await startOwnRedis(DURABLE)
  let last = 0
  return { fresh: () => `redis://${server.host}:${server.port}/?prefix=k${++last}`, stop: () => server.stop() }
})
contractOn('a cluster of redis', () => startRedisCluster(DURABLE))

describe('keys in redis', () => {
  let server: OwnServer | null = null
  const own = async (settings: Readonly<Record<string, string>> = DURABLE): Promise<OwnServer> => {
    await server?.stop()
    server = await startOwnRedis(settings)
    return server
  }
  afterAll(() => server?.stop())

  it('are there again after a crash of the server', async () => {
    const { host, port } = await own()
    const keys = right(await openRedisKeyStore(`redis://${host}:${port}`)())
    right(await keys.createIfAbsent(new Map([['career-a', new Uint8Array([1, 2, 3])]]))())
    await server?.down()
    const pending = keys.get(['career-a'])()
    await server?.up()
    const [key] = right(await pending).values()
    expect(key?.tag === 'wrapped' && [...key.bytes]).toEqual([1, 2, 3])
    await keys.close()
  })

  it('leave no byte in the files of the server when they are destroyed', async () => {
    const { host, port, dir } = await own()
    const keys = right(await openRedisKeyStore(`redis://${host}:${port}`)())
    const bytes = crypto.getRandomValues(new Uint8Array(61))
    right(await keys.createIfAbsent(new Map([['career-a', bytes]]))())
    const text = Buffer.from(bytes).toString('base64').slice(0, 40)
    const found = (): ReadonlyArray<string> =>
      readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text) ? [entry.name] : [],
      )
    expect(found()).not.toEqual([])
    right(await keys.destroy(['career-a'])())
    expect(found()).toEqual([])
    await keys.close()
  })

  it('are refused by a server that may answer before it writes, setting by setting', async () => {
    const { host, port } = await own({ appendonly: 'yes', appendfsync: 'everysec', 'maxmemory-policy': 'allkeys-lru' })
    expect(await reasonOf(`redis://${host}:${port}`)).toBe(
      `Redis at ${host}:${port} may lose keys: set appendfsync always, maxmemory-policy noeviction on the server.`,
    )
  })

  it('are taken from a server that does not tell its settings only on the word of the operator', async () => {
    const { host, port } = await own({ user: 'default on nopass ~* &* +@all -config' })
    expect(await reasonOf(`redis://${host}:${port}`)).toMatch(/^[^\n]*durable=declared[^\n]*$/)
    expect(await reasonOf(`redis://${host}:${port}?durable=declared`)).toBe('opened')
  })

  it('and read models never share a database', async () => {
    const { host, port } = await own()
    expect(await reasonOf(`redis://${host}:${port}/1`)).toBe('opened')
    const views = await openRedisViewStore(`redis://${host}:${port}/1?prefix=other`)()
    expect(views).toEqual(E.left({ tag: 'ViewsUnavailable', reason: expect.stringMatching(/holds the keys of persons/) }))
    const apart = right(await openRedisViewStore(`redis://${host}:${port}/2`)())
    expect(await reasonOf(`redis://${host}:${port}/2?prefix=other`)).toMatch(/holds read models/)
    await apart.close()
  })

  it('behind a password are refused without it, and the password is never said', async () => {
    const { host, port } = await own({ ...DURABLE, requirepass: 'geheim' })
    expect(await reasonOf(`redis://:geheim@${host}:${port}`)).toBe('opened')
    for (const address of [`redis://${host}:${port}`, `redis://:geheim2@${host}:${port}`, `redis://wer:geheim2@${host}:${port}`]) {
      expect(await reasonOf(address)).toMatch(/refuses the user or the password/)
      expect(await reasonOf(address)).not.toContain('geheim')
    }
  })

  it('are a fault of one line where nobody listens, and where the address is none', async () => {
    const { host, port } = await own()
    await server?.stop()
    expect(await reasonOf(`redis://${host}:${port}`)).toMatch(/^Redis at [^\n]* does not answer \(ECONNREFUSED\)[^\n]*$/)
    expect(await reasonOf(`redis+cluster://${host}:${port}`)).toMatch(/^Redis at [^\n]* does not answer[^\n]*$/)
    expect(await reasonOf('redis://')).toMatch(/^This is no address of a Redis[^\n]*$/)
  })

  it('that another program wrote are not read', async () => {
    const { host, port } = await own()
    const client = server?.connect()
    await client?.set('{jejak:keys}', 'no hash')
    const keys = right(await openRedisKeyStore(`redis://${host}:${port}`)())
    expect(await keys.get(['career-a'])()).toMatchObject({ left: { tag: 'KeysUnavailable', reason: expect.stringMatching(/WRONGTYPE/) } })
    await keys.close()
    client?.disconnect()
  })
})
