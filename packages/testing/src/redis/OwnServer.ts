/** A Redis server of a test's own: on a free port, in a folder that goes with it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { redisProgram } from './program.js'

const HOST = '127.0.0.1'
const START_MS = 30_000
/** A node of a cluster listens at its port and at this much above it. */
const BUS = 10_000

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, HOST, () => server.close(() => resolve(true)))
  })

const freePort = async (): Promise<number> => {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if ((await isFree(port)) && (await isFree(port + BUS))) return port
  }
}

/** The server ends when its input does, also when this process is killed. */
const GUARD = `exec 3<&0
"$0" "$@" 3<&- & server=$!
(cat <&3; kill -9 $server) > /dev/null 2>&1 & guard=$!
exec 3<&-
wait $server
kill $guard`

export class OwnServer {
  readonly host = HOST
  readonly #settings: Readonly<Record<string, string>>
  readonly #dir = mkdtempSync(join(tmpdir(), 'jejak-redis-'))
  #port = 0
  #child: ChildProcess | null = null

  constructor(settings: Readonly<Record<string, string>>) {
    this.#settings = { save: '', appendonly: 'no', ...settings }
  }

  get port(): number {
    return this.#port
  }

  /** Where it keeps its files. */
  get dir(): string {
    return this.#dir
  }

  /** Starts it; a server that was down comes back at its port, with what it had kept. */
  async up(): Promise<this> {
    for (let tries = 0; ; tries++) {
      if (this.#port === 0) this.#port = await freePort()
      const child = this.#spawn()
      if (await this.#isReady(child)) {
        this.#child = child
        return this
      }
      if (tries === 3) throw new Error('redis-server does not start')
      if (!(await isFree(this.#port))) this.#port = 0
    }
  }

  /** A connection of the test's own, to look into the server or to harm it; the test disconnects it. */
  connect(): Redis {
    const client = new Redis({ host: HOST, port: this.#port })
    // The test is about others noticing that the server is away.
    client.on('error', () => undefined)
    return client
  }

  /** Ends it at once, as a crash does. */
  async down(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (child === null) return
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.stdin?.end()
    await ended
  }

  async stop(): Promise<void> {
    await this.down()
    rmSync(this.#dir, { recursive: true, force: true })
  }

  readonly #spawn = (): ChildProcess => {
    const settings = { ...this.#settings, port: String(this.#port), bind: HOST, dir: this.#dir, daemonize: 'no' }
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, ...value.split(' ')])
    return spawn('sh', ['-c', GUARD, redisProgram(), ...flags], { stdio: ['pipe', 'pipe', 'ignore'] })
  }

  readonly #isReady = (child: ChildProcess): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => child.stdin?.end(), START_MS)
      const done = (ready: boolean): void => {
        clearTimeout(timer)
        resolve(ready)
      }
      let said = ''
      child.stdout?.on('data', (chunk) => {
        said = `${said}${chunk}`.slice(-2_000)
        if (said.includes('Ready to accept connections')) done(true)
      })
      child.once('close', () => done(false))
    })
}
