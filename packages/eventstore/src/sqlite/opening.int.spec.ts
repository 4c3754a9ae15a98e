/** Bad files, full disks and locks: each one clear line, and nothing half-written. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LOG_START, type RecordedEvent } from '@jejak/core'
import { careerNo, sample, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteKeyStore } from '../keys/openSqliteKeyStore.js'
import { type EventStore, noStream } from '../port/EventStore.js'
import { prepareRequest } from '../port/prepareRequest.js'
import { openDatabase } from './database.js'
import { faultOf } from './fault.js'
import { openLog } from './Log.js'
import { EVENTS_LAYOUT } from './layout.js'
import { openSqliteEventStore } from './openSqliteEventStore.js'

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

let dir = ''
let path = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-opening-'))
  path = join(dir, 'events.db')
})
afterEach(() => rmSync(dir, { recursive: true }))

const refusal = async (): Promise<{ readonly tag: string; readonly reason: string }> => {
  const opened = await openSqliteEventStore(path)()
  if (E.isRight(opened)) throw new Error('it was opened')
  expect(opened.left.reason).not.toContain('\n')
  return opened.left
}

describe('opening events', () => {
  it('refuses a file that is no database and leaves it as it was', async () => {
    writeFileSync(path, 'nip,nama\n'.repeat(1000))
    expect(await refusal()).toMatchObject({ tag: 'Corrupt', reason: expect.stringMatching(/is not a database: .*backup/) })
    expect(readFileSync(path, 'utf8')).toBe('nip,nama\n'.repeat(1000))
  })

  it('refuses a database of something else', async () => {
    const db = new DatabaseSync(path)
    db.exec('CREATE TABLE meta(key, value); CREATE TABLE other(x)')
    db.close()
    expect(await refusal()).toMatchObject({ tag: 'Corrupt', reason: expect.stringContaining('name another file') })
    path = join(dir, 'meta.db')
    const other = new DatabaseSync(path)
    other.exec('CREATE TABLE meta(name, value)')
    other.close()
    expect(await refusal()).toMatchObject({ tag: 'Corrupt', reason: expect.stringContaining('something else than events') })
    right(await openSqliteKeyStore(join(dir, 'keys.db'))())
    path = join(dir, 'keys.db')
    expect(await refusal()).toMatchObject({ tag: 'Corrupt', reason: expect.stringContaining('something else than events') })
  })

  it('refuses a file of a newer layout', async () => {
    await right(await openSqliteEventStore(path)()).close()
    const db = new DatabaseSync(path)
    db.exec("UPDATE meta SET value = '99' WHERE key = 'layout'")
    db.close()
    expect(await refusal()).toMatchObject({
      tag: 'Unavailable',
      reason: expect.stringMatching(/newer Jejak \(layout 99, .*use the newer program/),
    })
  })

  it('refuses a folder, and a file whose folder is not there', async () => {
    mkdirSync(path)
    expect(await refusal()).toMatchObject({ tag: 'Unavailable', reason: expect.stringContaining('cannot be opened') })
    path = join(dir, 'nowhere', 'events.db')
    expect(await refusal()).toMatchObject({ tag: 'Unavailable', reason: expect.stringContaining('check that its folder is there') })
  })

  it('says that another process holds the file, and opens once it is free', async () => {
    await right(await openSqliteEventStore(path)()).close()
    const db = new DatabaseSync(path)
    db.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
    expect(await refusal()).toMatchObject({ tag: 'Unavailable', reason: expect.stringContaining('is locked by another process') })
    db.close()
    await right(await openSqliteEventStore(path)()).close()
  }, 20_000)

  it('opens and reads a file while another process holds its write lock', async () => {
    const first = right(await openSqliteEventStore(path)())
    right(await first.append(careerNo(1), noStream, samples(3))())
    await first.close()
    const keys = join(dir, 'keys.db')
    await right(await openSqliteKeyStore(keys)()).close()
    const locks = [path, keys].map((file) => new DatabaseSync(file))
    for (const lock of locks) lock.exec('BEGIN IMMEDIATE')
    const store = right(await openSqliteEventStore(path)())
    expect(right(await store.head()())).toBe(3)
    expect(right(await store.read(careerNo(1))())).toHaveLength(3)
    await store.close()
    const opened = right(await openSqliteKeyStore(keys)())
    expect(right(await opened.get(['lookup'])()).size).toBe(0)
    await opened.close()
    for (const lock of locks) lock.close()
  })

  it('leaves the journal of a database of something else as it was', async () => {
    const db = new DatabaseSync(path)
    db.exec('CREATE TABLE other(x)')
    expect(await refusal()).toMatchObject({ tag: 'Corrupt' })
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' })
    db.close()
  })
})

const readAll = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: RecordedEvent[] = []
  for await (const page of store.readAll(LOG_START)) events.push(...right(page))
  return events
}

/** A file as layout 1 had it: both indexes kept at each append. */
const writeFirstLayout = (from: string, to: string): void => {
  const db = new DatabaseSync(to)
  db.exec(`
    PRAGMA journal_mode=WAL;
    CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE stream(sid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE event(
      position INTEGER PRIMARY KEY, sid INTEGER NOT NULL, revision INTEGER NOT NULL,
      data TEXT NOT NULL, sealed BLOB, hash BLOB NOT NULL
    );
    CREATE UNIQUE INDEX event_stream ON event(sid, revision);
    INSERT INTO meta VALUES ('kind', 'events'), ('layout', '1');`)
  db.prepare('ATTACH ? AS later').run(from)
  db.exec(`
    INSERT INTO stream SELECT sid, stream FROM later.event WHERE revision = 0;
    INSERT INTO event SELECT position, sid, revision, data, sealed, hash FROM later.event;`)
  db.close()
}

describe('a file of the first layout', () => {
  it('is brought up to date when it is opened, goes on where it was, and stops programs that know only that layout', async () => {
    const source = right(await openSqliteEventStore(join(dir, 'later.db'))())
    for (let n = 0; n < 20; n += 1) right(await source.append(careerNo(n), noStream, samples(5))())
    const before = await readAll(source)
    await source.close()
    writeFirstLayout(join(dir, 'later.db'), path)
    const older = new DatabaseSync(path, { timeout: 1000 })
    const ofOlder = older.prepare('SELECT e.revision FROM stream s JOIN event e ON e.sid = s.sid WHERE s.name = ? ORDER BY 1 DESC LIMIT 1')
    expect(ofOlder.get(careerNo(3))).toEqual({ revision: 4 })
    const store = right(await openSqliteEventStore(path)())
    expect(await readAll(store)).toEqual(before)
    for (let n = 0; n < 20; n += 1) {
      const stream = careerNo(n)
      expect(right(await store.read(stream)())).toEqual(before.filter((event) => event.stream === stream))
    }
    const end = right(await store.ends([careerNo(3)])()).get(careerNo(3)) ?? noStream
    expect(right(await store.append(careerNo(3), end, samples(1))())).toMatchObject({ revision: 5, position: 101 })
    expect(right(await store.append(careerNo(20), noStream, samples(1))()).position).toBe(102)
    expect(() => ofOlder.get(careerNo(3))).toThrow('no such table')
    older.close()
    await store.close()
    const again = right(await openSqliteEventStore(path)())
    expect(right(await again.read(careerNo(3))()).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5])
    await again.close()
  })
})

describe('a write that cannot be made', () => {
  it('because another process writes without end is Unavailable after a while, and made when it may be', async () => {
    const store = right(await openSqliteEventStore(path)())
    const db = new DatabaseSync(path)
    db.exec('BEGIN IMMEDIATE')
    const refused = await store.append(careerNo(1), noStream, samples(1))()
    expect(refused).toMatchObject({ _tag: 'Left', left: { tag: 'Unavailable', reason: expect.stringContaining('is busy') } })
    const waiting = store.append(careerNo(1), noStream, samples(1))()
    setTimeout(() => db.exec('ROLLBACK'), 300)
    expect(right(await waiting).position).toBe(1)
    db.close()
    await store.close()
  }, 20_000)

  it('because the disk is full is Unavailable, whole, and later appends go on', async () => {
    const db = right(await openDatabase(path, EVENTS_LAYOUT))
    const log = openLog(db, path, Date.now)
    const big = () =>
      right(prepareRequest({ stream: careerNo(1), expected: noStream, drafts: [sample({ sealed: new Uint8Array(200_000) }), sample()] }))
    db.exec('PRAGMA max_page_count = 20')
    const full = log.commit([[big()]])
    expect(full).toMatchObject({
      tag: 'failed',
      error: { tag: 'Unavailable', reason: expect.stringMatching(/no space is left .*free some/) },
    })
    db.exec('PRAGMA max_page_count = 100000')
    const done = log.commit([[big()]])
    expect(done).toMatchObject({ tag: 'done', wrote: true, results: [{ _tag: 'Right', right: { revision: 1, position: 2 } }] })
    db.close()
    const store = right(await openSqliteEventStore(path)())
    expect(right(await store.read(careerNo(1))()).map(({ position }) => position)).toEqual([1, 2])
    await store.close()
  })
})

describe('reading what was damaged', () => {
  it('names the event and gives the pages before it', async () => {
    const store = right(await openSqliteEventStore(path)())
    right(await store.append(careerNo(1), noStream, samples(5))())
    const db = new DatabaseSync(path)
    db.exec("UPDATE event SET data = 'x' WHERE position = 4")
    db.close()
    expect(await store.read(careerNo(1))()).toMatchObject({ _tag: 'Left', left: { tag: 'Corrupt', stream: careerNo(1), position: 4 } })
    const pages: string[] = []
    for await (const page of store.readAll(LOG_START, { pageSize: 2 })) pages.push(E.isLeft(page) ? page.left.tag : `${page.right.length}`)
    expect(pages).toEqual(['2', 'Corrupt'])
    await store.close()
  })
})

describe('an error of SQLite', () => {
  it('says what to do, for every code there is', () => {
    for (let code = 1; code < 30; code++) {
      const { reason } = faultOf('events.db')(Object.assign(new Error('x'), { errcode: code }))
      expect(reason).toMatch(/events\.db .+: .+|events\.db: .+/)
    }
    expect(faultOf('events.db')(Object.assign(new Error('x'), { errcode: 517 })).reason).toContain('locked')
    expect(faultOf('events.db')(new Error('odd')).reason).toContain('odd')
  })
})
