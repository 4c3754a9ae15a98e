/** `jejak copy`: an agency moves to an EventStoreDB (the wire double) and back, is interrupted, and is refused. */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LOG_START, type RecordedEvent } from '@jejak/core'
import { type Double, startDouble } from '@jejak/esdb-double'
import { type EventStore, openSqliteEventStore } from '@jejak/eventstore'
import { openEventStoreDb } from '@jejak/eventstore/eventstoredb'
import { simulateAgency } from '@jejak/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agencyOf, answersOf, must } from '../test/answers.js'
import { here } from '../test/here.js'
import { complaintsOf, type Ended, jejak, start, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const YEAR = 2025
const agency = agencyOf('simulasi')
const { dir, forget } = temporary()
const files = join(dir, 'files')
const wrapping = { JEJAK_WRAPPING_KEY: '07'.repeat(32) }
const home = { ...wrapping, JEJAK_HOME: join(dir, 'home') }
const events = join(home.JEJAK_HOME, 'events.db')
const doubles: Double[] = []
const newDouble = async (): Promise<Double> => {
  const double = await startDouble({ dir: join(dir, `double-${doubles.length}`) })
  doubles.push(double)
  return double
}

beforeAll(async () => {
  await must(simulateAgency({ seed: 11, people: 60, years: 3, endYear: YEAR, dir: files, agency }))
  await fine(jejak(['import', files, '--agency', agency], home))
})
afterAll(async () => {
  for (const double of doubles) await double.stop()
  forget()
})

const fine = async (ended: Promise<Ended>): Promise<string> => {
  const all = await ended
  expect([all.code, complaintsOf(all)]).toEqual([0, []])
  return all.out
}
const copy = (from: string, to: string): Promise<string> => fine(jejak(['copy', '--from', from, '--to', to]))

/** A home at another place with the keys of the first, and nothing else of it. */
const movedHome = (name: string): Readonly<Record<string, string>> => {
  const there = join(dir, name)
  mkdirSync(there, { mode: 0o700 })
  cpSync(join(home.JEJAK_HOME, 'keys.db'), join(there, 'keys.db'))
  return { ...wrapping, JEJAK_HOME: there }
}

const logOf = async (store: EventStore): Promise<ReadonlyArray<Omit<RecordedEvent, 'position'>>> => {
  const log: Array<Omit<RecordedEvent, 'position'>> = []
  for await (const page of store.readAll(LOG_START))
    for (const { position: _, ...event } of await must(() => Promise.resolve(page))) log.push(event)
  await store.close()
  return log
}
const inFile = async (path: string) => logOf(await must(openSqliteEventStore(path)))
const onServer = async (url: string) => logOf(await must(openEventStoreDb(url)))

describe('an agency that moves', () => {
  it('to a server and back gives the same answers, records nothing twice, and says what must move along', async () => {
    const expected = await answersOf(home, agency, YEAR)
    expect(expected.size).toBeGreaterThan(10)
    const double = await newDouble()
    const said = await copy(`sqlite:${events}`, double.url)
    expect(said).toMatch(/^Both stores hold the same \d+ events in \d+ streams.*keys\.db.*wrapping\.key.*views\.db.*import\.db/s)
    const served = { ...movedHome('served'), JEJAK_EVENTS: double.url }
    expect(await answersOf(served, agency, YEAR)).toEqual(expected)
    await fine(jejak(['import', files, '--agency', agency], served))
    await fine(jejak(['doctor'], served))

    const back = movedHome('back')
    await copy(double.url, `sqlite:${join(dir, 'back', 'events.db')}`)
    expect(await inFile(join(dir, 'back', 'events.db'))).toEqual(await inFile(events))
    expect(await answersOf(back, agency, YEAR)).toEqual(expected)
  })

  it('and kept what counts in places of the old log is told so, and makes it again', async () => {
    const kept = { ...wrapping, JEJAK_HOME: join(dir, 'kept') }
    cpSync(home.JEJAK_HOME, kept.JEJAK_HOME, { recursive: true })
    const expected = await answersOf(home, agency, YEAR)
    expect(await answersOf(kept, agency, YEAR)).toEqual(expected)
    const double = await newDouble()
    await copy(`sqlite:${events}`, double.url)
    const served = { ...kept, JEJAK_EVENTS: double.url }
    for (const command of [['report', 'training-hours', '--year', `${YEAR}`], ['rebuild'], ['worker']]) {
      const { code, out, err } = await here(command, served)
      expect([code, out, err]).toEqual([1, '', expect.stringMatching(/^jejak: [^\n]*another log[^\n]*delete views\.db[^\n]*\n$/)])
    }
    const { code, out } = await here(['doctor'], served)
    expect([code, out]).toEqual([1, expect.stringMatching(/PROBLEM[^\n]*another log/)])
    for (const name of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(kept.JEJAK_HOME, name), { force: true })
    expect(await answersOf(served, agency, YEAR)).toEqual(expected)
    // The row index finds out by itself.
    const imported = await fine(jejak(['import', files, '--agency', agency, '--format', 'json'], served))
    expect(JSON.parse(imported)).toMatchObject({ events: 0 })
    // From file to file places are the same: nothing has to be made again.
    const moved = join(dir, 'moved.db')
    await copy(`sqlite:${events}`, `sqlite:${moved}`)
    expect(await answersOf({ ...home, JEJAK_EVENTS: `sqlite:${moved}` }, agency, YEAR)).toEqual(expected)
  })

  it('whose move is killed again and again arrives whole, and nothing twice', async () => {
    const log = await inFile(events)
    const double = await newDouble()
    let held = 0
    // Twice in the worst moment, when an event stands and the answer is lost; then whenever it happens to be.
    for (const lost of [true, true, false]) {
      if (lost) await double.fault({ kind: 'dropReply', on: 'write', times: 1 })
      const store = await must(openEventStoreDb(double.url))
      const before = await must(store.head())
      const moving = start(['copy', '--from', `sqlite:${events}`, '--to', double.url])
      await until(async () => ((await must(store.head())) > before ? true : null), 60)
      moving.process.kill('SIGKILL')
      await moving.ended
      const left = await logOf(store)
      expect(left).toEqual(log.slice(0, left.length))
      expect(left.length).toBeGreaterThan(held)
      if (lost) expect(left.length).toBeLessThan(log.length)
      held = left.length
    }
    await copy(`sqlite:${events}`, double.url)
    expect(await onServer(double.url)).toEqual(log)
  })
})

describe('a copy is refused in one line', () => {
  const refusal = async (...args: ReadonlyArray<string>): Promise<readonly [number | null, string]> => {
    const { code, out, err } = await here(['copy', ...args], {}, dir)
    expect(out).toBe('')
    expect(err).toMatch(/^jejak: [^\n]+\n$/)
    expect(err).not.toContain('geheim')
    return [code, err]
  }

  it('into a store with other events', async () => {
    const other = join(dir, 'other.db')
    const elsewhere = { ...wrapping, JEJAK_HOME: join(dir, 'other'), JEJAK_EVENTS: `sqlite:${other}` }
    await fine(jejak(['simulate', '--people', '20', '--years', '1'], elsewhere))
    const before = await inFile(other)
    const [code, err] = await refusal('--from', `sqlite:${events}`, '--to', 'sqlite:other.db')
    expect([code, err]).toEqual([1, expect.stringContaining('holds other events (from the first on)')])
    expect(await inFile(other)).toEqual(before)
  })

  it('without a source, with an address that is none, onto itself, and where no server answers', async () => {
    const to = ['--to', 'sqlite:target.db']
    expect(await refusal('--from', 'sqlite:absent.db', ...to)).toEqual([1, expect.stringContaining('there is no file')])
    expect(existsSync(join(dir, 'absent.db'))).toBe(false)
    for (const address of ['events.db', 'sqlite:', 'esdb://user:geheim:x@h', 'redis://h'])
      expect(await refusal('--from', address, ...to)).toEqual([2, expect.stringContaining('--from: ')])
    expect(await refusal('--from', 'sqlite:home/events.db', '--to', `sqlite:${events}`)).toEqual([2, expect.stringContaining('one store')])
    const nowhere = 'esdb://user:geheim@127.0.0.1:1?tls=false'
    expect(await refusal('--from', nowhere, ...to)).toEqual([3, expect.stringContaining('esdb://127.0.0.1:1 cannot be reached')])
    expect(existsSync(join(dir, 'target.db'))).toBe(false)
  })
})
