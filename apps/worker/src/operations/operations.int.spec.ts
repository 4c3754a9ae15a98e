/** Probes, metrics and log over a real data folder. */
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instruments } from '@jejak/application/operator'
import { openStores, serviceState } from '@jejak/application/operator'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, openWatched, type Watched } from '../../test/watched.js'
import { listenForProbes } from './listen.js'
import { answerProbe, openOperations } from './Operations.js'

let watched: Watched
let events = 0

beforeAll(async () => {
  watched = await openWatched()
  await must(watched.home.readModels.catchUp())
  events = await watched.receive()
})
afterAll(() => watched.close())

const ready = async () => {
  const { status, body } = await watched.probe('/health/ready')
  return { status, ...JSON.parse(body) }
}

describe('a process that is behind', () => {
  it('tells how far, in events and in seconds', async () => {
    const head = await must(watched.home.events.head())
    expect(await watched.metric('jejak_log_head_position')).toBe(head)
    expect(await watched.metric('jejak_read_models_lag_events')).toBe(head - ((await watched.metric('jejak_read_models_position')) ?? 0))
    expect(await watched.metric('jejak_read_models_lag_events')).toBeGreaterThanOrEqual(events)
    watched.later(30_000)
    expect(await watched.metric('jejak_read_models_lag_seconds')).toBeGreaterThanOrEqual(30)
  })

  it('counts as ready until the oldest event that waits is too old', async () => {
    expect(await ready()).toMatchObject({ status: 'ready', checks: { readModels: { status: 'up', allowedLagSeconds: 60 } } })
    watched.later(60_000)
    const { status, checks } = JSON.parse((await watched.probe('/health/ready')).body)
    expect([status, checks.events.status, checks.keys.status, checks.readModels.status]).toEqual(['notReady', 'up', 'up', 'behind'])
    expect((await watched.probe('/health/ready')).status).toBe(503)
    expect((await watched.probe('/health/live')).status).toBe(200)
    watched.later(-90_000)
  })

  it('counts the events where positions have gaps', async () => {
    const { home } = watched
    const head = await must(home.events.head())
    const far = { ...home, files: { ...home.files, events: { kind: 'eventstoredb', url: '', copy: '' } } } as const
    const counted = await must(serviceState(far))
    expect(counted.lag).toBe(head - counted.position)
    expect(counted.lag).toBeGreaterThan(0)
  })
})

describe('a process that is up to date', () => {
  beforeAll(() => must(watched.home.readModels.catchUp()))

  it('is ready, and not behind', async () => {
    const head = await must(watched.home.events.head())
    expect(await ready()).toMatchObject({
      status: 'ready',
      checks: { readModels: { position: head, head, lagEvents: 0, lagSeconds: 0 } },
    })
    expect(await watched.metric('jejak_read_models_lag_seconds')).toBe(0)
    expect(await watched.metric('jejak_waiting_documents')).toBe(0)
    for (const store of ['events', 'keys', 'views']) expect(await watched.metric('jejak_store_up', `{store="${store}"}`)).toBe(1)
  })

  it('counted what it did', async () => {
    // The first facts of an agency are its own, beside those of its rows.
    expect(await watched.metric('jejak_appended_events_total')).toBeGreaterThanOrEqual(events)
    expect(await watched.metric('jejak_appended_events_total')).toBe(await must(watched.home.events.head()))
    const rows = await Promise.all(
      ['accepted', 'warned', 'correction'].map((verdict) => watched.metric('jejak_import_rows_total', `{verdict="${verdict}"}`)),
    )
    expect(rows.reduce<number>((sum, n) => sum + (n ?? 0), 0)).toBe(events)
    expect(await watched.metric('jejak_drained_documents_total')).toBeGreaterThanOrEqual(30)
    expect(await watched.metric('jejak_commits_total')).toBeGreaterThan(0)
    expect(await watched.metric('jejak_dispatched_pages_total')).toBeGreaterThan(0)
    expect(await watched.metric('nodejs_eventloop_lag_p99_seconds')).not.toBeNull()
    expect(await watched.metric('process_resident_memory_bytes')).toBeGreaterThan(0)
  })

  it('tells of a rebuild part by part, whoever builds it', async () => {
    const { readModels } = watched.home
    const { generation, parts } = await must(readModels.beginRebuild())
    for (const part of parts.slice(0, 32)) await must(readModels.buildPart(generation, part))
    expect(await watched.metric('jejak_rebuild_running')).toBe(1)
    expect(await watched.metric('jejak_rebuild_progress_ratio')).toBe(0.5)
    // One that was killed is not under way any more.
    watched.later(60_000)
    expect(await watched.metric('jejak_rebuild_running')).toBe(0)
    watched.later(-60_000)
    for (const part of parts.slice(32)) await must(readModels.buildPart(generation, part))
    await must(readModels.finishRebuild(generation))
    expect(await watched.metric('jejak_rebuild_running')).toBe(0)
    expect(await watched.metric('jejak_read_models_generation')).toBe(generation)
    expect(await watched.metric('jejak_rebuilt_parts_total')).toBeGreaterThanOrEqual(parts.length)
  })

  it('tells of the first one as well, before there is anything in use', async () => {
    const first = await openWatched()
    const { readModels } = first.home
    const { generation, parts } = await must(readModels.beginRebuild())
    for (const part of parts.slice(0, 16)) await must(readModels.buildPart(generation, part))
    const { status, body } = await first.probe('/health/ready')
    expect([status, JSON.parse(body).checks.readModels]).toEqual([
      503,
      { status: 'down', reason: expect.stringContaining('being made: 16 of 64 parts') },
    ])
    expect(await first.metric('jejak_rebuild_progress_ratio')).toBe(0.25)
    for (const part of parts.slice(16)) await must(readModels.buildPart(generation, part))
    await must(readModels.finishRebuild(generation))
    expect((await first.probe('/health/ready')).status).toBe(200)
    await first.close()
  })

  it('names nothing that has no bound', async () => {
    const { body } = await watched.probe('/metrics')
    expect(body).not.toMatch(/career-|agency-|simulasi|[0-9a-f]{32}/)
    const labels = new Set([...body.matchAll(/[{,](\w+)="/g)].map(([, name]) => name))
    expect(
      [...labels].filter(
        (name) => !['store', 'work', 'verdict', 'le', 'version', 'major', 'minor', 'patch', 'kind', 'type', 'space'].includes(name ?? ''),
      ),
    ).toEqual([])
  })

  it('wrote a line of the log for each thing it did, in counts alone', async () => {
    const said = new Set(watched.lines.map(({ msg }) => msg))
    expect([...said].sort()).toEqual(
      expect.arrayContaining(['Appended', 'Committed', 'Imported', 'Marked', 'PartBuilt', 'RebuildBegun', 'RebuildSwapped']),
    )
    const values = watched.lines.flatMap((line) => Object.entries(line)).filter(([key]) => !['time', 'hostname', 'msg'].includes(key))
    const texts = values.filter(([, value]) => typeof value === 'string')
    expect(texts).toEqual([])
  })
})

describe('a server for probes', () => {
  const get = (url: string, method = 'GET'): Promise<{ readonly status: number; readonly type: string | undefined }> =>
    new Promise((resolve, reject) => {
      request(url, { method, timeout: 20_000 }, (reply) => {
        reply.resume()
        resolve({ status: reply.statusCode ?? 0, type: reply.headers['content-type'] })
      })
        .on('error', reject)
        .end()
    })

  it('answers the probes and nothing else, and frees its port', async () => {
    const server = await must(listenForProbes(watched.home, watched.operations, { port: 0, host: '127.0.0.1' }))
    expect(await get(`${server.url}/health/live`)).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' })
    expect(await get(`${server.url}/health/ready?x=1`)).toMatchObject({ status: 200 })
    expect(await get(`${server.url}/metrics`)).toMatchObject({ status: 200, type: expect.stringContaining('text/plain') })
    expect(await get(`${server.url}/api/agencies`)).toMatchObject({ status: 404 })
    expect(await get(`${server.url}/metrics`, 'POST')).toMatchObject({ status: 404 })
    const port = Number(new URL(server.url).port)
    const taken = await listenForProbes(watched.home, watched.operations, { port, host: '127.0.0.1' })()
    expect(taken).toMatchObject(E.left({ tag: 'CannotListen', reason: expect.stringContaining('EADDRINUSE') }))
    await server.close()
    await expect(get(`${server.url}/health/live`)).rejects.toThrow()
  })
})

describe('a process whose event store stands still', () => {
  it('says that of it, and of the read models that nothing is known', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'jejak-still-'))
    const operations = openOperations({ logLevel: 'silent', readyLag: 60 })
    let still = false
    const never = new Promise<never>(() => undefined)
    const instruments: Instruments = {
      ...operations.instruments,
      events: (store) => ({ ...store, head: () => () => (still ? never : store.head()()) }),
    }
    const home = await must(openStores(dir, {}, { instruments }))
    expect((await answerProbe('/health/ready', home, operations)).status).toBe(200)
    still = true
    const { status, body } = await answerProbe('/health/ready', home, operations)
    expect(status).toBe(503)
    expect(JSON.parse(body).checks).toMatchObject({
      events: { status: 'down', reason: expect.stringContaining('no answer') },
      readModels: { status: 'down', reason: 'not known while the event store does not answer' },
    })
    still = false
    await home.close()
    rmSync(dir, { recursive: true, force: true })
  })
})

describe('a process whose stores are gone', () => {
  it('lives on, and says in one line which of them does not answer', async () => {
    const other = await openWatched()
    await other.home.close()
    const { status, body } = await other.probe('/health/ready')
    const { checks } = JSON.parse(body)
    expect(status).toBe(503)
    expect(checks.events).toMatchObject({ status: 'down', reason: expect.stringMatching(/^[^\n]+$/) })
    expect(checks.readModels).toMatchObject({ status: 'down' })
    expect((await other.probe('/health/live')).status).toBe(200)
    expect(await other.metric('jejak_store_up', '{store="events"}')).toBe(0)
    await other.close()
  })
})
