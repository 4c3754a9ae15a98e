import { createServer } from 'node:net'
import { startOwnRedis, startRedisCluster } from '@jejak/testing/redis'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { attempt, connectRedis } from './connectRedis.js'

const SILENT = /^[^\n]* does not answer[^\n]*$/

const reasonOf = async (url: string): Promise<string> => {
  const connected = await connectRedis(url)
  if (E.isRight(connected)) await connected.right.close()
  return E.isLeft(connected) ? connected.left : 'connected'
}

// Each waits for most of its time.
describe.concurrent('a connection', () => {
  it('to a cluster that does not come together ends with a line', { timeout: 120_000 }, async () => {
    const server = await startOwnRedis({ 'cluster-enabled': 'yes' })
    expect(await reasonOf(`redis+cluster://${server.host}:${server.port}`)).toMatch(SILENT)
    await server.stop()
  })

  it('to a cluster that is lost whole ends work with a line', { timeout: 120_000 }, async () => {
    const cluster = await startRedisCluster()
    const connected = await connectRedis(cluster.fresh())
    if (E.isLeft(connected)) throw new Error(connected.left)
    const { client, close } = connected.right
    expect(E.isRight(await attempt(connected.right, () => client.get('a')))).toBe(true)
    await cluster.stop()
    expect(await attempt(connected.right, () => client.get('a'))).toEqual(E.left(expect.stringMatching(SILENT)))
    await close()
  })

  it('to a server that says nothing ends with a line', { timeout: 120_000 }, async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined))
    const port = await new Promise<number>((resolve) =>
      mute.listen(0, '127.0.0.1', () => {
        const address = mute.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      }),
    )
    const reasons = await Promise.all(['redis', 'rediss', 'redis+cluster'].map((scheme) => reasonOf(`${scheme}://127.0.0.1:${port}`)))
    for (const reason of reasons) expect(reason).toMatch(SILENT)
    mute.close()
  })
})
