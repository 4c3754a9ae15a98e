/** A home whose events are in an EventStoreDB (the wire double) answers as one in files does. */
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Double, startDouble } from '@jejak/esdb-double'
import { openEventStoreDb } from '@jejak/eventstore/eventstoredb'
import { simulateAgency } from '@jejak/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agencyOf, answersOf as answersAt, must } from '../test/answers.js'
import { complaintsOf, jejak, NOBODY, start, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const YEAR = 2025
const { dir, forget } = temporary()
const files = join(dir, 'files')
let double: Double

const agency = agencyOf('simulasi')

/** Both homes have one set of keys: the ids of people are made with them, and some rows are ordered by id. */
const keys = { JEJAK_WRAPPING_KEY: '07'.repeat(32), JEJAK_KEYS: `sqlite:${join(dir, 'keys.db')}` }
const inFiles = { ...keys, JEJAK_HOME: join(dir, 'in-files') }
const onServer = () => ({ ...keys, JEJAK_HOME: join(dir, 'on-server'), JEJAK_EVENTS: double.url })

beforeAll(async () => {
  double = await startDouble({ dir: join(dir, 'double') })
  await must(simulateAgency({ seed: 4, people: 60, years: 3, endYear: YEAR, dir: files, agency }))
})
afterAll(async () => {
  await double?.stop()
  forget()
})

const answersOf = (env: Readonly<Record<string, string>>) => answersAt(env, agency, YEAR)

const headOf = async (): Promise<number> => {
  const store = await must(openEventStoreDb(double.url))
  const head = await must(store.head())
  await store.close()
  return head
}

const run = async (env: Readonly<Record<string, string>>, ...args: ReadonlyArray<string>): Promise<string> => {
  const ended = await jejak(args, env)
  expect([ended.code, complaintsOf(ended)]).toEqual([0, []])
  return ended.out
}

describe('a home on an EventStoreDB (double)', () => {
  it('answers every report as a home in files, byte for byte: imported, followed by a worker, rebuilt, and without its copy', async () => {
    for (const env of [inFiles, onServer()]) await run(env, 'import', files, '--agency', agency)
    const expected = await answersOf(inFiles)
    expect(expected.size).toBeGreaterThan(10)
    expect(await answersOf(onServer())).toEqual(expected)
    expect(existsSync(join(dir, 'on-server', 'events.db'))).toBe(false)

    await run(onServer(), 'rebuild')
    expect(await answersOf(onServer())).toEqual(expected)

    for (const name of ['events-copy.db', 'events-copy.db-wal', 'events-copy.db-shm', 'views.db'])
      rmSync(join(dir, 'on-server', name), { force: true })
    expect(await answersOf(onServer())).toEqual(expected)
    await run(onServer(), 'doctor')
  })

  it('imports the same files again without an event, and follows and serves what another machine imports', async () => {
    // Another machine: a folder of its own, with the keys and the server of the first.
    const there = { ...onServer(), JEJAK_HOME: join(dir, 'elsewhere') }
    const worker = start(['worker'], there)
    await worker.said(/following the log/)
    const server = start(['serve', '--port', '0'], { ...there, JEJAK_HOME: join(dir, 'served') })
    const [, url = ''] = await server.said(/^Jejak: (http:\/\/127\.0\.0\.1:\d+)$/m)
    await double.kill()
    const later = new Promise((resolve) => setTimeout(resolve, 1500))
    await Promise.all([later, double.restart()])
    const before = await headOf()
    await run(onServer(), 'import', files, '--agency', agency)
    expect(await headOf()).toBe(before)
    const expected = await answersOf(inFiles)
    await until(async () => (JSON.stringify([...(await answersOf(there))]) === JSON.stringify([...expected]) ? true : null), 60)
    const answer: unknown = await (await fetch(`${url}/api/report/training-hours?agency=${agency}&year=${YEAR}`)).json()
    expect(answer).toMatchObject({ rows: JSON.parse(expected.get('training-hours') ?? '{}').rows })
    for (const each of [worker, server]) {
      each.process.kill('SIGTERM')
      expect((await each.ended).code).toBe(0)
    }
  })

  it('says in one line what is wrong where no server answers', async () => {
    const nowhere = { ...onServer(), JEJAK_EVENTS: 'esdb://user:geheim@127.0.0.1:1?tls=false' }
    const { code, err } = await jejak(['report', 'training-hours', '--year', '2025'], nowhere)
    expect(code).toBe(3)
    expect(err).toMatch(/^[^\n]*esdb:\/\/127\.0\.0\.1:1 cannot be reached[^\n]*\n$/)
    expect(err).not.toContain('geheim')
  })

  it('is read from a folder that may not be written, with a copy of the log that is gone afterwards', async () => {
    const other = await startDouble({ dir: join(dir, 'other-double') })
    const isRoot = process.getuid?.() === 0
    const home = join(dir, 'sealed')
    const env = { ...keys, JEJAK_KEYS: `sqlite:${join(home, 'keys.db')}`, JEJAK_HOME: home, JEJAK_EVENTS: other.url }
    await run(env, 'import', files, '--agency', agency)
    const report = ['report', 'training-hours', '--year', String(YEAR), '--format', 'json']
    const expected = await run(env, ...report)
    const own = join(dir, 'own')
    mkdirSync(own)
    chmodSync(dir, 0o755)
    for (const name of readdirSync(home)) {
      if (isRoot) chownSync(join(home, name), NOBODY, NOBODY)
      chmodSync(join(home, name), 0o400)
    }
    if (isRoot) for (const folder of [home, own]) chownSync(folder, NOBODY, NOBODY)
    chmodSync(home, 0o500)
    const { code, out, err } = await start(report, { ...env, TMPDIR: own }, '/', isRoot ? NOBODY : undefined).ended
    chmodSync(home, 0o700)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(expected)
    expect(readdirSync(own)).toEqual([])
    await other.stop()
  })
})
