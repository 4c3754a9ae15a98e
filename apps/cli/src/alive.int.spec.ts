/** A watchdog: `/health/live` answers within a second, whatever a server or the data folder under it is going through. */
import { spawn } from 'node:child_process'
import { cpSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { here } from '../test/here.js'
import { jejak, start, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const LONGEST_MS = 1_000
const EVERY_MS = 50

const { dir, forget } = temporary()
const home = join(dir, 'home')
const files = join(dir, 'files')
const env = { JEJAK_HOME: home }
beforeAll(async () => {
  const simulated = await here(['simulate', '--people', '1500', '--years', '3', '--out', files, '--home', home])
  expect(simulated.code).toBe(0)
}, 120_000)
afterAll(forget)

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** Asks again and again; how long the slowest answer took, in milliseconds, since a server was there first. */
const watchdog = (url: string) => {
  let slowest = 0
  let answers = 0
  let isOver = false
  const watching = (async (): Promise<void> => {
    while (!isOver) {
      const since = performance.now()
      const status = await fetch(url).then(
        (answer) => answer.status,
        () => null,
      )
      const took = performance.now() - since
      if (status === 200) answers++
      // Nobody listens before the process has come so far; afterwards somebody must.
      else if (answers > 0) slowest = Number.POSITIVE_INFINITY
      if (answers > 0) slowest = Math.max(slowest, took)
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    }
  })()
  return {
    /** The slowest since this was asked last. */
    slowest: (): number => {
      const worst = slowest
      slowest = 0
      return worst
    },
    answers: (): number => answers,
    end: async (): Promise<void> => {
      isOver = true
      await watching
    },
  }
}

/** A server in a process that does nothing else: what a busy machine makes of an answer. */
const idle = async () => {
  const program =
    "require('node:http').createServer((_, reply) => reply.end()).listen(0, '127.0.0.1', function () { console.log(this.address().port) })"
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve) => child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())))
  return { url: `http://127.0.0.1:${port}`, end: () => child.kill() }
}

it('does so during a first build, an import, a rebuild, long lists, and under a log that was put in another place', async () => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(home, `views.db${end}`), { force: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const still = await idle()
  const [dog, other] = [watchdog(`${url}/health/live`), watchdog(still.url)]
  const server = start(['serve', '--port', String(port)], env)
  const slowest: Record<string, { readonly ms: number; readonly idle: number }> = {}
  const during = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    await work()
    slowest[what] = { ms: dog.slowest(), idle: other.slowest() }
  }
  // 1. Before the address is told, the read models are made; probes are answered by then.
  await during('first build', async () => {
    await server.said(/^Jejak: /m)
    expect(dog.answers()).toBeGreaterThan(0)
  })
  // 2. What other processes do.
  await during('import', async () => expect((await jejak(['import', files, '--agency', 'lain'], env)).code).toBe(0))
  await during('rebuild', async () => expect((await jejak(['rebuild'], env)).code).toBe(0))
  // 3. What it does itself.
  await during('lists', async () => {
    const lists = await Promise.all(
      ['staff-list', 'seniority-list', 'training-hours'].map((name) => fetch(`${url}/api/report/${name}?agency=lain&year=2025`)),
    )
    for (const list of lists) expect((await list.text()).length).toBeGreaterThan(0)
  })
  // 4. Another log in the place of this one.
  await during('another log', async () => {
    cpSync(join(home, 'events.db'), join(home, 'other.db'))
    renameSync(join(home, 'other.db'), join(home, 'events.db'))
    await until(async () => ((await fetch(`${url}/health/ready`)).status === 503 ? true : null))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
  })
  await Promise.all([dog.end(), other.end()])
  still.end()
  server.process.kill('SIGTERM')
  expect((await server.ended).code).toBe(0)
  const late = Object.entries(slowest).filter(([, { ms, idle: machine }]) => ms >= LONGEST_MS + machine)
  expect(late).toEqual([])
}, 180_000)
