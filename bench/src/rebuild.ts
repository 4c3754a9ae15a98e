/**
 * Full rebuild into all read models from a cold start: events a second and peak
 * memory. Each rebuild runs in a process of its own, so that neither memory nor
 * caches of the process carry over.
 */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type LocalDate, lastDayOfYear } from '@jejak/core'
import { openSqliteEventStore } from '@jejak/eventstore'
import { type BuildThreads, openReadModels, openSqliteViewStore } from '@jejak/projection'
import { standingViews } from '@jejak/reports'
import { must } from '@jejak/testing'
import { boundHeap } from '@jejak/worker'
import Table from 'cli-table3'
import { conditions, emptyFileCache } from './conditions.js'
import { writeSyntheticLog } from './syntheticLog.js'

const SIZES = [100_000, 500_000]
const TODAY: LocalDate = lastDayOfYear(2025)

interface Measured {
  readonly events: number
  readonly documents: number
  readonly seconds: number
  readonly peakMegabytes: number
}

const beside = (dir: string, count: number): BuildThreads => ({
  count,
  alone: false,
  least: 0,
  events: join(dir, 'events.db'),
  views: join(dir, 'views.db'),
  standing: { module: import.meta.resolve('@jejak/reports'), name: 'standingViews' },
})

/** Rebuilds a home once, in this process, as the command line does, and prints what it took as one line of JSON. */
const rebuildOnce = async (dir: string, threads: number): Promise<void> => {
  boundHeap()
  const events = must(await openSqliteEventStore(join(dir, 'events.db'))())
  const views = must(await openSqliteViewStore(join(dir, 'views.db'))())
  const models = must(
    await openReadModels({
      events,
      views,
      standing: standingViews,
      today: () => TODAY,
      ...(threads === 0 ? {} : { threads: beside(dir, threads) }),
    })(),
  )
  const started = performance.now()
  const rebuilt = must(await models.rebuild()())
  const seconds = (performance.now() - started) / 1000
  const { maxRSS } = process.resourceUsage()
  await models.close()
  await events.close()
  const measured: Measured = { ...rebuilt, seconds, peakMegabytes: maxRSS / 1024 }
  process.stdout.write(`${JSON.stringify(measured)}\n`)
}

const isMeasured = (value: unknown): value is Measured =>
  typeof value === 'object' && value !== null && 'seconds' in value && 'peakMegabytes' in value

/** Makes the logs, rebuilds each, prints the table and its conditions. */
export const run = async (): Promise<void> => {
  const table = new Table({
    head: ['events', 'documents', 'threads', 'file cache', 'seconds', 'events/s', 'peak RSS MB', 'views.db MB'],
    style: { head: [], border: [] },
  })
  let before = ''
  for (const size of SIZES) {
    const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-rebuild-'))
    try {
      const store = must(await openSqliteEventStore(join(dir, 'events.db'))())
      await writeSyntheticLog(store, size)
      await store.close()
      before = conditions(dir)
      for (const threads of [0, 1]) {
        const cache = emptyFileCache() ? 'cold' : 'warm'
        const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), dir, String(threads)], { encoding: 'utf8' })
        const measured: unknown = JSON.parse(out)
        if (!isMeasured(measured)) throw new Error('the rebuild said nothing')
        const { events, documents, seconds, peakMegabytes } = measured
        const megabytes = statSync(join(dir, 'views.db')).size / 1e6
        for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(dir, file), { force: true })
        const rate = Math.round(events / seconds)
        table.push([
          events,
          documents,
          threads === 0 ? 'none' : threads,
          cache,
          seconds.toFixed(2),
          rate,
          Math.round(peakMegabytes),
          megabytes.toFixed(0),
        ])
      }
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  }
  const views = standingViews(TODAY)
  process.stdout.write(
    `Full rebuild, sqlite to sqlite, ${views.length} standing views, careers of 48 events; a new process each\n${before}\n${table.toString()}\n`,
  )
}

const [, script, dir, threads] = process.argv
if (script === fileURLToPath(import.meta.url) && dir !== undefined) await rebuildOnce(dir, Number(threads ?? 0))
