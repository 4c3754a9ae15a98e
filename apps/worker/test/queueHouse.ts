/** A home with a queue, and processes on it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DeploymentStores } from '@jejak/application/operator'
import { openStores } from '@jejak/application/operator'
import { expect } from 'vitest'
import { keptFigures, rebuiltFigures } from './figures.js'
import { must } from './must.js'

const PROCESS = fileURLToPath(new URL('./queueProcess.mjs', import.meta.url))

export interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<number | null>
  /** Waits for a line that matches, and answers it. */
  readonly said: (pattern: RegExp) => Promise<string>
  readonly lines: () => ReadonlyArray<string>
}

export interface QueueHouse {
  readonly dir: string
  readonly start: (role: 'work' | 'slow' | 'half' | 'builder' | 'rebuild' | 'append', seed?: number) => Started
  /** A home of the test's own on the same stores. */
  readonly open: (clock?: () => number) => Promise<DeploymentStores>
  /** Waits until all is in without any help, and holds the figures against those made from the log alone. */
  readonly expectCurrent: (home: DeploymentStores) => Promise<void>
  /** Ends every process and takes the folder away. */
  readonly close: () => Promise<void>
}

/** How long the slowest machine may take to come to rest, in milliseconds. */
const REST_MS = 60_000

export const queueHouse = (queue: string, views: string | null): QueueHouse => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-queue-'))
  const env = views === null ? {} : { JEJAK_VIEWS: views }
  const children = new Set<Started>()

  const start: QueueHouse['start'] = (role, seed = 1) => {
    const child = spawn(process.execPath, [PROCESS, role, dir, queue, String(seed)], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    const looks = new Set<() => void>()
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      for (const look of [...looks]) look()
    })
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    const lines = (): ReadonlyArray<string> => out.split('\n').slice(0, -1)
    const started: Started = {
      process: child,
      ended,
      lines,
      said: (pattern) =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            const line = lines().find((each) => pattern.test(each))
            if (line === undefined) return
            looks.delete(look)
            resolve(line)
          }
          looks.add(look)
          look()
          void ended.then((code) => reject(new Error(`ended with ${code} before it said ${pattern}: ${out}`)))
        }),
    }
    children.add(started)
    return started
  }

  return {
    dir,
    start,
    open: (clock = Date.now) => must(openStores(dir, env, { clock })),
    expectCurrent: async (home) => {
      await expect
        .poll(
          async () => {
            const { position, head, dirty } = await must(home.readModels.health())
            return [dirty, position - head]
          },
          { timeout: REST_MS, interval: 100 },
        )
        .toEqual([0, 0])
      expect(await keptFigures(home)).toBe(await rebuiltFigures(home))
    },
    close: async () => {
      for (const { process: child, ended } of children) {
        child.kill('SIGKILL')
        await ended
      }
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
