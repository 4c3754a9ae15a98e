/**
 * Full rebuilds against other programs of the kind, in one run: the read models of
 * Jejak, one simple read model of the same events in all of them, how both grow with
 * the log, and appends. A size makes it a run on a log of so many events alone.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Table from 'cli-table3'
import * as E from 'fp-ts/lib/Either.js'
import { conditions } from './conditions.js'
import { Comparison, type Rebuilt } from './projection/compare.js'
import { type Described, SUBJECTS } from './projection/subjects.js'

const MAIN_SIZE = 500_000
/** For Jejak alone: with the others the run would take more than a quarter of an hour. */
const OWN_SIZE = 1_000_000
const SIZES = [100_000, MAIN_SIZE, OWN_SIZE, 2_000_000]
const RUNS = 3
/** Those that append on their own account: one of each family. */
const APPENDING = ['jejak', 'emmett-sqlite', 'act-sqlite', 'emmett', 'act', 'castore']

const thousands = (n: number): string => Math.round(n).toLocaleString('en')
const table = (head: ReadonlyArray<string>) => new Table({ head: [...head], style: { head: [], border: [] } })
const titled = ({ name, keeps }: Described): ReadonlyArray<string> => [name, keeps]

type Found = ReadonlyMap<string, E.Either<string, Rebuilt>>

const rebuildTable = (size: number, found: Found): string => {
  const rows = table(['program', 'log, read models in', 'read models', 'seconds', 'of processors', 'runs', 'events/s', 'peak RSS MB'])
  for (const [name, rebuilt] of found) {
    const described = SUBJECTS[name]
    if (described === undefined) continue
    const cells = (): ReadonlyArray<string | number> => {
      if (E.isLeft(rebuilt)) return [rebuilt.left, '', '', '', '']
      const { wall, processor, runs, megabytes } = rebuilt.right
      return [wall.toFixed(2), processor.toFixed(2), runs, thousands(size / wall), thousands(megabytes)]
    }
    rows.push([...titled(described), described.readModels, ...cells()])
  }
  return rows.toString()
}

const growthTable = (sizes: ReadonlyArray<number>, found: ReadonlyMap<number, Found>): string => {
  const rows = table(['program', 'log, read models in', 'read models', ...sizes.map(thousands)])
  for (const [name, described] of Object.entries(SUBJECTS)) {
    if (!described.grows) continue
    const cells = sizes.map((size) => {
      const rebuilt = found.get(size)?.get(name)
      if (rebuilt === undefined || E.isLeft(rebuilt)) return rebuilt?.left ?? '-'
      const { wall, processor, megabytes } = rebuilt.right
      return `${wall.toFixed(1)} s (${processor.toFixed(1)})\n${thousands(size / wall)} /s\n${thousands(megabytes)} MB`
    })
    rows.push([...titled(described), described.readModels, ...cells])
  }
  return rows.toString()
}

const appendTable = async (comparison: Comparison, size: number, found: Found): Promise<string> => {
  const rows = table(['program', 'log in', 'one at a time', '8 to a stream', 'filling the log', 'peak RSS MB of filling'])
  for (const name of APPENDING) {
    const described = SUBJECTS[name]
    if (described === undefined) continue
    const appended = await comparison.append(name)
    const rates = appended === null ? ['-', '-'] : [thousands(appended.single), thousands(appended.eights)]
    const rebuilt = found.get(name)
    const { fill } = rebuilt === undefined || E.isLeft(rebuilt) ? { fill: null } : rebuilt.right
    const filling = fill === null || !described.fillsItself ? ['-', '-'] : [thousands(size / fill.wall), thousands(fill.megabytes)]
    rows.push([described.name, described.durable ? 'SQLite' : 'memory', ...rates, ...filling])
  }
  return rows.toString()
}

/** Measures all and prints the tables and their conditions. */
export const run = async (size?: number): Promise<void> => {
  const started = performance.now()
  const [main, sizes] = size === undefined ? [MAIN_SIZE, SIZES] : [size, [size]]
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-projection-'))
  try {
    const before = conditions(dir)
    const comparison = new Comparison(dir)
    const bySize = new Map<number, Found>()
    for (const each of sizes) {
      const found = new Map<string, E.Either<string, Rebuilt>>()
      for (const [name, { grows, family }] of Object.entries(SUBJECTS)) {
        if (each !== main && (!grows || (each === OWN_SIZE && family !== 'jejak'))) continue
        process.stderr.write(`${thousands(each)} events: ${name}\n`)
        found.set(name, await comparison.rebuild(name, each, each === main ? RUNS : 1))
      }
      bySize.set(each, found)
      comparison.forget(each)
    }
    const atMain = bySize.get(main) ?? new Map<string, E.Either<string, Rebuilt>>()
    const parts = [
      `${before}\n`,
      `Rebuild of ${thousands(main)} events, a process each; medians`,
      rebuildTable(main, atMain),
      ...(sizes.length > 1 ? ['Growth: seconds by the clock (of processors), events a second, peak RSS', growthTable(sizes, bySize)] : []),
      'Appends, one after the other, and filling the log; events a second',
      await appendTable(comparison, main, atMain),
      `${Math.round((performance.now() - started) / 1000)} s in all`,
    ]
    process.stdout.write(`${parts.join('\n')}\n`)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
