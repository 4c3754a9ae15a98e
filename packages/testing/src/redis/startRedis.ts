/** Redis for tests: the one named in `REDIS_URL`, or one of the test's own. */
import { Redis } from 'ioredis'
import { OwnServer } from './OwnServer.js'

export interface TestRedis {
  /** An address at which nothing is kept yet: its keys have a prefix of their own. They stay where the server does. */
  readonly fresh: () => string
  readonly stop: () => Promise<void>
}

let last = 0
const freshPrefix = (): string => `test-${process.pid}-${++last}-${Math.floor(Math.random() * 1e9).toString(36)}`

/** A server for tests that share it; its database 0 holds read models. */
export const startRedis = async (): Promise<TestRedis> => {
  const { REDIS_URL = '' } = process.env
  if (REDIS_URL !== '') return { fresh: () => `${REDIS_URL}?prefix=${freshPrefix()}`, stop: async () => undefined }
  const server = await new OwnServer({}).up()
  return { fresh: () => `redis://${server.host}:${server.port}?prefix=${freshPrefix()}`, stop: () => server.stop() }
}

/** A server that a test may end, empty or set as it likes. */
export const startOwnRedis = (settings: Readonly<Record<string, string>> = {}): Promise<OwnServer> => new OwnServer(settings).up()

const SLOTS = 16_384
const NODES = 3
const JOIN_MS = 60_000

/** A cluster of three servers. */
export const startRedisCluster = async (settings: Readonly<Record<string, string>> = {}): Promise<TestRedis> => {
  const servers = await Promise.all(
    Array.from({ length: NODES }, () => startOwnRedis({ ...settings, 'cluster-enabled': 'yes', 'cluster-node-timeout': '15000' })),
  )
  const clients = servers.map(({ host, port }) => new Redis({ host, port }))
  const [first] = servers
  for (const [index, client] of clients.entries()) {
    const [from, to] = [Math.floor((index * SLOTS) / NODES), Math.floor(((index + 1) * SLOTS) / NODES) - 1]
    await client.call('CLUSTER', 'ADDSLOTSRANGE', from, to)
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1)
    if (index > 0 && first !== undefined) await client.call('CLUSTER', 'MEET', first.host, first.port)
  }
  const started = performance.now()
  for (const client of clients)
    for (;;) {
      const info = String(await client.call('CLUSTER', 'INFO'))
      if (info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${NODES}`)) break
      if (performance.now() - started > JOIN_MS) throw new Error('the cluster does not come together')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  for (const client of clients) client.disconnect()
  const nodes = servers.map(({ host, port }) => `${host}:${port}`).join(',')
  return {
    fresh: () => `redis+cluster://${nodes}?prefix=${freshPrefix()}`,
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()))
    },
  }
}
