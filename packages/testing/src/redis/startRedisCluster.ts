/** A cluster of Redis servers for tests. */
import type { Redis } from 'ioredis'
import type { OwnServer } from './OwnServer.js'
import { freshPrefix, startOwnRedis, type TestRedis } from './startRedis.js'

const SLOTS = 16_384
const MASTERS = 3
const JOIN_MS = 60_000

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until a server says this of itself. */
const until = async (client: Redis, ask: () => Promise<unknown>, ...said: ReadonlyArray<string>): Promise<void> => {
  const started = performance.now()
  for (;;) {
    const text = String(await ask())
    if (said.every((each) => text.includes(each))) return
    if (performance.now() - started > JOIN_MS) {
      client.disconnect()
      throw new Error('the cluster does not come together')
    }
    await sleep(50)
  }
}

/** Makes a cluster of servers: the first three share the slots, one more follows the first. */
const join = async (servers: ReadonlyArray<OwnServer>): Promise<void> => {
  const clients = servers.map((server) => server.connect())
  const [first] = servers
  const [master, , , replica] = clients
  for (const [index, client] of clients.entries()) {
    const [from, to] = [Math.floor((index * SLOTS) / MASTERS), Math.floor(((index + 1) * SLOTS) / MASTERS) - 1]
    if (index < MASTERS) await client.call('CLUSTER', 'ADDSLOTSRANGE', from, to)
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1)
    if (index > 0 && first !== undefined) await client.call('CLUSTER', 'MEET', first.host, first.port)
  }
  for (const client of clients)
    await until(client, () => client.call('CLUSTER', 'INFO'), 'cluster_state:ok', `cluster_known_nodes:${servers.length}`)
  if (master !== undefined && replica !== undefined) {
    await replica.call('CLUSTER', 'REPLICATE', String(await master.call('CLUSTER', 'MYID')))
    await until(replica, () => replica.info('replication'), 'master_link_status:up')
  }
  for (const client of clients) client.disconnect()
}

export interface TestCluster extends TestRedis {
  /** Ends a master that has a replica, if the cluster has one: the replica takes over. */
  readonly loseMaster: () => Promise<void>
}

/** A cluster of three masters, with a replica of the first where `replica` says so. */
export const startRedisCluster = async (settings: Readonly<Record<string, string>> = {}, replica = false): Promise<TestCluster> => {
  const count = MASTERS + (replica ? 1 : 0)
  const servers = await Promise.all(
    Array.from({ length: count }, () => startOwnRedis({ 'cluster-node-timeout': '15000', ...settings, 'cluster-enabled': 'yes' })),
  )
  await join(servers)
  const nodes = servers.map(({ host, port }) => `${host}:${port}`).join(',')
  return {
    fresh: () => `redis+cluster://${nodes}?prefix=${freshPrefix()}`,
    loseMaster: async () => servers[0]?.down(),
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()))
    },
  }
}
