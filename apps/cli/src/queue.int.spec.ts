/** The command line with a queue: workers keep up, a rebuild is shared, and a board shows the queues. */
import { join } from 'node:path'
import { type OwnServer, startOwnRedis } from '@jejak/testing/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOURS_2025, writeAgency, writeCorrection } from '../test/agency.js'
import { here } from '../test/here.js'
import { complaintsOf, jejak, start, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const { dir, forget } = temporary()
const TOKEN = 'a-token-of-some-length'
let server: OwnServer
beforeAll(async () => {
  server = await startOwnRedis()
})
afterAll(async () => {
  await server?.stop()
  forget()
})

/** Whether a worker says that all is in. */
const isCurrent = async (probes: string): Promise<true | null> =>
  /"position":(\d+),"head":\1,/.test(await (await fetch(`${probes}/health/ready`)).text()) ? true : null

/** Up to where the figures of a server are, and the end of the log. */
const positionsOf = async (url: string): Promise<{ readonly position: number; readonly head: number }> => {
  const text = await (await fetch(`${url}/health/ready`)).text()
  const [, position, head] = /"position":(\d+),"head":(\d+)/.exec(text) ?? []
  return { position: Number(position), head: Number(head) }
}

describe('worker, rebuild and serve with a queue', () => {
  it('keep the read models current by jobs, rebuild by jobs, and show them', async () => {
    const queue = `redis://${server.host}:${server.port}`
    const env = { JEJAK_HOME: join(dir, 'home'), JEJAK_QUEUE: queue, JEJAK_VIEWS: queue, JEJAK_BOARD_TOKEN: TOKEN }
    const files = writeAgency(join(dir, 'files'))
    expect((await jejak(['import', files, '--agency', 'uji'], env)).code).toBe(0)
    const workers = [start(['worker', '--port', '0'], env), start(['worker'], env)]
    for (const worker of workers) await worker.said(/following the log/)
    const [, probes = ''] = (await workers[0]?.said(/health and metrics at (\S+)/)) ?? []

    const correction = writeCorrection(join(dir, 'correction'))
    expect((await jejak(['import', correction, '--agency', 'uji'], env)).code).toBe(0)
    await until(() => isCurrent(probes), 60)

    const rebuilt = await jejak(['rebuild'], env)
    expect([rebuilt.code, complaintsOf(rebuilt)]).toEqual([0, []])
    expect(rebuilt.out).toMatch(/^Generation \d+: 3 documents of \d+ events/)

    const serving = start(['serve', '--port', '0'], env)
    const [, url = ''] = await serving.said(/^Jejak: (http:\/\/127\.0\.0\.1:\d+)$/m)
    const board = (path: string, token: string | null) =>
      fetch(`${url}/queues${path}`, token === null ? {} : { headers: { authorization: `Basic ${btoa(`x:${token}`)}` } })
    expect((await board('', null)).status).toBe(401)
    expect((await board('/api/queues', 'another-token-of-length')).status).toBe(401)
    expect((await board('', TOKEN)).status).toBe(200)
    const shown: unknown = await (await board('/api/queues', TOKEN)).json()
    expect(JSON.stringify(shown)).toContain('"name":"rebuilds"')
    expect((await fetch(`${url}/api/agencies`)).status).toBe(200)

    for (const each of [...workers, serving]) {
      each.process.kill('SIGTERM')
      const ended = await each.ended
      expect([ended.code, ended.err]).toEqual([0, ''])
    }
    const { JEJAK_BOARD_TOKEN: _, ...closed } = env
    const plain = start(['serve', '--port', '0'], closed)
    const [, address = ''] = await plain.said(/^Jejak: (http:\/\/127\.0\.0\.1:\d+)$/m)
    expect((await fetch(`${address}/queues`)).status).toBe(404)
    plain.process.kill('SIGTERM')
    expect((await plain.ended).code).toBe(0)
    const reported = await jejak(['report', 'training-hours', '--year', '2025', '--format', 'json'], env)
    expect(JSON.parse(reported.out).rows).toHaveLength(HOURS_2025.length)
  })

  it('of which serve only reads: it changes no figure by itself, and tells of what workers change', async () => {
    const queue = `redis://${server.host}:${server.port}?prefix=read`
    const env = { JEJAK_HOME: join(dir, 'read'), JEJAK_QUEUE: queue, JEJAK_VIEWS: queue }
    const files = writeAgency(join(dir, 'files'))
    expect((await jejak(['import', files, '--agency', 'uji'], env)).code).toBe(0)
    const serving = start(['serve', '--port', '0'], env)
    const [, url = ''] = await serving.said(/^Jejak: (http:\/\/127\.0\.0\.1:\d+)$/m)
    const before = await positionsOf(url)
    const stopListening = new AbortController()
    const changes = (await fetch(`${url}/api/changes`, { signal: stopListening.signal })).body?.getReader()
    const imported = await jejak(
      ['import', writeCorrection(join(dir, 'later')), '--agency', 'uji', '--reason', 'letter', '--format', 'json'],
      env,
    )
    const { position } = JSON.parse(imported.out)
    // Longer than it would take to do the work.
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect(await positionsOf(url)).toEqual({ ...before, head: position })
    const worker = start(['worker'], env)
    await worker.said(/following the log/)
    let heard = ''
    while (changes !== undefined && !heard.includes(`"position":${position},`))
      heard += Buffer.from((await changes.read()).value ?? []).toString('utf8')
    expect(heard).toContain('"agencies":["uji"]')
    expect(await positionsOf(url)).toEqual({ position, head: position })
    stopListening.abort()
    for (const each of [worker, serving]) {
      each.process.kill('SIGTERM')
      const ended = await each.ended
      expect([ended.code, ended.err]).toEqual([0, ''])
    }
  })

  it('say in one line what is wrong with the queue or the token', async () => {
    const home = { JEJAK_HOME: join(dir, 'home') }
    const wrong = await here(['worker'], { ...home, JEJAK_QUEUE: 'http://geheim@localhost' })
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/^jejak: JEJAK_QUEUE: write redis:[^\n]*\n$/)])
    const away = await here(['rebuild'], { ...home, JEJAK_QUEUE: 'redis://:geheim@127.0.0.1:1' })
    expect([away.code, away.err]).toEqual([3, expect.stringMatching(/^jejak: Redis at 127\.0\.0\.1:1 does not answer[^\n]*\n$/)])
    const short = await here(['serve'], { ...home, JEJAK_QUEUE: `redis://${server.host}:${server.port}`, JEJAK_BOARD_TOKEN: 'short' })
    expect([short.code, short.err]).toEqual([2, expect.stringMatching(/^jejak: JEJAK_BOARD_TOKEN must have[^\n]*\n$/)])
    expect(`${wrong.err}${away.err}${short.err}`).not.toMatch(/geheim|short/)
  })
})
