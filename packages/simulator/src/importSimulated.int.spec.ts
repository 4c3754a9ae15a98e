import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { memoryEventStore, memoryKeyStore, openVault } from '@jejak/eventstore'
import { CODES, FILES, type ImportResult, importFolder } from '@jejak/exchange'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { simulateAgency } from './simulateAgency.js'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'jejak-simulate-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const importInto = async (folder: string): Promise<ImportResult> => {
  const events = memoryEventStore()
  const keys = memoryKeyStore()
  const vault = right(await openVault({ keys, wrappingKey: new Uint8Array(32).fill(7), eventsExist: false })())
  let made = 0
  const result = await importFolder({
    dir: folder,
    files: FILES,
    agency: 'kota-simulasi',
    dryRun: false,
    reason: null,
    rejectsDir: null,
    events,
    vault,
    indexPath: join(dir, 'import.db'),
    clock: () => 1_790_000_000_000,
    ids: () => idOf(++made),
    actor: 'import:test',
  })()
  await events.close()
  return right(result)
}

/** What came of each file: rows that were rejected or warned, by code. */
const codesOf = (result: ImportResult) =>
  Object.fromEntries(Object.entries(result.files).flatMap(([name, { codes }]) => (Object.keys(codes).length === 0 ? [] : [[name, codes]])))

describe('the folder of a simulated agency, imported', () => {
  it('has every row accepted but those that are wrong on purpose, each with its code', async () => {
    const folder = join(dir, 'files')
    const made = right(await simulateAgency({ seed: 5, people: 400, years: 2, dir: folder, agency: 'kota-simulasi' })())
    const result = await importInto(folder)
    expect(codesOf(result)).toEqual(made.wrong)
    expect(Object.fromEntries(Object.entries(result.files).map(([name, { rows }]) => [name, rows]))).toEqual(made.rows)
    const rejected = Object.entries(made.wrong).flatMap(([, codes]) =>
      Object.entries(codes).flatMap(([code, rows]) =>
        Object.entries(CODES).find(([name]) => name === code)?.[1].verdict === 'rejected' ? [rows] : [],
      ),
    )
    const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((a, b) => a + b, 0)
    expect(result.events).toBe(sum(Object.values(made.rows)) - sum(rejected))
    expect(result.unread).toEqual([])
  })
})

describe('the templates of the guide, imported', () => {
  it('have every row accepted', async () => {
    const result = await importInto(fileURLToPath(new URL('../../../docs/templates', import.meta.url)))
    for (const [name, { rows, accepted }] of Object.entries(result.files)) expect([name, accepted]).toEqual([name, rows])
    expect(Object.keys(result.files).length).toBe(FILES.length)
  })
})
