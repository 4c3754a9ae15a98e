/** Keys that are not those of the log: refused in one line, by every command, before anything is recorded twice. */
import { copyFileSync, rmSync } from 'node:fs'
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
