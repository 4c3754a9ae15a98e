/** What the server tells those who look after it: probes, metrics, the report of the service, log and spans of requests. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openOperations } from '@jejak/worker/operations'
import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AGENCY, FIRST, type Office, openOffice, reword, right, SITI, writeFolder } from '../test/office.js'
import { type RunningServer, startServer } from './startServer.js'

const exporter = new InMemorySpanExporter()
const logged: string[] = []
let office: Office
let server: RunningServer

beforeAll(async () => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
  office = await openOffice()
  await office.receive(FIRST)
  await right(office.home.readModels.catchUp())
  const logger = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) })
  const operations = openOperations({ logLevel: 'trace', readyLag: 60 }, logger)
  server = await right(startServer({ home: office.home, operations, port: 0, webRoot: '/nowhere' }))
})
afterAll(async () => {
  await server.close()
  await office.close()
  trace.disable()
})

const get = async (path: string) => {
  const reply = await fetch(`${server.url}${path}`, { signal: AbortSignal.timeout(20_000) })
  return { status: reply.status, type: reply.headers.get('content-type') ?? '', text: await reply.text() }
}

const metrics = async (): Promise<ReadonlyArray<string>> => (await get('/metrics')).text.split('\n')

describe('probes of the server', () => {
  it('answer whether it lives and is ready', async () => {
    expect(await get('/health/live')).toMatchObject({ status: 200, text: '{"status":"live"}' })
    const { status, type, text } = await get('/health/ready')
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8'])
    const head = await right(office.home.events.head())
    expect(JSON.parse(text)).toMatchObject({
      status: 'ready',
      checks: { events: { status: 'up' }, keys: { status: 'up' }, readModels: { status: 'up', position: head, lagEvents: 0 } },
    })
  })

  it('answer to this machine alone, as everything else', async () => {
    const { hostname, port } = new URL(server.url)
    const foreign = await fetch(`http://${hostname}:${port}/metrics`, { headers: { origin: 'http://jejak.example' } })
    expect(foreign.status).toBe(403)
  })
})

describe('the report of the service', () => {
  it('is answered without an agency, as things are', async () => {
    const { status, text } = await get('/api/report/service-health')
    const answer = JSON.parse(text)
    expect(status).toBe(200)
    expect(answer).toMatchObject({ report: 'service-health', agency: null, position: answer.base.head, policy: null, rebuild: null })
    expect(answer.rows.map(({ projection }: { readonly projection: string }) => projection)).toEqual(
      expect.arrayContaining(['careers', 'training-hours']),
    )
    expect(answer.rows[0]).toMatchObject({ lag: 0, quarantined: [], rebuiltAt: expect.stringMatching(/^\d{4}-.*Z$/) })
  })

  it('names streams that are parked, and has them read again', async () => {
    const parked = async () => JSON.parse((await get('/api/parked')).text).parked
    const retry = async () => (await fetch(`${server.url}/api/parked/retry`, { method: 'POST' })).json()
    expect(await parked()).toEqual([])
    reword(office, 'preScore', 'notYetKnown')
    await right(office.home.readModels.rebuild({ withParked: true }))
    const [stream] = await parked()
    expect(stream).toEqual({
      stream: expect.stringMatching(/^career-/),
      revision: expect.any(Number),
      position: expect.any(Number),
      reason: expect.stringContaining('Attended'),
    })
    expect(await retry()).toEqual({ released: 0, parked: [stream] })
    reword(office, 'notYetKnown', 'preScore')
    expect(await retry()).toEqual({ released: 1, parked: [] })
    expect(await parked()).toEqual([])
    const foreign = await fetch(`${server.url}/api/parked/retry`, { method: 'POST', headers: { origin: 'http://jejak.example' } })
    expect(foreign.status).toBe(403)
  })

  it('is in the list of reports', async () => {
    const { reports } = JSON.parse((await get('/api/reports')).text)
    expect(reports).toContainEqual(expect.objectContaining({ name: 'service-health', takes: [] }))
  })
})

describe('requests', () => {
  const career = 'f'.repeat(32)
  beforeAll(async () => {
    await get(`/api/report/training-hours?agency=${AGENCY}&year=2025`)
    await get(`/api/person/${career}`)
    await get(`/api/${SITI}`)
  })

  it('are measured by route and status', async () => {
    const lines = await metrics()
    const counts = lines.filter((line) => line.startsWith('jejak_http_request_duration_seconds_count'))
    const of = (route: string, status: number) =>
      counts.find((line) => line.includes(`route="${route}"`) && line.includes(`status="${status}"`))?.split(' ')[1]
    expect(of('/api/report/:code', 200)).toBe('2')
    expect(of('/api/person/:career', 404)).toBe('1')
    expect(of('-', 404)).toBe('1')
    expect(lines.join('\n')).not.toContain(career)
  })

  it('have a span and a line of the log each, by route', () => {
    const spans = exporter.getFinishedSpans().filter(({ name }) => name.startsWith('GET '))
    const person = spans.find(({ name }) => name === 'GET /api/person/:career')
    expect(person?.attributes).toEqual({
      'http.request.method': 'GET',
      'http.route': '/api/person/:career',
      'http.response.status_code': 404,
    })
    const told = JSON.stringify(spans.map(({ name, attributes }) => [name, attributes])) + logged.join('')
    expect(told).toContain('/api/report/:code')
    for (const secret of [career, SITI, 'agency=', AGENCY]) expect(told).not.toContain(secret)
  })
})

describe('an SDK that is loaded before the program', () => {
  const CLI = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url))
  const PRELOAD = new URL('../test/spans.mjs', import.meta.url).href

  /** Runs the command line and answers the names of its spans. */
  const spansOf = async (name: string, ...args: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
    const file = join(office.dir, name)
    const { PATH = '' } = process.env
    const child = spawn(process.execPath, ['--import', PRELOAD, CLI, ...args, '--home', join(office.dir, 'traced')], {
      env: { PATH, SPANS: file },
      stdio: 'ignore',
      timeout: 60_000,
    })
    const [code] = await once(child, 'close')
    expect(code).toBe(0)
    return readFileSync(file, 'utf8').trim().split('\n')
  }

  it('receives the spans of commands', async () => {
    const files = writeFolder(join(office.dir, 'to-trace'), FIRST)
    expect(new Set(await spansOf('import.txt', 'import', files, '--agency', AGENCY))).toEqual(new Set(['jejak append batch']))
    const spans = await spansOf('rebuild.txt', 'rebuild')
    expect(spans.filter((name) => name === 'jejak rebuild part')).toHaveLength(64)
    expect(spans.filter((name) => name === 'jejak rebuild')).toHaveLength(1)
  })
})
