/** Every kind of tampering with `events.db`: each table, each column, rows removed and put in, and which check finds it. */

import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StreamName } from '@jejak/core'
import { careerNo, sample, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLocalCopy } from '../copy/withLocalCopy.js'
import { memoryEventStore } from '../memory/memoryEventStore.js'
import { type EventStore, noStream } from '../port/EventStore.js'
import { openSqliteEventStore } from '../sqlite/openSqliteEventStore.js'
import { unsafeBrand } from '../unsafe.js'
import { checkLog, type LogReport } from './checkLog.js'
import type { LogFaultCode } from './LogFault.js'

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const STREAMS: ReadonlyArray<StreamName> = [1, 2, 3, 257, 514].map(careerNo)

/** Three rounds over the streams, two events each: revisions and positions interleave. */
const fill = async (store: EventStore): Promise<void> => {
  for (let round = 0; round < 3; round++)
    for (const stream of [...STREAMS, unsafeBrand<StreamName>('agency-kota')]) {
      const end = right(await store.ends([stream])()).get(stream) ?? noStream
      right(await store.append(stream, end, [sample({ sealed: new Uint8Array([1, 2, 3]) }), ...samples(1)])())
    }
}

let dir = ''
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-tampering-'))
  // One whose indexes are whole, and one whose events are all in the tail still.
  const whole = right(await openSqliteEventStore(join(dir, 'whole.db'))())
  await fill(whole)
  await whole.close()
  const tail = right(await openSqliteEventStore(join(dir, 'tail.db'))())
  await fill(tail)
  new DatabaseSync(join(dir, 'tail.db')).exec(`VACUUM INTO '${join(dir, 'copy.db')}'`)
  await tail.close()
})
afterAll(() => rmSync(dir, { recursive: true }))

let count = 0
const copyOf = (name: 'whole' | 'copy'): string => {
  const path = join(dir, `case-${count++}.db`)
  cpSync(join(dir, `${name}.db`), path)
  return path
}

const check = async (path: string): Promise<LogReport> => {
  const store = right(await openSqliteEventStore(path)())
  try {
    return right(await checkLog(store)())
  } finally {
    await store.close()
  }
}

/** Test events hold no facts: that is not what is looked for here. */
const codesOf = ({ faults }: LogReport): ReadonlyArray<LogFaultCode> =>
  faults.map(({ code }) => code).filter((code) => code !== 'Unreadable')

const tamper = (path: string, change: string | ((db: DatabaseSync) => void)): void => {
  const db = new DatabaseSync(path)
  if (typeof change === 'string') db.exec(change)
  else change(db)
  db.close()
}

/** Puts a text in place of the last one of a stream, with the hash that belongs to it: what nobody can see by the chain. */
const rewriteLast = (db: DatabaseSync, change: (text: string) => string): void => {
  const found = db.prepare('SELECT * FROM event e WHERE revision = 5 AND e.sealed IS NULL ORDER BY position LIMIT 1').get()
  const { position, sid, revision, data } = unsafeBrand<Record<'position' | 'sid' | 'revision', number> & { data: string }>(found)
  const name = unsafeBrand<{ name: string }>(db.prepare('SELECT name FROM name WHERE sid = ?').get(sid)).name
  const text = change(data)
  const end = text.lastIndexOf(',"schema":')
  const type = text.lastIndexOf(',"type":')
  const hashed = `${text.slice(0, end)},"revision":${revision}${text.slice(end, type)},"sealed":null,"stream":"${name}"${text.slice(type)}`
  db.prepare('UPDATE event SET data = ?, hash = ? WHERE position = ?').run(text, createHash('sha256').update(hashed).digest(), position)
}

type Tampering = readonly [what: string, change: string | ((db: DatabaseSync) => void), ...found: LogFaultCode[]]

const TAMPERINGS: ReadonlyArray<Tampering> = [
  // The log.
  [
    'a text is altered',
    `UPDATE event SET data = replace(data, '"schema":1', '"schema":2') WHERE position = 7`,
    'NotCanonical',
    'BrokenChain',
  ],
  ['a text is spaced', `UPDATE event SET data = replace(data, '"schema":1', '"schema": 1') WHERE position = 7`, 'NotCanonical'],
  ['a text has a key twice', `UPDATE event SET data = '{"data":{"hours":9},' || substr(data, 2) WHERE position = 7`, 'NotCanonical'],
  ['a text is no JSON', `UPDATE event SET data = 'x' WHERE position = 7`, 'NotCanonical', 'TimeFell'],
  ['a text is bytes', `UPDATE event SET data = x'00' WHERE position = 7`, 'NotCanonical', 'TimeFell'],
  ['a key twice, hashed again', (db) => rewriteLast(db, (text) => `{"data":{},${text.slice(1)}`), 'NotCanonical'],
  ['a key more, hashed again', (db) => rewriteLast(db, (text) => text.replace(',"schema":', ',"note":1,"schema":')), 'NotCanonical'],
  [
    'a hash in the text, hashed again',
    (db) => rewriteLast(db, (text) => text.replace(',"previousHash":', ',"hash":"x","previousHash":')),
    'NotCanonical',
  ],
  [
    'keys out of order, hashed again',
    (db) => rewriteLast(db, (text) => text.replace(/("agency":"[^"]*"),("causationId":"[^"]*")/, '$2,$1')),
    'NotCanonical',
  ],
  [
    'a time before the last, hashed again',
    (db) => rewriteLast(db, (text) => text.replace(/"recordedAt":"\d{4}/, '"recordedAt":"1999')),
    'TimeFell',
  ],
  [
    'a time that is none, hashed again',
    (db) => rewriteLast(db, (text) => text.replace(/"recordedAt":"[^"]*"/, '"recordedAt":"soon"')),
    'TimeFell',
  ],
  ['a sealed part is altered', `UPDATE event SET sealed = x'00' WHERE sealed IS NOT NULL AND position > 6`, 'BrokenChain'],
  ['a sealed part is taken out', 'UPDATE event SET sealed = NULL WHERE position = 1', 'BrokenChain'],
  ['a sealed part is put in', `UPDATE event SET sealed = x'01' WHERE position = 2`, 'BrokenChain'],
  ['a sealed part is text', `UPDATE event SET sealed = 'x' WHERE position = 1`, 'BrokenChain'],
  ['a hash is altered', `UPDATE event SET hash = x'00' WHERE position = 3`, 'BrokenChain'],
  ['a hash is text', `UPDATE event SET hash = 'x' WHERE position = 3`, 'BrokenChain'],
  ['a revision is altered', 'UPDATE event SET revision = 9 WHERE position = 2', 'BrokenChain', 'BadIndex'],
  [
    'an event is given to another stream',
    'UPDATE event SET sid = (SELECT max(sid) FROM event) WHERE position = 1',
    'BrokenChain',
    'BadIndex',
  ],
  ['an event is given to a stream that is none', 'UPDATE event SET sid = 5 WHERE position = 2', 'BrokenChain', 'BadIndex'],
  ['the name at a first event is altered', `UPDATE event SET stream = 'career-00' WHERE position = 1`, 'Misnamed'],
  ['a name is noted at a later event', `UPDATE event SET stream = 'career-00' WHERE position = 2`, 'Misnamed'],
  ['the newest event of a stream is removed', 'DELETE FROM event WHERE position = 26', 'Hole'],
  ['a whole stream is removed from the log', 'DELETE FROM event WHERE sid = (SELECT sid FROM event WHERE position = 1)', 'Hole'],
  ['an event is moved behind the end', 'UPDATE event SET position = 99 WHERE position = 26', 'Hole'],
  ['an event is moved far away', 'UPDATE event SET position = 9007199254740000 WHERE position = 26', 'Twice', 'Hole'],
  ['an event is moved before the first', 'UPDATE event SET position = -1 WHERE position = 26', 'Hole'],
  [
    'an event is put in again',
    'INSERT INTO event SELECT 37, sid, revision, data, sealed, hash, stream FROM event WHERE position = 26',
    'BrokenChain',
    'Hole',
  ],
]

/** The same for indexes that hold something. */
const INDEX_TAMPERINGS: ReadonlyArray<Tampering> = [
  ['a place is removed', 'DELETE FROM place WHERE position = 26', 'BadIndex', 'Hole'],
  ['a place is put in', 'INSERT INTO place SELECT sid, 77, 3 FROM place WHERE position = 26', 'BadIndex', 'BrokenChain', 'Twice'],
  ['a place that leads nowhere', 'INSERT INTO place VALUES (5, 0, 99)', 'BadIndex'],
  ['a place leads to another event', 'UPDATE place SET position = 3 WHERE position = 26', 'BadIndex', 'Hole', 'Twice'],
  ['a place has another revision', 'UPDATE place SET revision = 9 WHERE revision = 5', 'BadIndex'],
  ['a place is given to another stream', 'UPDATE place SET sid = 5, revision = 0 WHERE position = 26', 'BadIndex'],
  [
    'two places are exchanged',
    'UPDATE place SET position = CASE position WHEN 1 THEN 2 ELSE 1 END WHERE position IN (1, 2)',
    'BrokenChain',
  ],
  ['a newest event is removed with its place', 'DELETE FROM event WHERE position = 26; DELETE FROM place WHERE position = 26', 'Hole'],
  [
    'a stream is removed without a trace',
    `CREATE TEMP TABLE gone AS SELECT sid FROM event WHERE position = 1; DELETE FROM event WHERE sid IN gone;
     DELETE FROM place WHERE sid IN gone; DELETE FROM name WHERE sid IN gone`,
    'Hole',
  ],
  ['a name is removed', 'DELETE FROM name WHERE sid = (SELECT min(sid) FROM name)', 'BadIndex', 'BrokenChain'],
  ['a name is put in', `INSERT INTO name VALUES (5, 'career-ff')`, 'BadIndex'],
  ['a name is altered', `UPDATE name SET name = 'career-ff' WHERE sid = (SELECT min(sid) FROM name)`, 'BrokenChain', 'Misnamed'],
  [
    'two names are exchanged',
    `UPDATE name SET name = name || '.'; UPDATE name SET name = (SELECT substr(b.name, 1, length(b.name) - 1) FROM name b
       WHERE b.sid <> name.sid AND b.sid IN (SELECT sid FROM event WHERE position IN (1, 3))) WHERE sid IN (SELECT sid FROM event WHERE position IN (1, 3))`,
    'BrokenChain',
    'Misnamed',
  ],
  ['a stream is given another number', 'UPDATE name SET sid = 5 WHERE sid = (SELECT min(sid) FROM name)', 'BrokenChain'],
  ['the indexes are said to go less far', 'UPDATE indexed SET upto = 3', 'BadIndex'],
  ['the indexes are said to go further', 'UPDATE indexed SET upto = 99, target = 99', 'BadIndex'],
  ['a filling is said to be under way', 'UPDATE indexed SET target = 99', 'BadIndex'],
  ['how far the indexes go is not said', 'DELETE FROM indexed', 'BadIndex'],
  ['how far the indexes go is said twice', 'INSERT INTO indexed SELECT * FROM indexed', 'BadIndex'],
]

describe('a check of a log', () => {
  it('finds nothing in one that was only written, wherever its indexes end', async () => {
    for (const name of ['whole', 'copy'] as const) {
      const report = await check(copyOf(name))
      expect(report).toMatchObject({ events: 36, streams: 6 })
      expect(codesOf(report)).toEqual([])
    }
  })

  it('finds nothing in one that is in memory', async () => {
    const store = memoryEventStore()
    await fill(store)
    const report = right(await checkLog(store)())
    expect(report).toMatchObject({ events: 36, streams: 6 })
    expect(codesOf(report)).toEqual([])
  })

  it('of a copy finds what was altered in it, and takes gaps between its positions for what they are', async () => {
    const path = join(dir, 'far.db')
    const far = memoryEventStore()
    await fill(far)
    const store = right(await withLocalCopy(far, path)())
    const report = right(await checkLog(store)())
    expect(report).toMatchObject({ events: 36, streams: 6 })
    expect(codesOf(report)).toEqual([])
    // On a server other events stand there.
    tamper(path, 'DELETE FROM event WHERE position = 26; DELETE FROM place WHERE position = 26')
    expect(codesOf(right(await checkLog(store)()))).toEqual([])
    tamper(path, `UPDATE event SET sealed = x'07' WHERE position = 25`)
    expect(codesOf(right(await checkLog(store)()))).toEqual(['BrokenChain'])
    tamper(path, 'DELETE FROM place WHERE position = 3')
    expect(codesOf(right(await checkLog(store)()))).toContain('BadIndex')
    await store.close()
  })

  it('comes to the same in threads as here', async () => {
    const path = copyOf('whole')
    tamper(path, 'DELETE FROM event WHERE position = 26')
    const store = right(await openSqliteEventStore(path)())
    const [here, threads] = [right(await checkLog(store)()), right(await checkLog(store, { worthThreads: 0 })())]
    await store.close()
    const sorted = ({ faults, ...rest }: LogReport) => ({ ...rest, faults: faults.map(({ code, count }) => `${code} ${count}`).sort() })
    expect(sorted(threads)).toEqual(sorted(here))
  })

  it.each(TAMPERINGS)('finds that %s', async (_, change, ...found) => {
    for (const name of ['whole', 'copy'] as const) {
      const path = copyOf(name)
      // What rewrites looks names up in their index.
      if (name === 'copy' && typeof change !== 'string') continue
      tamper(path, change)
      const codes = codesOf(await check(path))
      expect(
        codes.some((code) => found.includes(code)),
        `${name}: ${codes.join(', ')}`,
      ).toBe(true)
    }
  })

  it.each(INDEX_TAMPERINGS)('finds that %s', async (_, change, ...found) => {
    const path = copyOf('whole')
    tamper(path, change)
    const codes = codesOf(await check(path))
    expect(
      codes.some((code) => found.includes(code)),
      String(codes),
    ).toBe(true)
  })
})
