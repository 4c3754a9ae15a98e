/** What import, serve and worker write besides their results: never anything of a person. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jejak, type Running, start, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
const files = join(dir, 'files')
const TRACE = { JEJAK_HOME: home, JEJAK_LOG: 'trace' }
const ADDRESS = /^Jejak: (http:\/\/127\.0\.0\.1:\d+)$/m
const PROBES = /health and metrics at (http:\/\/\S+)/

/** Columns of `pegawai.csv`. */
let people: ReadonlyArray<{ readonly nip: string; readonly name: string }>

beforeAll(async () => {
  const made = await jejak(['simulate', '--people', '40', '--years', '2', '--out', files, '--home', join(dir, 'other')])
  expect(made.code).toBe(0)
  const [head = '', ...rows] = readFileSync(join(files, 'pegawai.csv'), 'utf8').trim().split(/\r?\n/)
  const at = (column: string) => head.split(',').indexOf(column)
  people = rows.map((row) => {
    const cells = row.split(',')
    return { nip: cells[at('nip')]?.replace("'", '') ?? '', name: cells[at('nama')] ?? '' }
  })
  expect(people.length).toBeGreaterThanOrEqual(40)
})
const running = new Set<Running>()
afterAll(() => {
  for (const each of running) each.process.kill('SIGKILL')
  forget()
})

/** Starts a command that ends with this file at the latest. */
const begin = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>>): Running => {
  const started = start(args, env)
  running.add(started)
  return started
}

const clean = (text: string): void => {
  // Fractions of a metric may be as long.
  expect(text).not.toMatch(/(?<![.\d])\d{18}(?!\d)/)
  for (const { nip, name } of people) {
    expect(text.includes(nip), 'a number').toBe(false)
    expect(text.includes(name), 'a name').toBe(false)
  }
  expect(text).not.toMatch(/career-|[0-9a-f]{32}/)
}

/** Lines of JSON among what was said. */
const linesOf = (text: string): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  text.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))

describe('the log', () => {
  it('of an import, a server and its requests holds no name and no number, at the level trace', async () => {
    const server = begin(['serve', '--port', '0'], TRACE)
    const [, url = ''] = await server.said(ADDRESS)
    const imported = await jejak(['import', files, '--agency', 'simulasi'], TRACE)
    expect(imported.code).toBe(0)
    const ask = async (path: string, init?: RequestInit) => fetch(`${url}${path}`, { signal: AbortSignal.timeout(20_000), ...init })
    await until(async () => (JSON.parse(await (await ask('/api/agencies')).text()).agencies.length === 1 ? true : null))
    const [first] = people
    const staff = await (await ask('/api/report/staff-list?agency=simulasi')).text()
    expect(staff).toContain(first?.nip)
    const found = JSON.parse(
      await (
        await ask('/api/find-person', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ number: first?.nip }),
        })
      ).text(),
    )
    expect((await ask(`/api/person/${found.career}`)).status).toBe(200)
    expect((await ask(`/api/${first?.nip}`)).status).toBe(404)
    expect((await ask('/metrics')).status).toBe(200)
    server.process.kill('SIGTERM')
    const { code, err } = await server.ended
    expect(code).toBe(0)
    const lines = linesOf(err)
    expect(new Set(lines.map(({ route }) => route))).toEqual(
      new Set([undefined, '/api/agencies', '/api/report/:code', '/api/find-person', '/api/person/:career', '/metrics', '-']),
    )
    expect(lines.some(({ msg }) => msg === 'Committed')).toBe(true)
    clean(err + imported.err + imported.out)
  })

  it('of a worker says when it follows, and its probes tell how it is', async () => {
    const worker = begin(['worker', '--port', '0'], TRACE)
    const [, url = ''] = await worker.said(PROBES)
    await worker.said(/following the log/)
    const ready = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(20_000) })
    expect(ready.status).toBe(200)
    const metrics = await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(20_000) })).text()
    expect(metrics).toMatch(/^jejak_read_models_lag_events 0$/m)
    worker.process.kill('SIGTERM')
    const { code, err } = await worker.ended
    expect(code).toBe(0)
    expect(linesOf(err).some(({ msg }) => msg === 'following the log')).toBe(true)
    clean(err + metrics)
  })

  it('says nothing unless asked to', async () => {
    const server = begin(['serve', '--port', '0'], { JEJAK_HOME: home })
    const [, url = ''] = await server.said(ADDRESS)
    expect((await fetch(`${url}/api/agencies`, { signal: AbortSignal.timeout(20_000) })).status).toBe(200)
    server.process.kill('SIGTERM')
    expect(await server.ended).toMatchObject({ code: 0, err: '', out: `Jejak: ${url}\n` })
  })

  it.each([
    [{ JEJAK_LOG: 'loud' }, 'serve', /^jejak: JEJAK_LOG must be one of [^\n]+\n$/],
    [{ JEJAK_READY_LAG: 'soon' }, 'worker', /^jejak: JEJAK_READY_LAG must be [^\n]+\n$/],
  ])('refuses %j', async (env, command, line) => {
    const { code, err } = await jejak([command], { JEJAK_HOME: home, ...env })
    expect(code).toBe(2)
    expect(err).toMatch(line)
  })
})
