/** The double in a process of its own, which can be killed and started again. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import * as E from 'fp-ts/lib/Either.js'
import type { Fault } from './faults.js'
import { FromChild, type ToChild } from './messages.js'
import type { ServeOptions } from './serve.js'

export interface DoubleOptions extends Pick<ServeOptions, 'dir'>, Partial<Omit<ServeOptions, 'dir'>> {}

export interface Double {
  /** What a client connects with; the same after a restart. */
  readonly url: string
  readonly port: number
  /** Arms a fault, and resolves when it is. */
  readonly fault: (fault: Fault) => Promise<void>
  /** Kills the process (SIGKILL), and resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Starts it again with the same port and data, after killing it if it runs. */
  readonly restart: () => Promise<void>
  /** Stops the process in good order, and kills it if it does not stop. */
  readonly stop: () => Promise<void>
}

// A child runs what was built, also where tests run the sources.
const beside = new URL('./child.js', import.meta.url)
const CHILD = import.meta.url.endsWith('.ts') ? new URL('../dist/child.js', import.meta.url) : beside

const STOP_PATIENCE = 5000

interface Running {
  readonly process: ChildProcess
  readonly port: number
  readonly url: string
}

/** Runs a child until it says that it serves; rejects with one line if it does not. */
const run = (options: ServeOptions): Promise<Running> =>
  new Promise((resolve, reject) => {
    const child = fork(CHILD, [JSON.stringify(options)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const failed = (): void => reject(new Error('the double ended before it served; build it first (npm run build)'))
    child.once('exit', failed)
    child.once('message', (message) => {
      child.off('exit', failed)
      const decoded = FromChild.decode(message)
      if (E.isRight(decoded) && decoded.right.tag === 'ready') {
        const { port, url } = decoded.right
        return resolve({ process: child, port, url })
      }
      child.kill('SIGKILL')
      reject(
        new Error(E.isRight(decoded) && decoded.right.tag === 'failed' ? decoded.right.reason : 'the double answered what it never does'),
      )
    })
  })

const gone = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  const kill = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE)
  await exited
  clearTimeout(kill)
}

/** Starts a double: by default of 23.10, on a free port, without TLS and sign-in. Rejects with an error of one line if it cannot. */
export const startDouble = async ({ dir, port = 0, profile = '23.10', tls = null, auth = false }: DoubleOptions): Promise<Double> => {
  const options: ServeOptions = { dir, port, profile, tls, auth }
  let running = await run(options)
  const { url, port: taken } = running
  let faults = 0

  return {
    url,
    port: taken,
    fault: (fault) =>
      new Promise((resolve, reject) => {
        const id = ++faults
        const child = running.process
        const listener = (message: unknown): void => {
          const decoded = FromChild.decode(message)
          if (E.isLeft(decoded) || decoded.right.tag !== 'armed' || decoded.right.id !== id) return
          child.off('message', listener)
          resolve()
        }
        child.on('message', listener)
        const arm: ToChild = { tag: 'arm', id, fault }
        child.send(arm, (error) => {
          if (error !== null) reject(new Error('the double is not running; restart it before arming a fault'))
        })
      }),
    kill: () => gone(running.process, 'SIGKILL'),
    restart: async () => {
      await gone(running.process, 'SIGKILL')
      running = await run({ ...options, port: taken })
    },
    stop: () => gone(running.process, 'SIGTERM'),
  }
}
