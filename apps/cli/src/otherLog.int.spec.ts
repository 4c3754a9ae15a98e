/** Read models under a log that is not the one they were made from: an older backup, and one that went another way. */
import { cpSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type OwnServer, startOwnRedis } from '@jejak/testing/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAgency, writeCorrection } from '../test/agency.js'
import { here } from '../test/here.js'
import { start, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const { dir, forget } = temporary()
let redis: OwnServer
beforeAll(async () => {
  redis = await startOwnRedis()
})
afterAll(async () => {
  await redis?.stop()
  forget()
})

const REPORT = ['report', 'training-hours', '--agency', 'uji', '--year', '2025', '--format', 'json']
const files = writeAgency(join(dir, 'files'))
const correction = writeCorrection(join(dir, 'later'))
type Env = Readonly<Record<string, string>> & { readonly JEJAK_HOME: string }

const removed = (home: string, name: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(home, `${name}${end}`), { force: true })
}
const putBack = (home: string, backup: string): void => {
  removed(home, 'events.db')
  cpSync(join(home, backup), join(home, 'events.db'))
}
/** As an operator is told to make backups. */
const backedUp = (home: string, name: string): void => {
  const db = new DatabaseSync(join(home, 'events.db'))
  db.prepare('VACUUM INTO ?').run(join(home, name))
  db.close()
}

/** A home with read models of all that is in it; `older.db` holds less, `newest.db` all. */
const grown = async (env: Env): Promise<void> => {
  const home = env.JEJAK_HOME
  expect((await here(['import', files, '--agency', 'uji'], env)).code).toBe(0)
  backedUp(home, 'older.db')
  expect((await here(['import', correction, '--agency', 'uji', '--reason', 'letter'], env)).code).toBe(0)
  expect((await here(REPORT, env)).code).toBe(0)
  backedUp(home, 'newest.db')
}

const COMMANDS = [
  REPORT,
  ['report', 'service-health'],
  ['rebuild'],
  ['rebuild', '--dry-run'],
  ['rebuild', '--rollback'],
  ['import', files, '--agency', 'uji'],
  ['serve', '--port', '0'],
  ['worker'],
] as const

const places = {
  files: (home: string): Env => ({ JEJAK_HOME: home }),
  Redis: (home: string): Env => ({
    JEJAK_HOME: home,
    JEJAK_VIEWS: `redis://${redis.host}:${redis.port}?prefix=${basename(home).toLowerCase()}`,
  }),
}

describe.each(['files', 'Redis'] as const)('read models in %s', (place) => {
  it('that hold more than the log are refused by every command in one line, and mended by what it says', async () => {
    const env = places[place](join(dir, `shorter-${place}`))
    await grown(env)
    putBack(env.JEJAK_HOME, 'older.db')
    for (const command of COMMANDS) {
      const { code, out, err } = await here(command, env)
      expect(err).toMatch(/^jejak: [^\n]*more than the log holds[^\n]*jejak rebuild --new-log[^\n]*\n$/)
      expect([code, out]).toEqual([1, ''])
    }
    const doctor = await here(['doctor'], env)
    expect(doctor.out).toMatch(/^PROBLEM read models: .*more than the log holds.*jejak rebuild --new-log/m)
    expect(doctor.out).toMatch(/^ok .*\d+ events in \d+ streams/m)
    // Said once: a rebuild without --new-log would be refused.
    expect(doctor.out.match(/^PROBLEM/gm)).toHaveLength(1)
    expect(doctor.out).not.toMatch(/\.;|rebuild makes/)
    expect(doctor.code).toBe(1)
    // The newest log is put back: all is as it was.
    putBack(env.JEJAK_HOME, 'newest.db')
    expect((await here(REPORT, env)).code).toBe(0)
    // The older one is to stay.
    putBack(env.JEJAK_HOME, 'older.db')
    const mended = await here(['rebuild', '--new-log'], env)
    expect([mended.code, mended.err]).toEqual([0, ''])
    expect(mended.out).toMatch(/thrown away/)
    const answer = await here(REPORT, env)
    expect(JSON.parse(answer.out)).toMatchObject({ rows: [{ pns: { hours: 32 } }, {}] })
    expect((await here(['doctor'], env)).code).toBe(0)
    // The row index holds what the log lost: it sees that, and what is handed in again is recorded again.
    const again = await here(['import', correction, '--agency', 'uji', '--reason', 'letter', '--format', 'json'], env)
    expect(JSON.parse(again.out)).toMatchObject({ events: 1 })
    expect(JSON.parse((await here(REPORT, env)).out)).toMatchObject({ rows: [{ pns: { hours: 31 } }, {}] })
  })

  it('of a log that went another way since are refused also where it has become longer', async () => {
    const env = places[place](join(dir, `branched-${place}`))
    await grown(env)
    putBack(env.JEJAK_HOME, 'older.db')
    // The office goes on, in a folder that has no read models yet.
    const views = { ...env, JEJAK_VIEWS: 'sqlite:aside.db' }
    for (const agency of ['lain', 'baru']) expect((await here(['import', files, '--agency', agency], views)).code).toBe(0)
    for (const command of COMMANDS) {
      const { code, out, err } = await here(command, env)
      expect(err).toMatch(/^jejak: [^\n]*another log[^\n]*jejak rebuild --new-log[^\n]*\n$/)
      expect([code, out]).toEqual([1, ''])
    }
    const found = await here(['doctor'], env)
    // Once, and without the advice of a rebuild that refuses.
    expect([found.code, found.out.match(/another log/g)]).toEqual([1, ['another log']])
    expect(found.out).not.toContain('jejak rebuild makes')
    expect((await here(['rebuild', '--new-log'], env)).code).toBe(0)
    const [mended, fresh] = [await here(REPORT, env), await here(REPORT, views)]
    expect(JSON.parse(mended.out)).toEqual(JSON.parse(fresh.out))
    expect((await here(['doctor'], env)).code).toBe(0)
  })

  it('of this log are only made again by rebuild --new-log', async () => {
    const env = places[place](join(dir, `own-${place}`))
    await grown(env)
    const { code, out } = await here(['rebuild', '--new-log'], env)
    expect([code, /thrown away/.test(out)]).toEqual([0, false])
    expect((await here(['rebuild', '--rollback'], env)).code).toBe(0)
  })
})

it.each([
  ['put in its place', (from: string, to: string) => renameSync(from, to), /put away or replaced/],
  [
    'written over it',
    (from: string, to: string) => cpSync(from, to),
    /more than the log holds|put away or replaced|another log|damaged|malformed/i,
  ],
])('serve says in one line that an older log was %s while it ran, answers no figure of it, and is live', async (_, put, expected) => {
  const home = join(dir, `served-${expected.source.length}`)
  const env = { JEJAK_HOME: home }
  await grown(env)
  const server = start(['serve', '--port', '0'], env)
  const [, url = ''] = await server.said(/^Jejak: (http:\/\/127\.0\.0\.1:\d+)$/m)
  const ask = () => fetch(`${url}/api/report/training-hours?agency=uji&year=2025`)
  expect((await ask()).status).toBe(200)
  const older = join(home, 'older.db')
  for (const end of ['-wal', '-shm']) rmSync(join(home, `events.db${end}`), { force: true })
  put(older, join(home, 'events.db'))
  const refused = await until(async () => {
    const answer = await ask()
    return answer.status === 503 ? answer.text() : null
  })
  expect(refused).toMatch(expected)
  expect((await fetch(`${url}/health/live`)).status).toBe(200)
  expect(await (await fetch(`${url}/health/ready`)).text()).toMatch(expected)
  // Longer than from one look of who follows to the next, and to the next try.
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  server.process.kill('SIGTERM')
  const ended = await server.ended
  expect(ended.code).toBe(0)
  expect(ended.err.split('\n').filter((line) => expected.test(line)).length).toBe(1)
})

it('read models of the layout before are made again from the log, whatever they hold', async () => {
  const env = { JEJAK_HOME: join(dir, 'before') }
  await grown(env)
  const before = await here(REPORT, env)
  const db = new DatabaseSync(join(env.JEJAK_HOME, 'views.db'))
  db.exec(`ALTER TABLE generation DROP COLUMN reached; ALTER TABLE generation DROP COLUMN hash; PRAGMA user_version = 3;
    UPDATE sum SET vector = '[99]'`)
  db.close()
  expect(await here(REPORT, env)).toEqual(before)
  expect((await here(['doctor'], env)).code).toBe(0)
})
