import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
let files = ''
beforeAll(() => {
  files = writeAgency(join(dir, 'files'))
})
afterAll(forget)

const filled = async (name: string): Promise<string> => {
  const home = join(dir, name)
  const { code } = await here(['import', files, '--agency', 'uji', '--home', home])
  expect(code).toBe(0)
  return home
}

const inDatabase = (path: string, sql: string): void => {
  const db = new DatabaseSync(path)
  db.exec(sql)
  db.close()
}

describe('a home that cannot be used', () => {
  it('is refused where a newer version made its events', async () => {
    const home = await filled('newer')
    inDatabase(join(home, 'events.db'), "UPDATE meta SET value = '999' WHERE key = 'layout'")
    for (const args of [['report', 'training-hours', '--year', '2025'], ['import', files, '--agency', 'uji'], ['doctor'], ['rebuild']]) {
      const { code, err } = await here([...args, '--home', home])
      expect(err).toMatch(/^jejak: [^\n]*newer[^\n]+\n$/)
      expect(code).toBe(1)
    }
  })

  it('is refused where a newer version made its read models', async () => {
    const home = await filled('newer-views')
    await here(['report', 'training-hours', '--year', '2025', '--home', home])
    inDatabase(join(home, 'views.db'), 'PRAGMA user_version = 999')
    const { code, err } = await here(['report', 'training-hours', '--year', '2025', '--home', home])
    expect(err).toMatch(/^jejak: [^\n]*newer[^\n]+\n$/)
    expect(code).toBe(1)
  })

  it('says so where its files are no databases', async () => {
    const home = await filled('garbage')
    for (const suffix of ['', '-wal', '-shm'])
      writeFileSync(join(home, `events.db${suffix}`), suffix === '' ? 'garbage '.repeat(2_000) : '')
    const { code, err } = await here(['report', 'training-hours', '--year', '2025', '--home', home])
    expect(err).toMatch(/^jejak: [^\n]+\n$/)
    expect(code).toBe(3)
  })

  it('says so where another program locks its events, and writes nothing', async () => {
    const home = await filled('locked')
    const lock = new DatabaseSync(join(home, 'events.db'))
    lock.exec('BEGIN IMMEDIATE')
    const later = writeAgency(join(dir, 'later'))
    const { code, err } = await here(['import', later, '--agency', 'lain', '--home', home])
    lock.exec('ROLLBACK')
    lock.close()
    expect(err).toMatch(/^jejak: [^\n]+\n$/)
    expect(code).toBe(3)
    const after = await here(['import', later, '--agency', 'lain', '--format', 'json', '--home', home])
    expect(JSON.parse(after.out)).toMatchObject({ events: 11 })
  })

  it('is refused where the keys of its events are gone', async () => {
    const home = await filled('keyless')
    rmSync(join(home, 'wrapping.key'))
    const { code, err } = await here(['report', 'staff-list', '--home', home])
    expect(err).toMatch(/^jejak: [^\n]+\n$/)
    expect(code).toBe(1)
  })
})

describe('a data folder that others may enter', () => {
  it('holds no file that anybody but its owner may read', async () => {
    const home = join(dir, 'open')
    mkdirSync(home, { mode: 0o755 })
    const open = DatabaseSync.prototype.close
    // What SQLite lays beside a database is there while it is open: it is kept here.
    const seen = new Map<string, number>()
    const look = (): void => {
      for (const name of readdirSync(home)) seen.set(name, statSync(join(home, name)).mode & 0o777)
    }
    DatabaseSync.prototype.close = function close(this: DatabaseSync) {
      look()
      open.call(this)
    }
    try {
      expect((await here(['import', writeAgency(join(dir, 'open-files')), '--agency', 'uji', '--home', home])).code).toBe(0)
      expect((await here(['report', 'training-hours', '--year', '2025', '--home', home])).code).toBe(0)
    } finally {
      DatabaseSync.prototype.close = open
    }
    look()
    const named = [
      'events.db',
      'events.db-wal',
      'events.db.bell',
      'import.db',
      'import.db-wal',
      'keys.db',
      'views.db',
      'views.db-wal',
      'wrapping.key',
    ]
    expect([...seen.keys()]).toEqual(expect.arrayContaining(named))
    expect([...seen].filter(([, mode]) => mode !== 0o600)).toEqual([])
  })
})

describe('read models in a database of another program', () => {
  it('are refused by every command, and the database stays as it was', async () => {
    const home = await filled('foreign')
    const other = join(dir, 'other.db')
    const db = new DatabaseSync(other)
    db.exec("CREATE TABLE document(t); INSERT INTO document VALUES ('of another program'); CREATE TABLE log(x)")
    db.close()
    const before = readFileSync(other)
    for (const place of [other, join(home, 'events.db'), join(home, 'keys.db')])
      for (const args of [['report', 'staff-list'], ['rebuild'], ['doctor'], ['import', files, '--agency', 'uji']]) {
        const { code, err } = await here([...args, '--home', home], { JEJAK_VIEWS: `sqlite:${place}` })
        expect(err).toMatch(/^jejak: [^\n]*nothing in it was changed[^\n]+\n$/)
        // Facts are recorded all the same.
        expect(code).toBe(args[0] === 'import' ? 0 : 3)
      }
    expect(readFileSync(other).equals(before)).toBe(true)
    expect((await here(['report', 'staff-list', '--home', home])).code).toBe(0)
  })
})

describe('jejak serve', () => {
  it('refuses a taken port in one line', async () => {
    const home = await filled('port')
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    const { code, err } = await here(['serve', '--port', String(port), '--home', home])
    other.close()
    expect(err).toMatch(new RegExp(`^jejak: [^\\n]*${port}[^\\n]+\\n$`))
    expect(code).toBe(1)
  })

  it('refuses a port that is none', async () => {
    const { code, err } = await here(['serve', '--home', join(dir, 'none')], { JEJAK_PORT: '70000' })
    expect(err).toMatch(/^jejak: JEJAK_PORT [^\n]+\n$/)
    expect(code).toBe(2)
  })
})
