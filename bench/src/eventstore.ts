/**
 * The event stores by themselves, all in one run: appends, reads, catching up, and
 * rebuilds from a log on a server. EventStoreDB is the double, with both client
 * libraries, and besides a real server where `ESDB_URL` names one, which must be empty.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startDouble } from '@jejak/esdb-double'
import Table from 'cli-table3'
import { conditions } from './conditions.js'

const SUBJECT = fileURLToPath(new URL('./eventStoreSubject.js', import.meta.url))
const PATIENCE = 1_200_000

interface Subject {
  readonly name: string
  readonly kind: 'memory' | 'inline' | 'thread' | 'server'
  readonly address: string
}

const rates = async ({ kind, address }: Subject): Promise<ReadonlyMap<string, number>> => {
  const { stdout } = await promisify(execFile)(process.execPath, [SUBJECT, kind, address], { timeout: PATIENCE })
  const lines: unknown = JSON.parse(stdout)
  const measured = new Map<string, number>()
  for (const line of Array.isArray(lines) ? lines : [])
    if (Array.isArray(line) && typeof line[0] === 'string' && typeof line[1] === 'number') measured.set(line[0], line[1])
  return measured
}

/** A double of its own for each client library. */
const onDouble = async (dir: string, name: string, scheme: string): Promise<ReadonlyMap<string, number>> => {
  const double = await startDouble({ dir: join(dir, name) })
  try {
    return await rates({ name, kind: 'server', address: double.url.replace(/^esdb/, scheme) })
  } finally {
    await double.stop()
  }
}

/** Runs and prints the table. */
export const run = async (): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-eventstore-'))
  try {
    const before = conditions(dir)
    const columns = new Map<string, ReadonlyMap<string, number>>()
    const files: ReadonlyArray<Subject> = [
      { name: 'memory', kind: 'memory', address: '' },
      { name: 'sqlite', kind: 'inline', address: join(dir, 'inline.db') },
      { name: 'sqlite, writing thread', kind: 'thread', address: join(dir, 'thread.db') },
    ]
    for (const subject of files) columns.set(subject.name, await rates(subject))
    columns.set('esdb (double)', await onDouble(dir, 'esdb', 'esdb'))
    columns.set('kurrentdb (double)', await onDouble(dir, 'kurrentdb', 'kurrentdb'))
    const url = process.env['ESDB_URL'] ?? ''
    const server: Subject = { name: `${url.split(':')[0]} (server)`, kind: 'server', address: url }
    if (url !== '') columns.set(server.name, await rates(server))

    const table = new Table({ head: ['events a second', ...columns.keys()], style: { head: [], border: [] } })
    const rows = new Set([...columns.values()].flatMap((column) => [...column.keys()]))
    for (const row of rows)
      table.push([row, ...[...columns.values()].map((column) => (column.has(row) ? Math.round(column.get(row) ?? 0) : '-'))])
    process.stdout.write(
      `Event stores; a process each; reads are the median of 3; "double" is a test tool on the same machine, not EventStoreDB\n${before}\n${table.toString()}\n`,
    )
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
