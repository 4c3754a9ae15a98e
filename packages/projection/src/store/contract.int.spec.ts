import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LOG_START, lastDayOfYear } from '@jejak/core'
import { viewStoreContract } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryViewStore } from './memory/memoryViewStore.js'
import { openSqliteViewStore } from './sqlite/openSqliteViewStore.js'
import type { ViewStore } from './ViewStore.js'

let dir = ''
let files = 0
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-views-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const nextPath = (): string => join(dir, `views-${++files}.db`)
const openAt = async (path: string): Promise<ViewStore> => {
  const store = await openSqliteViewStore(path)()
  if (E.isLeft(store)) throw new Error(store.left.reason)
  return store.right
}

viewStoreContract(
  'memory',
  async () => memoryViewStore(),
  (store) => store.close(),
  { describe, it },
)
viewStoreContract(
  'sqlite',
  () => openAt(nextPath()),
  (store) => store.close(),
  { describe, it },
)

describe('views.db', () => {
  it('is there again after it was closed', async () => {
    const path = nextPath()
    const first = await openAt(path)
    const begun = await first.begin({ definitions: 'd', day: lastDayOfYear(2025), now: 1, upTo: LOG_START, hash: '' })()
    await first.close()
    const second = await openAt(path)
    const found = await second.generations()()
    await second.close()
    expect(E.isRight(begun) && E.isRight(found) && found.right.map(({ number }) => number)).toEqual([1])
  })

  it('of a newer layout is refused in one clear line', async () => {
    const path = nextPath()
    await (await openAt(path)).close()
    const db = new DatabaseSync(path)
    db.exec('PRAGMA user_version = 999')
    db.close()
    const opened = await openSqliteViewStore(path)()
    expect(opened).toEqual(
      E.left({ tag: 'ViewsUnavailable', reason: expect.stringMatching(/^[^\n]*newer version[^\n]*$/), code: 'newerLayout' }),
    )
  })

  it('of an older layout is emptied', async () => {
    const path = nextPath()
    const first = await openAt(path)
    await first.begin({ definitions: 'd', day: lastDayOfYear(2025), now: 1, upTo: LOG_START, hash: '' })()
    await first.close()
    const old = new DatabaseSync(path)
    old.exec('DROP TABLE log; PRAGMA user_version = 2')
    old.close()
    const store = await openAt(path)
    expect(await store.generations()()).toEqual(E.right([]))
    await store.close()
  })

  it.each([
    ['without a version', 'CREATE TABLE document(t); CREATE TABLE log(x)'],
    ['with a table of each name, but none like ours', 'CREATE TABLE generation(t); CREATE TABLE document(t); CREATE TABLE mark(t)'],
    ['of a lower version', 'CREATE TABLE document(t); PRAGMA user_version = 2'],
    ['of a higher version', 'CREATE TABLE document(t); PRAGMA user_version = 999'],
    ['of our version', 'CREATE TABLE document(t); PRAGMA user_version = 3'],
  ])('of another program, %s, is refused and not one byte of it changed', async (_, sql) => {
    const path = nextPath()
    const other = new DatabaseSync(path)
    other.exec(`${sql}; INSERT INTO document VALUES ('of another program')`)
    other.close()
    const before = readFileSync(path)
    const opened = await openSqliteViewStore(path)()
    expect(opened).toEqual(
      E.left({
        tag: 'ViewsUnavailable',
        reason: `${path} is a database that is no views.db of Jejak; nothing in it was changed: name another file in JEJAK_VIEWS.`,
        code: 'foreignFile',
      }),
    )
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is readable by its owner alone, with all that SQLite lays beside it', async () => {
    const path = nextPath()
    const store = await openAt(path)
    await store.begin({ definitions: 'd', day: lastDayOfYear(2025), now: 1, upTo: LOG_START, hash: '' })()
    expect(['', '-wal', '-shm'].map((end) => statSync(path + end).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
    await store.close()
  })

  it('that is no database, or in no folder, says what to do', async () => {
    const path = nextPath()
    writeFileSync(path, 'not a database at all, but long enough to look like one'.repeat(50))
    const broken = await openSqliteViewStore(path)()
    expect(E.isLeft(broken) && broken.left.reason).toMatch(/delete views\.db/)
    const nowhere = await openSqliteViewStore(join(dir, 'no', 'such', 'views.db'))()
    expect(E.isLeft(nowhere) && nowhere.left.reason).toMatch(/folder/)
  })

  it('locked for a moment is awaited', async () => {
    const path = nextPath()
    const store = await openAt(path)
    const other = new DatabaseSync(path)
    other.exec('BEGIN IMMEDIATE')
    setTimeout(() => {
      other.exec('COMMIT')
      other.close()
    }, 150)
    const started = performance.now()
    expect(E.isRight(await store.drop(1)())).toBe(true)
    expect(performance.now() - started).toBeGreaterThan(100)
    await store.close()
  })
})
