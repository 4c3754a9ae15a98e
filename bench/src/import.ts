/**
 * Rows a second from a folder of files to durable events, with peak memory, for a
 * simulated agency; then the same folder again, where every row is known. Each
 * import runs in a process of its own, so that memory is its alone.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importIntoDeployment, openStores } from '@jejak/application/operator'
import { AgencyCode } from '@jejak/core'
import { simulateAgency } from '@jejak/simulator'
import { boundHeap } from '@jejak/worker'
import Table from 'cli-table3'
import * as E from 'fp-ts/lib/Either.js'
import { conditions } from './conditions.js'

const AGENCY = 'simulasi'
/** A regency, and a large one: memory must not grow with the files. */
const AGENCIES = [
  { people: 2_600, years: 5 },
  { people: 15_000, years: 15 },
] as const

interface Measured {
  readonly rows: number
  readonly events: number
  readonly seconds: number
  readonly peakMegabytes: number
}

/** Imports a folder into a home in this process; prints what it took as one line of JSON. */
const importOnce = async (dir: string, homeDir: string): Promise<void> => {
  const agency: string = AGENCY
  if (!AgencyCode.is(agency)) throw new Error('the agency has no valid code')
  boundHeap()
  const started = performance.now()
  const home = await openStores(homeDir, {})()
  if (E.isLeft(home)) throw new Error(home.left.reason)
  const result = await importIntoDeployment(home.right, { dir, agency })()
  await home.right.close()
  if (E.isLeft(result)) throw new Error(result.left.reason)
  const measured: Measured = {
    rows: Object.values(result.right.files).reduce((sum, { rows }) => sum + rows, 0),
    events: result.right.events,
    seconds: (performance.now() - started) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`)
}

const isMeasured = (value: unknown): value is Measured =>
  typeof value === 'object' && value !== null && 'rows' in value && 'peakMegabytes' in value

const inChild = (dir: string, home: string): Measured => {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), dir, home], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const measured: unknown = JSON.parse(child.stdout)
  if (!isMeasured(measured)) throw new Error('the import gave no measurement')
  return measured
}

/** Makes each agency, imports it twice, prints the table. */
export const run = async (): Promise<void> => {
  const table = new Table({
    head: ['people', 'years', 'import', 'rows', 'events', 'seconds', 'rows/s', 'peak MB'],
    style: { head: [], border: [] },
  })
  const root = mkdtempSync(join(tmpdir(), 'jejak-bench-import-'))
  try {
    for (const { people, years } of AGENCIES) {
      const dir = mkdtempSync(join(root, 'agency-'))
      const files = join(dir, 'files')
      const made = await simulateAgency({ seed: 1, people, years, dir: files, agency: AGENCY })()
      if (E.isLeft(made)) throw new Error(made.left.reason)
      for (const name of ['first', 'again, all known']) {
        const { rows, events, seconds, peakMegabytes } = inChild(files, join(dir, 'home'))
        table.push([people, years, name, rows, events, seconds.toFixed(1), Math.round(rows / seconds), Math.round(peakMegabytes)])
      }
      rmSync(dir, { recursive: true, force: true })
    }
    process.stdout.write(
      `${conditions(root)}\nSimulated agencies, CSV files to durable events; a process each, opening and closing included\n${table.toString()}\n`,
    )
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

// Started by itself, this file is one import.
const [, script, dir, home] = process.argv
if (script === fileURLToPath(import.meta.url) && dir !== undefined && home !== undefined) await importOnce(dir, home)
