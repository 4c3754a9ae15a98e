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
import { AgencyCode } from '@jejak/core'
import { simulateAgency } from '@jejak/testing'
import { importIntoHome, openHome } from '@jejak/worker'
import Table from 'cli-table3'
import * as E from 'fp-ts/lib/Either.js'
import { conditions } from './conditions.js'

const AGENCY = 'simulasi'
const PEOPLE = 2_600
const YEARS = 5

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
  const started = performance.now()
  const home = await openHome(homeDir, {})()
  if (E.isLeft(home)) throw new Error(home.left.reason)
  const result = await importIntoHome(home.right, { dir, agency })()
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

/** Makes the agency, imports it twice, prints the table. */
export const run = async (): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-import-'))
  try {
    const files = join(dir, 'files')
    const home = join(dir, 'home')
    const made = await simulateAgency({ seed: 1, people: PEOPLE, years: YEARS, dir: files, agency: AGENCY })()
    if (E.isLeft(made)) throw new Error(made.left.reason)
    const table = new Table({ head: ['import', 'rows', 'events', 'seconds', 'rows/s', 'peak MB'], style: { head: [], border: [] } })
    for (const name of ['first', 'again, all known']) {
      const { rows, events, seconds, peakMegabytes } = inChild(files, home)
      table.push([name, rows, events, seconds.toFixed(1), Math.round(rows / seconds), Math.round(peakMegabytes)])
    }
    process.stdout.write(
      `${conditions(dir)}\nA simulated agency of ${PEOPLE} people and ${YEARS} years, CSV files to durable events; a process each, opening and closing included\n${table.toString()}\n`,
    )
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

// Started by itself, this file is one import.
const [, script, dir, home] = process.argv
if (script === fileURLToPath(import.meta.url) && dir !== undefined && home !== undefined) await importOnce(dir, home)
