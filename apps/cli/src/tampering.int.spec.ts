/** What somebody may do who can write the files of a data folder: doctor finds it, names where it is, and says what to do. */
import { cpSync, mkdirSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { startOwnRedis } from '@jejak/testing/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAgency, writeCorrection } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const origin = join(dir, 'origin')
const REPORTS = [
  ['report', 'training-hours', '--year', '2025', '--format', 'json'],
  ['report', 'staff-list', '--format', 'json'],
]
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
]

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

  it('takes a key that was destroyed for an erasure', async () => {
    const home = folder()
    tamper(home, 'keys.db', `UPDATE key SET wrapped = NULL WHERE owner = ${CAREERS}`)
    expect((await doctor(home)).code).toBe(0)
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
