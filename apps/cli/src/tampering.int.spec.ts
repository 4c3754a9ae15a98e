/** What somebody may do who can write the files of a data folder: doctor finds it, names where it is, and says what to do. */
import { cpSync, mkdirSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Actor, AgencyCode, EventId, StreamName } from '@jejak/core'
import { noStream, openSqliteEventStore } from '@jejak/eventstore'
import { must, mustRun } from '@jejak/testing'
import { startOwnRedis } from '@jejak/testing/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAgency, writeCorrection } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const origin = join(dir, 'origin')
const STAFF = ['report', 'staff-list', '--format', 'json']
const REPORTS = [['report', 'training-hours', '--year', '2025', '--format', 'json'], STAFF]
beforeAll(async () => {
  const run = async (all: ReadonlyArray<ReadonlyArray<string>>): Promise<void> => {
    for (const args of all) expect((await here([...args, '--home', origin])).code).toBe(0)
  }
  await run([['import', writeAgency(join(dir, 'files')), '--agency', 'uji'], ...REPORTS])
  const db = new DatabaseSync(join(origin, 'views.db'))
  db.exec(`VACUUM INTO '${join(dir, 'older.db')}'`)
  db.close()
  await run([['import', writeCorrection(join(dir, 'later')), '--agency', 'uji', '--reason', 'letter'], ...REPORTS])
})
afterAll(forget)

let count = 0
const folder = (): string => {
  const to = join(dir, `home-${count++}`)
  mkdirSync(to, { mode: 0o700 })
  cpSync(origin, to, { recursive: true })
  return to
}
const doctor = (home: string, ...more: ReadonlyArray<string>) => here(['doctor', ...more, '--home', home])
const headOf = async (home: string): Promise<string> => {
  const { out } = await doctor(home, '--quick')
  return /the log ends at @(\d+)/.exec(out)?.[1] ?? ''
}
const tamper = (home: string, file: string, sql: string): void => {
  const db = new DatabaseSync(join(home, file))
  const before = db.prepare('SELECT total_changes() AS n').get()?.['n']
  db.exec(sql)
  expect(db.prepare('SELECT total_changes() AS n').get()?.['n']).not.toBe(before)
  db.close()
}

/** Alters the schema of a file, which changes no row. */
const alter = (home: string, file: string, sql: string): void => {
  const db = new DatabaseSync(join(home, file))
  db.exec(sql)
  db.close()
}

const CAREERS = `(SELECT owner FROM key WHERE owner LIKE 'career-%' ORDER BY owner LIMIT 1)`

const KEYS: ReadonlyArray<readonly [what: string, sql: string, said: RegExp]> = [
  ['a key is removed', `DELETE FROM key WHERE owner = ${CAREERS}`, /PROBLEM 1 key is missing: career-\w+; put keys\.db back/],
  [
    'two keys are exchanged',
    `CREATE TEMP TABLE two AS SELECT owner, wrapped FROM key WHERE owner LIKE 'career-%' ORDER BY owner LIMIT 2;
     UPDATE key SET wrapped = (SELECT wrapped FROM two WHERE two.owner <> key.owner) WHERE owner IN (SELECT owner FROM two)`,
    /PROBLEM 2 keys do not open what is sealed under them: career-\w+, career-\w+; put keys\.db back/,
  ],
  [
    'a key is altered',
    `UPDATE key SET wrapped = zeroblob(61) WHERE owner = ${CAREERS}`,
    /PROBLEM 1 key does not open what is sealed under it/,
  ],
  ['a key is cut', `UPDATE key SET wrapped = x'01' WHERE owner = ${CAREERS}`, /PROBLEM 1 key does not open what is sealed under it/],
]

const VIEWS: ReadonlyArray<readonly [what: string, sql: string, said: RegExp]> = [
  ['a sum is altered', `UPDATE sum SET vector = replace(vector, '1', '9')`, /PROBLEM \d+ sums are not what the log comes to: .* of uji/],
  ['a sum is removed', 'DELETE FROM sum WHERE view = 0', /PROBLEM \d+ sums? (is|are) not what the log comes to/],
  [
    'the count of people is altered',
    `UPDATE sum SET vector = '[7]' WHERE view = -1`,
    /PROBLEM \d+ sums? (is|are) not what .*people of uji/,
  ],
  ['the count of people is removed', 'DELETE FROM sum WHERE view = -1', /PROBLEM \d+ sums? (is|are) not what .*of uji/],
  [
    'a sum is put where no partition is',
    `INSERT INTO sum SELECT generation, view, agency, 99, key, vector FROM sum ORDER BY view DESC LIMIT 1`,
    /PROBLEM 1 entry stands in no partition/,
  ],
  ['a sum is no numbers', `UPDATE sum SET vector = '["x"]' WHERE view = 0`, /PROBLEM .*sums? (is|are) not what/],
  ['a sum is no JSON', `UPDATE sum SET vector = 'x' WHERE view = 0`, /PROBLEM .*read models/],
  [
    'a row of a table is put in',
    `INSERT INTO person_row SELECT generation, 0, 'uji', partition, career, '{}' FROM document LIMIT 1`,
    /PROBLEM 1 row of a table is not what the log comes to: .*career-\w+ of uji/,
  ],
  [
    'a document is altered',
    `UPDATE document SET measures = '[[],[]]'`,
    /PROBLEM \d+ careers are kept otherwise than the log has them: career-\w+/,
  ],
  [
    'a document lacks its end',
    `UPDATE document SET tail = '[]', revision = revision - 1 WHERE revision > 0`,
    /PROBLEM \d+ careers? (is|are) kept/,
  ],
  ['a document is said to be newer', 'UPDATE document SET revision = revision + 1', /PROBLEM \d+ careers are kept/],
  ['a document is no JSON', `UPDATE snapshot SET body = '{'; UPDATE document SET tail = '['`, /PROBLEM \d+ careers are kept/],
  ['a document is removed', 'DELETE FROM document WHERE id = (SELECT min(id) FROM document)', /PROBLEM 1 career is kept/],
  ['a document stands in another partition', 'UPDATE document SET partition = (partition + 1) % 64', /PROBLEM \d+ careers are kept/],
  ['a document is said to know a later catalogue', 'UPDATE document SET catalogue = 9999', /PROBLEM \d+ careers are kept/],
  [
    'names of documents are removed',
    'DELETE FROM naming',
    /PROBLEM \d+ careers are not found by the names of the catalogue they hold: career-\w+/,
  ],
  ['the catalogue is said to be later', 'UPDATE slot SET catalogue = 9999', /PROBLEM 1 fact of reference is not that of the log/],
  [
    'a fact of reference is altered',
    `UPDATE reference SET entry = replace(entry, '24', '99')`,
    /PROBLEM \d+ facts? of reference (is|are) not .* of the log: of uji/,
  ],
  ['a fact of reference is removed', 'DELETE FROM reference', /PROBLEM \d+ facts of reference are not/],
  [
    'a fact of reference is put in',
    `INSERT INTO reference SELECT generation, 9999, agency, entry FROM reference LIMIT 1`,
    /PROBLEM 1 fact of reference/,
  ],
  [
    'a stream is said to be parked',
    `INSERT INTO parked SELECT generation, 'career-' || career, 0, 1, 'x' FROM document LIMIT 1`,
    /PROBLEM 1 stream is noted as parked otherwise/,
  ],
  [
    'a career is marked that has no stream',
    `INSERT INTO mark SELECT generation, 7, hex(zeroblob(16)), 0, 0, 1 FROM document LIMIT 1`,
    /PROBLEM 1 mark is of events that the log does not have: career-\w+/,
  ],
  [
    'events are marked that no stream has',
    'INSERT INTO mark SELECT generation, partition, career, 9999, 0, 1 FROM document LIMIT 1',
    /PROBLEM 1 mark is of events that the log does not have: career-\w+/,
  ],
  [
    'a mark stands where no partition is',
    'INSERT INTO mark SELECT generation, 99, career, 0, 0, 1 FROM document LIMIT 1',
    /PROBLEM 1 mark is of events that the log does not have: career-\w+/,
  ],
]

const FORGED_FOR_ALL = 'INSERT INTO mark SELECT generation, partition, career, 9999, 0, 1 FROM document'

/** Says of the first person with a key, in the log alone, that what is sealed was erased. */
const recordErasure = async (home: string): Promise<void> => {
  const db = new DatabaseSync(join(home, 'keys.db'))
  const stream = must(StreamName.decode(db.prepare(`SELECT owner FROM key WHERE owner = ${CAREERS}`).get()?.['owner']))
  db.close()
  const events = await mustRun(openSqliteEventStore(join(home, 'events.db')))
  const end = (await mustRun(events.ends([stream]))).get(stream) ?? noStream
  const id = must(EventId.decode('00000000-0000-8000-8000-000000000901'))
  const meta = {
    agency: must(AgencyCode.decode('uji')),
    ground: { kind: 'noted', actor: must(Actor.decode('jejak')) },
    correlationId: id,
    causationId: id,
  } as const
  await mustRun(events.append(stream, end, [{ id, type: 'PersonErased', schema: 1, data: {}, sealed: null, meta }]))
  await events.close()
}

describe('doctor', () => {
  it('finds nothing in a folder that was only used', async () => {
    const { code, out } = await doctor(folder())
    expect(out).not.toContain('PROBLEM')
    expect(out).toMatch(/ok +3 documents and all sums and rows are what the log comes to/)
    expect(code).toBe(0)
  })

  it.each(KEYS)('finds that %s', async (_, sql, said) => {
    const home = folder()
    tamper(home, 'keys.db', sql)
    const { code, out } = await doctor(home, '--quick')
    expect(out).toMatch(said)
    expect(code).toBe(1)
  })

  it('names an events.db whose pages were overwritten', async () => {
    const home = folder()
    const file = openSync(join(home, 'events.db'), 'r+')
    for (let page = 4; page < 14; page++) writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, page * 4096)
    const { code, out, err } = await doctor(home)
    expect(`${out}${err}`).toMatch(/events\.db is damaged|file of the log (is|are) damaged|of the file of the log/)
    expect(code).toBeGreaterThan(0)
  })

  const DESTROYED = `UPDATE key SET wrapped = NULL WHERE owner = ${CAREERS}`

  it('finds that a key was destroyed and no erasure recorded', async () => {
    const home = folder()
    tamper(home, 'keys.db', DESTROYED)
    const { code, out } = await doctor(home, '--quick')
    expect(out).toMatch(/PROBLEM 1 key was destroyed, and the log has no erasure of its owner: career-\w+; put keys\.db back/)
    expect(code).toBe(1)
  })

  it('finds that the key of an agency was destroyed, which no erasure does', async () => {
    const home = folder()
    tamper(home, 'keys.db', `UPDATE key SET wrapped = NULL WHERE owner LIKE 'agency-%'`)
    expect((await doctor(home, '--quick')).out).toMatch(/PROBLEM 1 key was destroyed, .*: agency-uji/)
  })

  it('takes a key that was destroyed for an erasure where the log says so', async () => {
    const home = folder()
    await recordErasure(home)
    tamper(home, 'keys.db', DESTROYED)
    const { code, out } = await doctor(home)
    expect(out).not.toContain('PROBLEM')
    expect(code).toBe(0)
  })

  it('finds that an erased person still has a key', async () => {
    const home = folder()
    await recordErasure(home)
    const { code, out } = await doctor(home, '--quick')
    expect(out).toMatch(/PROBLEM 1 key of an erased person is still there: career-\w+; put back the newest keys\.db/)
    expect(code).toBe(1)
  })

  it.each([
    ['views.db', 'CREATE TRIGGER quiet AFTER UPDATE ON sum BEGIN DELETE FROM sum WHERE key = NEW.key; END'],
    ['views.db', 'CREATE VIEW everyone AS SELECT * FROM document'],
    ['import.db', 'CREATE TRIGGER quiet AFTER INSERT ON held BEGIN DELETE FROM held WHERE key = NEW.key; END'],
  ])('names what was put into the schema of %s', async (file, sql) => {
    const home = folder()
    alter(home, file, sql)
    const { code, out } = await doctor(home, '--quick')
    expect(out).toMatch(new RegExp(`PROBLEM .*${file} has the (trigger "quiet"|view "everyone"), which Jejak did not make.*; stop`))
    expect(code).toBe(1)
  })

  it.each([
    [
      'events.db',
      `CREATE TRIGGER "quiet
ly" AFTER INSERT ON event BEGIN UPDATE event SET data = 'x' WHERE position = NEW.position; END`,
    ],
    ['events.db', 'CREATE VIEW everyone AS SELECT * FROM event'],
    ['keys.db', 'CREATE TRIGGER quiet AFTER UPDATE ON key BEGIN UPDATE key SET wrapped = OLD.wrapped WHERE owner = OLD.owner; END'],
    ['keys.db', 'DROP TABLE key; CREATE VIEW key AS SELECT 1 AS owner, 2 AS wrapped'],
  ])('and every command refuse %s with a trigger or a view in it', async (file, sql) => {
    const home = folder()
    alter(home, file, sql)
    for (const args of [['doctor'], ['report', 'staff-list'], ['rebuild']]) {
      const { code, err } = await here([...args, '--home', home])
      expect(err).toMatch(
        /^jejak: [^\n]*\.db has what Jejak did not make .*: (trigger "quiet(\\nly)?"|view "(everyone|key)"): .*DROP[^\n]*\n$/,
      )
      expect(err).toContain(file)
      expect(code).toBe(3)
    }
  })

  it.each([
    ['keys.db', 'DROP TABLE key', 'table key'],
    ['keys.db', 'ALTER TABLE key RENAME COLUMN wrapped TO other', 'column wrapped of table key'],
    ['events.db', 'DROP TABLE place', 'table place'],
    ['events.db', 'ALTER TABLE event DROP COLUMN sealed', 'column sealed of table event'],
  ])('says in one line that %s lacks something: %s', async (file, sql, what) => {
    const home = folder()
    alter(home, file, sql)
    for (const args of [['doctor'], ['report', 'staff-list']]) {
      const { code, err } = await here([...args, '--home', home])
      expect(err).toMatch(/^jejak: [^\n]*\n$/)
      expect(err).toMatch(new RegExp(`${file} lacks ${what}: put back .*backup`))
      expect(code).toBe(3)
    }
  })

  it.each([
    ['DROP TABLE naming', 'table naming'],
    ['ALTER TABLE sum RENAME COLUMN vector TO other', 'column vector of table sum'],
  ])('says that views.db lacks something, and reports are answered from the log: %s', async (sql, what) => {
    const home = folder()
    const before = await here([...STAFF, '--home', home])
    alter(home, 'views.db', sql)
    const { code, out } = await doctor(home, '--quick')
    expect(out).toMatch(new RegExp(`PROBLEM .*views\\.db lacks ${what}: delete it; it is made again from the log`))
    expect(code).toBe(1)
    expect((await here([...STAFF, '--home', home])).out).toBe(before.out)
    rmSync(join(home, 'views.db'))
    expect((await here([...STAFF, '--home', home])).out).toBe(before.out)
    expect((await doctor(home)).code).toBe(0)
  })

  it.each(['DROP TABLE state', 'ALTER TABLE lease RENAME COLUMN beat TO other', 'ALTER TABLE meta RENAME COLUMN value TO other'])(
    'does not hinder an import whose row index lacks something: %s',
    async (sql) => {
      const home = folder()
      alter(home, 'import.db', sql)
      const { code, out, err } = await here(['import', join(dir, 'files'), '--agency', 'uji', '--home', home])
      expect(`${out}${err}`).not.toMatch(/cannot be used|unexpected/)
      expect(code).toBe(0)
    },
  )

  it('finds nothing where read models are behind, and counts them up to the end of the log', async () => {
    const home = folder()
    await recordErasure(home)
    tamper(home, 'keys.db', DESTROYED)
    const head = await headOf(home)
    expect((await doctor(home, '--quick')).out).not.toMatch(`up to @${head} of @${head}`)
    const { out } = await doctor(home)
    expect(out).toMatch(new RegExp(`ok +3 documents and all sums and rows are what the log comes to up to @${head}\n`))
  })

  it('finds what was altered in a part beside a mark that nobody made', async () => {
    const home = folder()
    tamper(home, 'views.db', `UPDATE document SET measures = '[[],[]]'; ${FORGED_FOR_ALL}`)
    const { out } = await doctor(home)
    expect(out).toMatch(/PROBLEM 3 careers are kept otherwise/)
    expect(out).toMatch(/PROBLEM 3 marks are of events that the log does not have: career-\w+/)
    expect(out).not.toContain('were not counted again')
  })

  it.each(VIEWS)('finds that %s, which a rebuild mends', async (_, sql, said) => {
    const home = folder()
    tamper(home, 'views.db', sql)
    const { code, out } = await doctor(home)
    expect(out).toMatch(said)
    expect(out).toMatch(said.source.includes('read models') ? /PROBLEM/ : /jejak rebuild makes them again/)
    expect(code).toBe(1)
    expect((await here(['rebuild', '--home', home])).code).toBe(0)
    expect((await doctor(home)).code).toBe(0)
  })

  it('finds that older read models are said to be as far as the log', async () => {
    const home = folder()
    for (const end of ['', '-wal', '-shm']) rmSync(join(home, `views.db${end}`), { force: true })
    cpSync(join(dir, 'older.db'), join(home, 'views.db'))
    tamper(home, 'views.db', `UPDATE slot SET checkpoint = ${await headOf(home)}`)
    const { code, out, err } = await doctor(home)
    expect(`${out}${err}`).toMatch(/PROBLEM \d+ (careers are kept otherwise|sums are not)/)
    expect(code).toBe(1)
  })

  it('leaves read models alone where it is told to be quick', async () => {
    const home = folder()
    tamper(home, 'views.db', `UPDATE sum SET vector = '[9]'`)
    expect((await doctor(home, '--quick')).code).toBe(0)
  })

  it('names a views.db that is cut or overwritten, and what to do', async () => {
    const cut = folder()
    truncateSync(join(cut, 'views.db'), 12_288)
    const overwritten = folder()
    const file = openSync(join(overwritten, 'views.db'), 'r+')
    for (let page = 2; page < 12; page++) writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, page * 4096)
    const text = folder()
    writeFileSync(join(text, 'views.db'), readFileSync(join(text, 'events.db')).toString('base64'))
    for (const home of [cut, overwritten, text]) {
      for (const end of ['-wal', '-shm']) writeFileSync(join(home, `views.db${end}`), '')
      const { code, out, err } = await doctor(home)
      expect(`${out}${err}`).toMatch(/views\.db.*(damaged|no database|not a database|no views\.db)/)
      expect(code).toBeGreaterThan(0)
    }
  })
})

describe('doctor, where read models are in Redis,', () => {
  const key = (pattern: RegExp) => (keys: ReadonlyArray<string>) => keys.filter((each) => pattern.test(each))
  const HARM: ReadonlyArray<
    readonly [what: string, where: (keys: ReadonlyArray<string>) => ReadonlyArray<string>, field: string | null, said: RegExp]
  > = [
    ['a sum is altered', key(/:sums?:/), '9', /PROBLEM \d+ sums? (is|are) not what the log comes to/],
    ['sums are removed', key(/:sums?:/), null, /PROBLEM \d+ sums? (is|are) not what the log comes to/],
    ['the list of sums is removed', key(/:kept$/), null, /PROBLEM \d+ sums are not what the log comes to/],
    ['what was added for careers is altered', key(/:measures$/), '[[],[]]', /PROBLEM \d+ careers are kept otherwise/],
    ['careers are removed', key(/:careers$/), null, /PROBLEM \d+ careers are kept otherwise/],
    ['names are removed', key(/:naming$/), null, /PROBLEM \d+ careers are not found by the names/],
    ['the count of people is altered', key(/:people$/), '7', /PROBLEM \d+ sums are not what .*people of uji/],
    ['facts of reference are removed', key(/:references$/), null, /PROBLEM .*(facts of reference|read models)/],
  ]

  it.each(HARM)('finds that %s', async (_, where, value, said) => {
    const server = await startOwnRedis()
    const client = server.connect()
    try {
      const env = { JEJAK_VIEWS: `redis://${server.host}:${server.port}` }
      const home = folder()
      for (const args of REPORTS) expect((await here([...args, '--home', home], env)).code).toBe(0)
      expect((await here(['doctor', '--home', home], env)).code).toBe(0)
      const harmed = where(await client.keys('*'))
      expect(harmed).not.toEqual([])
      for (const each of harmed) {
        if (value === null) await client.del(each)
        else for (const field of await client.hkeys(each)) await client.hset(each, field, value)
      }
      const { code, out } = await here(['doctor', '--home', home], env)
      expect(out).toMatch(said)
      expect(code).toBe(1)
    } finally {
      client.disconnect()
      await server.stop()
    }
  })
})

describe('a rebuild', () => {
  it('makes nothing of a log that is not what was recorded', async () => {
    const home = folder()
    tamper(home, 'events.db', `UPDATE event SET data = '{"data":{},' || substr(data, 2) WHERE position = 9`)
    const before = (await here(['report', 'training-hours', '--year', '2025', '--format', 'json', '--home', home])).out
    const { code, err } = await here(['rebuild', '--home', home])
    expect(err).toMatch(
      /^jejak: the log is not what was recorded: 1 event is not stored in its canonical form \([^\n]*@9\)[^\n]*doctor[^\n]*\n$/,
    )
    expect(code).toBe(3)
    expect((await here(['report', 'training-hours', '--year', '2025', '--format', 'json', '--home', home])).out).toBe(before)
    expect((await here(['rebuild', '--with-parked', '--home', home])).code).toBe(3)
  })
})
