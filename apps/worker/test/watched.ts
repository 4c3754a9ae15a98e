/** A data folder under the eyes of operations, with a made-up agency to import. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeploymentStores } from '@jejak/application/operator'
import { importIntoDeployment, openStores } from '@jejak/application/operator'
import { AgencyCode } from '@jejak/core'
import { simulateAgency } from '@jejak/simulator'
import { mustRun } from '@jejak/testing'
import { pino } from 'pino'
import { answerProbe, type Operations, openOperations, type Probe } from '../src/operations/index.js'

export interface Watched {
  readonly home: DeploymentStores
  readonly operations: Operations
  /** Lines of the log so far, at the level trace. */
  readonly lines: ReadonlyArray<Readonly<Record<string, unknown>>>
  /** Milliseconds the clock is ahead. */
  readonly later: (ms: number) => void
  readonly receive: () => Promise<number>
  readonly probe: (probe: Probe) => Promise<{ readonly status: number; readonly body: string }>
  /** The value of a metric without labels, or with these. */
  readonly metric: (name: string, labels?: string) => Promise<number | null>
  readonly close: () => Promise<void>
}

/** @param readyLag seconds a lag may have */
export const openWatched = async (readyLag = 60): Promise<Watched> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-operations-'))
  const written: string[] = []
  const operations = openOperations(
    { logLevel: 'trace', readyLag },
    pino({ level: 'trace' }, { write: (line: string) => written.push(line) }),
  )
  let ahead = 0
  const home = await mustRun(openStores(join(dir, 'home'), {}, { instruments: operations.instruments, clock: () => Date.now() + ahead }))
  const agency = 'simulasi'
  if (!AgencyCode.is(agency)) throw new Error('no code')
  return {
    home,
    operations,
    get lines() {
      return written.map((line) => JSON.parse(line))
    },
    later: (ms) => {
      ahead += ms
    },
    receive: async () => {
      const files = join(dir, 'files')
      await mustRun(simulateAgency({ seed: 5, people: 30, years: 2, dir: files, agency }))
      return (await mustRun(importIntoDeployment(home, { dir: files, agency }))).events
    },
    probe: (probe) => answerProbe(probe, home, operations),
    metric: async (name, labels = '') => {
      const { body } = await answerProbe('/metrics', home, operations)
      const line = body.split('\n').find((each) => each.startsWith(`${name}${labels} `))
      return line === undefined ? null : Number(line.split(' ').at(-1))
    },
    close: async () => {
      await home.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export { mustRun as must } from '@jejak/testing'
