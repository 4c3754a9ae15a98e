/** `compose.yaml` is what the documents say of it, and its Redis servers are set as Jejak wants them. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { eventStoreDbAddress } from '@jejak/eventstore'
import { openRedisKeyStore } from '@jejak/eventstore/redis'
import { openRedisViewStore } from '@jejak/projection/redis'
import { startOwnRedis } from '@jejak/testing/redis'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
const page = read('./operations/docker.md')

const Service = t.intersection([
  t.type({
    image: t.string,
    ports: t.array(t.string),
    volumes: t.array(t.string),
    healthcheck: t.type({ test: t.array(t.string), interval: t.string, timeout: t.string, retries: t.number }),
  }),
  t.partial({ command: t.array(t.string), environment: t.record(t.string, t.string) }),
])
const Compose = t.type({ services: t.record(t.string, Service), volumes: t.record(t.string, t.null) })

const compose = ((): t.TypeOf<typeof Compose> => {
  const decoded = Compose.decode(parse(read('../compose.yaml')))
  if (E.isLeft(decoded)) throw new Error(decoded.left.map(({ context }) => context.map(({ key }) => key).join('.')).join('; '))
  return decoded.right
})()

const serviceOf = (name: string): t.TypeOf<typeof Service> => {
  const service = compose.services[name]
  if (service === undefined) throw new Error(`no service ${name}`)
  return service
}

/** The settings a Redis is started with. */
const settingsOf = (name: string): Readonly<Record<string, string>> => {
  const [program, ...words] = serviceOf(name).command ?? []
  expect(program).toBe('redis-server')
  return Object.fromEntries(words.flatMap((word, i) => (i % 2 === 0 ? [[word.replace(/^--/, ''), words[i + 1] ?? '']] : [])))
}

/** Opens a store on a server that is set as a service is. */
const opens = async <L>(name: string, open: (url: string) => TaskEither<L, { readonly close: () => Promise<void> }>): Promise<void> => {
  const server = await startOwnRedis(settingsOf(name))
  try {
    const store = await open(`redis://${server.host}:${server.port}`)()
    expect(store).toMatchObject({ _tag: 'Right' })
    if (E.isRight(store)) await store.right.close()
  } finally {
    await server.stop()
  }
}

describe('compose.yaml', () => {
  it('has the services, ports, variables and volumes that the page lists, and no other', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` +\| (\d+) +\| `(JEJAK_\w+)` +\| `(\w+)` +\|/gm)]
    expect(rows.map(([, service]) => service).sort()).toEqual(Object.keys(compose.services).sort())
    const addresses = new Map([...page.matchAll(/^export (JEJAK_\w+)='([^']+)'$/gm)].map(([, name = '', url = '']) => [name, url]))
    expect([...addresses.keys()].sort()).toEqual(rows.map(([, , , variable]) => variable).sort())
    for (const [, service = '', port = '', variable = '', volume = ''] of rows) {
      expect(serviceOf(service).ports.map((each) => each.replace(/:\d+$/, ''))).toEqual([`127.0.0.1:${port}`])
      expect(new URL(addresses.get(variable) ?? '').host).toBe(`127.0.0.1:${port}`)
      expect(serviceOf(service).volumes.some((each) => each.startsWith(`${volume}:`))).toBe(true)
    }
  })

  it('keeps everything in volumes, names a version of every image, and says when it is ready', () => {
    const used = Object.values(compose.services).flatMap(({ volumes }) => volumes.map((each) => each.split(':')[0]))
    expect([...used].sort()).toEqual(Object.keys(compose.volumes).sort())
    for (const { image, healthcheck } of Object.values(compose.services)) {
      expect(image).toMatch(/^[a-z/]+:\d+\.\d+/)
      expect(healthcheck.test.length).toBeGreaterThan(1)
    }
  })

  it('starts an EventStoreDB without TLS, as its address says', () => {
    const [, url = ''] = /^export JEJAK_EVENTS='([^']+)'$/m.exec(page) ?? []
    expect(eventStoreDbAddress(url)).toMatchObject({ right: { tls: false } })
    expect(serviceOf('eventstore').environment).toMatchObject({ EVENTSTORE_INSECURE: 'true', EVENTSTORE_CLUSTER_SIZE: '1' })
    expect(page).toContain(`ESDB_URL='${url}'`)
  })

  it('starts servers of Redis that Jejak takes for keys and for read models', async () => {
    await opens('keys', openRedisKeyStore)
    await opens('views', openRedisViewStore)
    expect(settingsOf('keys')).toMatchObject({ save: '' })
  })
})
