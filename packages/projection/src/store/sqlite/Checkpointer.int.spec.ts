/** Checkpoints beside the thread that commits. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LOG_START, LogPosition, lastDayOfYear } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSqliteViewStore } from './openSqliteViewStore.js'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-checkpoints-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const at = (n: number): LogPosition => (LogPosition.is(n) ? n : LOG_START)

/** Up to where the file itself says that all is marked, without its write-ahead log. */
const markedInFile = (path: string): unknown => {
  const copy = join(dir, 'copy.db')
  copyFileSync(path, copy)
  const db = new DatabaseSync(copy)
  db.exec('PRAGMA journal_mode = DELETE')
  const row = db.prepare('SELECT min(checkpoint) AS marked FROM slot').get()
  db.close()
  return row?.['marked'] ?? -1
}

it('what many small commits wrote gets into the file, though none of them is long', async () => {
  const path = join(dir, 'views.db')
  const store = right(await openSqliteViewStore(path)())
  const generation = right(await store.begin({ definitions: 'd', day: lastDayOfYear(2025), now: 1, upTo: LOG_START, hash: '' })())
  const page = { hash: 'h', careers: [], references: [], renamed: [], catalogue: null, parked: [] }
  // Far fewer pages than SQLite itself waits for.
  for (let n = 0; n < 200; n++) right(await store.advance(generation, [], { ...page, after: at(n), upTo: at(n + 1) })())
  await expect.poll(() => markedInFile(path), { timeout: 10_000 }).toBeGreaterThanOrEqual(100)
  await store.close()
})
