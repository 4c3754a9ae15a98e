/** Keys that are not those of the log: refused in one line, by every command, before anything is recorded twice. */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOURS_2025, writeAgency } from '../test/agency.js'
import { FOLDERS, layOut } from '../test/frozen/frozen.js'
import { here } from '../test/here.js'
import { type Ended, temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
let files = ''
let other = ''
beforeAll(async () => {
  files = writeAgency(join(dir, 'files'))
  other = await filled('other')
})
afterAll(forget)

const importing = (home: string, from = files): ReadonlyArray<string> => [
  'import',
  from,
  '--agency',
  'uji',
  '--format',
  'json',
  '--home',
  home,
]

const filled = async (name: string): Promise<string> => {
  const home = join(dir, name)
  expect((await here(importing(home))).code).toBe(0)
  return home
}

/** Puts the keys of the other home in the place of its own. */
const mixUp = (home: string): void => {
  for (const suffix of ['-wal', '-shm']) rmSync(join(home, `keys.db${suffix}`), { force: true })
  for (const name of ['keys.db', 'wrapping.key']) copyFileSync(join(other, name), join(home, name))
}

const eventsIn = (home: string): number => {
  const db = new DatabaseSync(join(home, 'events.db'))
  const row = db.prepare('SELECT count(*) AS n FROM event').get()
  db.close()
  return Number(row?.['n'])
}

const refused = ({ code, out, err }: Ended): void => {
  expect(err).toMatch(/^jejak: the keys are not those of this log: put back [^\n]+\n$/)
  expect([code, out]).toEqual([1, ''])
}

describe('keys of another home', () => {
  it('are refused by every command of a log that names its own', async () => {
    const home = await filled('mixed')
    const before = eventsIn(home)
    mixUp(home)
    refused(await here(importing(home)))
    refused(await here([...importing(home), '--dry-run']))
    refused(await here(['report', 'training-hours', '--year', '2025', '--home', home]))
    refused(await here(['policy', 'list', '--agency', 'uji', '--home', home]))
    expect(eventsIn(home)).toBe(before)
  })

  it('are refused for a log of an earlier version too, which only its own keys mark', async () => {
    for (const folder of FOLDERS.filter((name) => name === 'corrected' || name === 'killed')) {
      const { home } = layOut(folder, join(dir, folder))
      const own = join(dir, `${folder}-own`)
      const before = eventsIn(home)
      for (const name of ['keys.db', 'wrapping.key']) copyFileSync(join(home, name), `${own}-${name}`)
      mixUp(home)
      refused(await here(importing(home)))
      refused(await here([...importing(home), '--dry-run']))
      expect(eventsIn(home)).toBe(before)
      for (const suffix of ['-wal', '-shm']) rmSync(join(home, `keys.db${suffix}`), { force: true })
      for (const name of ['keys.db', 'wrapping.key']) copyFileSync(`${own}-${name}`, join(home, name))
      const { code, out } = await here([...importing(home), '--dry-run'])
      expect([code, eventsIn(home)]).toEqual([0, before])
      const { events } = JSON.parse(out)
      const imported = await here(importing(home))
      expect([imported.code, JSON.parse(imported.out).events]).toEqual([0, events])
      mixUp(home)
      refused(await here(['report', 'training-hours', '--year', '2025', '--home', home]))
    }
  })
})

describe('the fingerprint of the key', () => {
  it('is in no figure, parks nothing, and goes along with a copy', async () => {
    const home = await filled('copied')
    const moved = join(dir, 'moved')
    expect((await here(['copy', '--from', `sqlite:${join(home, 'events.db')}`, '--to', `sqlite:${join(dir, 'events.db')}`])).code).toBe(0)
    expect((await here(['rebuild', '--home', home])).code).toBe(0)
    const report = await here(['report', 'training-hours', '--year', '2025', '--format', 'json', '--home', home])
    expect(JSON.parse(report.out)).toMatchObject({ agency: 'uji', rows: HOURS_2025 })
    expect(await here(['doctor', '--home', home])).toMatchObject({ code: 0, out: expect.stringContaining('no stream is parked') })
    const env = { JEJAK_EVENTS: `sqlite:${join(dir, 'events.db')}` }
    const keyless = await here(['report', 'training-hours', '--year', '2025', '--home', moved], {
      ...env,
      JEJAK_WRAPPING_KEY: 'ab'.repeat(32),
    })
    expect([keyless.code, keyless.err]).toEqual([1, expect.stringContaining('no lookup key')])
    refused(await here(['report', 'training-hours', '--year', '2025', '--home', other], env))
  })
})

/** Rows of a database, by a statement. */
const inDatabase = (path: string, statement: string): ReadonlyArray<Readonly<Record<string, unknown>>> => {
  const db = new DatabaseSync(path)
  const rows = db.prepare(statement).all()
  db.close()
  return rows
}

const ownersIn = (home: string): ReadonlyArray<unknown> =>
  inDatabase(join(home, 'keys.db'), "SELECT owner FROM key WHERE owner LIKE 'career-%' ORDER BY owner").map(({ owner }) => owner)

/** A folder of files in which everybody has another name. */
const withNames = (name: string): string => {
  const folder = writeAgency(join(dir, name))
  const path = join(folder, 'pegawai.csv')
  const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const separator = header.includes(';') ? ';' : ','
  const place = header.split(separator).indexOf('nama')
  const renamed = rows.map((row) =>
    row
      .split(separator)
      .map((cell, i) => (i === place ? `${cell} Baru` : cell))
      .join(separator),
  )
  writeFileSync(path, `${[header, ...renamed].join('\n')}\n`)
  return folder
}

describe('a key store that is gone', () => {
  it('is not made anew where events exist: every command says which file to put back', async () => {
    const home = await filled('gone')
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(home, `keys.db${suffix}`), { force: true })
    for (const args of [['doctor', '--home', home], ['report', 'staff-list', '--home', home], importing(home)]) {
      const { code, err } = await here(args)
      expect(err).toMatch(/^jejak: events exist, but the key store holds no lookup key: put back [^\n]*keys\.db[^\n]*\n$/)
      expect([code, existsSync(join(home, 'keys.db'))]).toEqual([1, false])
    }
  })
})

describe('a key store that lacks or spoils a key', () => {
  it('gives nobody a second key whose events are sealed: an older keys.db is a fault with a name', async () => {
    const home = await filled('older')
    const [first] = ownersIn(home)
    inDatabase(join(home, 'keys.db'), `DELETE FROM key WHERE owner = '${String(first)}'`)
    const before = [ownersIn(home), eventsIn(home)]
    const { code, err } = await here([...importing(home, withNames('older-files')), '--reason', 'letter 1'])
    expect(err).toMatch(/^jejak: the key store lacks the key of career-[0-9a-f]{32}, [^\n]*no second key is made\n$/)
    expect(code).toBe(3)
    expect([ownersIn(home), eventsIn(home)]).toEqual(before)
  })

  it('keeps out the rows of that person alone where a key is damaged, and says so by a code', async () => {
    const home = await filled('damaged')
    const [first] = ownersIn(home)
    inDatabase(join(home, 'keys.db'), `UPDATE key SET wrapped = zeroblob(61) WHERE owner = '${String(first)}'`)
    const { code, out } = await here([...importing(home, withNames('damaged-files')), '--reason', 'letter 1'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      files: { pegawai: { rows: 3, correction: 2, rejected: 1, codes: { PERSON_KEY_DAMAGED: 1 } } },
      events: 2,
    })
  })

  it('leaves one name out of a list and counts it, whatever became of its key or seal', async () => {
    const spoil: Readonly<Record<string, (home: string, stream: string) => void>> = {
      'key damaged': (home, stream) => inDatabase(join(home, 'keys.db'), `UPDATE key SET wrapped = zeroblob(61) WHERE owner = '${stream}'`),
      'key missing': (home, stream) => inDatabase(join(home, 'keys.db'), `DELETE FROM key WHERE owner = '${stream}'`),
      'seal broken': (home, stream) =>
        inDatabase(
          join(home, 'events.db'),
          `UPDATE event SET sealed = zeroblob(80) WHERE sealed IS NOT NULL AND sid = (SELECT sid FROM name WHERE name = '${stream}')`,
        ),
    }
    for (const [why, harm] of Object.entries(spoil)) {
      const home = await filled(why.replace(' ', '-'))
      const list = ['report', 'staff-list', '--format', 'json', '--as-of', '2025-12-31', '--home', home]
      const whole = JSON.parse((await here(list)).out)
      const [stream] = ownersIn(home)
      harm(home, String(stream))
      const { code, out, err } = await here(list)
      const answer = JSON.parse(out)
      expect([why, code, answer.rows.length, answer.base]).toEqual([
        why,
        0,
        whole.rows.length - 1,
        { ...whole.base, people: whole.base.people - 1, unreadable: 1 },
      ])
      expect(err).toMatch(new RegExp(`^jejak: left out[^\\n]*${String(stream)} \\(${why}, event 0\\)[^\\n]+\\n$`))
    }
  })
})
