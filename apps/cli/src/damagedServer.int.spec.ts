/** A server on which others deleted what Jejak wrote, takes little at once, or dies (the wire double): who notices, and who goes on. */
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOG_START, type RecordedEvent } from '@jejak/core'
import { type Double, startDouble } from '@jejak/esdb-double'
import { openEventStoreDb } from '@jejak/eventstore/eventstoredb'
import { simulateAgency } from '@jejak/simulator'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agencyOf, must } from '../test/answers.js'
import { complaintsOf, jejak, temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const files = join(dir, 'files')
const agency = agencyOf('simulasi')
const keys = { JEJAK_WRAPPING_KEY: '07'.repeat(32), JEJAK_KEYS: `sqlite:${join(dir, 'keys.db')}` }
let double: Double
const folder = (name: string) => ({ ...keys, JEJAK_HOME: join(dir, name), JEJAK_EVENTS: double.url })
const logOf = async (): Promise<ReadonlyArray<RecordedEvent>> => {
  const store = await must(openEventStoreDb(double.url))
  const events: RecordedEvent[] = []
  for await (const page of store.readAll(LOG_START)) if (E.isRight(page)) events.push(...page.right)
  await store.close()
  return events
}

beforeAll(async () => {
  double = await startDouble({ dir: join(dir, 'double') })
  await must(simulateAgency({ seed: 4, people: 40, years: 2, endYear: 2025, dir: files, agency }))
})
afterAll(async () => {
  await double?.stop()
  forget()
})

describe('a server (double)', () => {
  it('that takes little in one append still takes an import, more of it in one stream than it takes at once', async () => {
    await double.fault({ kind: 'appendLimit', bytes: 30_000 })
    const imported = await jejak(['import', files, '--agency', agency], folder('old'))
    expect([imported.code, complaintsOf(imported)]).toEqual([0, []])
    expect(imported.out).not.toMatch(/larger than/)
    await double.fault({ kind: 'appendLimit', bytes: 1_048_576 })
    expect((await jejak(['doctor', '--from-server'], folder('old'))).out).toMatch(
      /ok +the server holds \d+ events in \d+ streams, the same/,
    )
  })

  it('of 1 MiB an append takes 2,000 forums with long topics, which are one stream, once', async () => {
    const forums = join(dir, 'forums')
    mkdirSync(forums)
    cpSync(join(files, 'pegawai.csv'), join(forums, 'pegawai.csv'))
    const topic = 'Pelayanan publik yang dekat dengan warga; '.repeat(12)
    const rows = Array.from({ length: 2000 }, (_, i) => `FRM-${i},2025-03-${String((i % 28) + 1).padStart(2, '0')},${topic}${i},120,40,12`)
    writeFileSync(join(forums, 'forum.csv'), ['kode_forum,tanggal,topik,hadir,masukan,ditindaklanjuti', ...rows, ''].join('\n'))
    const heldIn = async () => (await logOf()).filter(({ type }) => type === 'ForumHeld')
    const known = (await heldIn()).length
    const first = await jejak(['import', forums, '--agency', agency], folder('old'))
    expect([first.code, complaintsOf(first)]).toEqual([0, []])
    const held = (await heldIn()).slice(known)
    expect(held).toHaveLength(2000)
    expect(held.reduce((bytes, { data }) => bytes + JSON.stringify(data).length, 0)).toBeGreaterThan(1_048_576)
    expect(new Set(held.map(({ stream }) => stream)).size).toBe(1)
    expect((await jejak(['import', forums, '--agency', agency], folder('old'))).code).toBe(0)
    expect(await heldIn()).toHaveLength(known + 2000)
    expect((await jejak(['doctor'], folder('old'))).code).toBe(0)
  })

  it('from which others removed careers: old folders and new ones name them, all other figures and rows go on', async () => {
    const log = await logOf()
    const careers = [...new Set(log.map(({ stream }) => stream))].filter((stream) => stream.startsWith('career-'))
    const [gone = '', cut = '', hidden = ''] = careers
    await double.fault({ kind: 'tombstone', stream: gone })
    await double.fault({ kind: 'truncate', stream: cut, before: 2 })
    await double.fault({ kind: 'softDelete', stream: hidden })
    await double.fault({ kind: 'scavenge' })

    const old = await jejak(['doctor', '--from-server'], folder('old'))
    expect(old.code).toBe(1)
    for (const stream of [gone, cut, hidden]) {
      expect(old.out).toMatch(new RegExp(`PROBLEM is damaged on the server: [^\n]*: ${stream}; put back a backup of the server`))
      expect(old.out).toMatch(new RegExp(`PROBLEM the server has lost \\d+ events? from revision 0 on [^\n]*: ${stream};`))
    }
    expect(old.out).not.toMatch(/restore events\.db/)
    expect(old.out.match(/PROBLEM/g)).toHaveLength(6)

    const report = await jejak(['report', 'training-hours', '--agency', agency, '--year', '2025'], folder('new'))
    expect(report.code, report.err).toBe(0)
    expect(report.out).not.toBe('')
    // Of one nothing is left that could be parked: the answer says so all the same.
    const figures = await jejak(['report', 'training-hours', '--agency', agency, '--year', '2025', '--format', 'json'], folder('new'))
    expect(JSON.parse(figures.out).base).toMatchObject({ parked: 2, lost: 1 })
    const fresh = await jejak(['doctor'], folder('new'))
    for (const stream of [gone, cut, hidden]) expect(fresh.out).toContain(stream)
    expect(fresh.out).toMatch(new RegExp(`${cut} is parked`))

    // Rows of all others are recorded; those of a damaged stream are named.
    const more = join(dir, 'more')
    cpSync(files, more, { recursive: true })
    const mended = readFileSync(join(more, 'rating.csv'), 'utf8').trimEnd().split('\n')
    writeFileSync(join(more, 'rating.csv'), `${mended.slice(0, -3).join('\n')}\n`)
    appendFileSync(join(more, 'rating.csv'), `${mended.slice(-3).join('\n')}\n`)
    const again = await jejak(['import', more, '--agency', agency], folder('new'))
    expect(again.err).toMatch(/all rows were recorded but those of career-[0-9a-f]+ and 2 more, damaged in the event store/)
  })

  it('that dies is told of by an import after its patience, not by wave and try', { timeout: 150_000 }, async () => {
    await double.fault({ kind: 'hang', on: 'write', times: 1_000_000 })
    const there = join(dir, 'others')
    await must(simulateAgency({ seed: 9, people: 200, years: 2, endYear: 2025, dir: there, agency: agencyOf('lain') }))
    const begun = performance.now()
    const { code, err } = await jejak(['import', there, '--agency', 'lain'], { ...folder('third') })
    expect((performance.now() - begun) / 1000).toBeLessThan(75)
    expect(code).toBe(3)
    expect(err).toMatch(/does not answer in time/)
    await double.restart()
  })
})
