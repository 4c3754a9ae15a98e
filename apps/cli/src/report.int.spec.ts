import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOURS_2025, SECOND, writeAgency, writeCorrection } from '../test/agency.js'
import { here } from '../test/here.js'
import { jejak, temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
const report = (...args: ReadonlyArray<string>) => here(['report', ...args, '--home', home])

beforeAll(async () => {
  const files = writeAgency(join(dir, 'files'))
  const imported = await here(['import', files, '--agency', 'uji', '--home', home])
  expect(imported.err).toBe('')
  expect(imported.code).toBe(0)
})
afterAll(forget)

describe('jejak report', () => {
  it('answers in the JSON of every report', async () => {
    const args = ['report', 'training-hours', '--agency', 'uji', '--year', '2025', '--format', 'json']
    const { code, out, err } = await jejak(args, { JEJAK_HOME: home })
    expect(err).toBe('')
    expect(code).toBe(0)
    const answer: unknown = JSON.parse(out)
    expect(answer).toMatchObject({ report: 'training-hours', agency: 'uji', rows: HOURS_2025, base: { people: 3 } })
    expect(answer).toHaveProperty('position')
    expect(answer).toHaveProperty('knownAt')
    expect(answer).toHaveProperty('policy.name', 'training-hours')
  })

  it('takes the only agency there is, and cuts on the effective date', async () => {
    const { code, out } = await report('training-hours', '--year', '2025', '--as-of', '2025-03-01', '--format', 'json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ asOf: '2025-03-01', rows: [{ pns: { hours: 24 } }, { pppk: { hours: 20 } }] })
  })

  it('names people where the report does, and keeps one unit', async () => {
    const { code, out } = await report('staff-list', '--unit', 'UJI.1', '--as-of', '2025-12-31', '--format', 'csv')
    expect(code).toBe(0)
    expect(out.split('\r\n').filter((line) => !line.startsWith('#') && line.includes('UJI.'))).toHaveLength(2)
    expect(out).toContain('# Unit kerja: UJI.1')
    expect(out).toContain(`'${SECOND},Contoh Dua,PNS`)
  })

  it('lists the people behind a figure, and names the cells there are', async () => {
    const asked = ['training-hours', '--year', '2025', '--format', 'json', '--who']
    const { code, out } = await report(...asked, 'zero')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      report: 'training-hours',
      cell: 'zero',
      unit: null,
      base: { people: 1, erased: 0 },
      rows: [{ nip: SECOND, name: 'Contoh Dua', unitId: 'UJI.1', hours: 0 }],
    })
    expect(await report(...asked, 'nil')).toMatchObject({
      code: 2,
      err: 'jejak: there is no cell "nil"; --who takes people, reached, zero, excused, pppk, overLimit, pppkExcused\n',
    })
    expect(await report('program-ratings', '--year', '2025', '--who', 'people')).toMatchObject({
      code: 2,
      err: 'jejak: this report lists nobody behind its figures: leave out --who\n',
    })
    const table = await report('training-hours', '--year', '2025', '--who', 'zero')
    expect(table).toMatchObject({ code: 0, out: expect.stringContaining('Contoh Dua') })
  })

  it('refuses a unit that is not there, and names those that may be meant', async () => {
    expect(await report('training-hours', '--year', '2025', '--unit', 'uji.3')).toMatchObject({
      code: 1,
      out: '',
      err: 'jejak: the agency has no unit "uji.3"; did you mean UJI.1 or UJI.2?\n',
    })
    expect(await report('staff-list', '--unit', 'NOPE')).toMatchObject({
      code: 1,
      err: 'jejak: the agency has no unit "NOPE"; there is UJI.1 and UJI.2\n',
    })
  })

  it('draws a table with its base', async () => {
    const { code, out } = await report('training-hours', '--year', '2025')
    expect(code).toBe(0)
    expect(out).toContain('UJI.1')
    expect(out).toMatch(/people=3/)
  })

  it('lists the reports where none is named', async () => {
    const { code, out } = await report()
    expect(code).toBe(0)
    expect(out).toContain('appraisal-distribution')
  })

  it('answers as things were known at a position', async () => {
    const before = await report('training-hours', '--year', '2025', '--format', 'json')
    const { position, knownAt } = JSON.parse(before.out)
    expect(knownAt).toBe(`@${position}`)
    const later = writeCorrection(join(dir, 'later'))
    const corrected = await here(['import', later, '--agency', 'uji', '--reason', 'letter 1', '--format', 'json', '--home', home])
    expect(JSON.parse(corrected.out)).toMatchObject({ events: 1, files: { peserta: { correction: 1, known: 3 } } })
    const now = await report('training-hours', '--year', '2025', '--format', 'json')
    expect(JSON.parse(now.out)).toMatchObject({ rows: [{ pns: { hours: 31 } }, {}] })
    const then = await report('training-hours', '--year', '2025', '--known-at', `@${position}`, '--format', 'json')
    expect(then.out).toBe(before.out)
  })

  it('answers when all up to a position is in', async () => {
    const { position } = JSON.parse((await report('training-hours', '--year', '2025', '--format', 'json')).out)
    const waited = await report('training-hours', '--year', '2025', '--wait-for', `@${position}`, '--format', 'json')
    expect(waited.code).toBe(0)
    expect(JSON.parse(waited.out).position).toBe(position)
  })

  it('answers as things were known at a moment', async () => {
    const past = await report('training-hours', '--year', '2025', '--known-at', '2020-01-01T00:00:00Z', '--format', 'json')
    expect(past.code).toBe(0)
    expect(JSON.parse(past.out)).toMatchObject({ position: 0, knownAt: '2020-01-01T00:00:00.000Z', rows: [] })
    const future = await report('training-hours', '--year', '2025', '--known-at', '2999-01-01T00:00:00+07:00', '--format', 'json')
    const now = await report('training-hours', '--year', '2025', '--format', 'json')
    expect(future.out).toBe(now.out)
  })

  it('gives the same figures after a rebuild', async () => {
    const before = await report('training-hours', '--year', '2025', '--format', 'json')
    const rebuilt = await here(['rebuild', '--home', home])
    expect(rebuilt.err).toBe('')
    expect(rebuilt.code).toBe(0)
    const after = await report('training-hours', '--year', '2025', '--format', 'json')
    expect(after.out).toBe(before.out)
  })

  it('finds nothing to do with doctor, and no name in what it says', async () => {
    const { code, out } = await here(['doctor', '--home', home])
    expect(out).not.toMatch(/Contoh|\d{18}/)
    expect(out).toMatch(/follow from their hashes/)
    expect(code).toBe(0)
  })

  it.each([
    [['training-hour', '--year', '2025'], 2, /did you mean training-hours\?/],
    [['training-hours'], 2, /--year 2025/],
    [['training-hours', '--year', '25'], 2, /four digits/],
    [['training-hours', '--year', '2025', '--as-of', '2025-02-30'], 2, /must exist/],
    [['training-hours', '--year', '2025', '--period', '2025-01'], 2, /does not take --period/],
    [['training-hours', '--year', '2025', '--known-at', 'yesterday'], 2, /with its zone/],
    [['training-hours', '--year', '2025', '--wait-for', 'soon'], 2, /written @NUMBER/],
    [['training-hours', '--year', '2025', '--known-at', '@99999999'], 2, /ends at @/],
    [['training-hours', '--year', '2025', '--format', 'xml'], 2, /table, json, csv/],
    [['training-hours', '--year', '2025', '--agency', 'lain'], 1, /there is uji/],
  ])('refuses %j in one line', async (args, exit, line) => {
    const { code, out, err } = await report(...args)
    expect(err).toMatch(line)
    expect(err).toMatch(/^jejak: [^\n]+\n$/)
    expect(out).toBe('')
    expect(code).toBe(exit)
  })

  it('refuses a folder without data, and makes none', async () => {
    const nowhere = join(dir, 'nowhere')
    const { code, err } = await here(['report', 'training-hours', '--year', '2025'], { JEJAK_HOME: nowhere })
    expect(err).toMatch(/^jejak: no data folder at [^\n]+\n$/)
    expect(code).toBe(1)
  })

  it('refuses a kind of store that it does not know', async () => {
    const { code, err } = await here(['report', 'training-hours', '--year', '2025', '--home', home], {
      JEJAK_EVENTS: 'postgres://localhost',
    })
    expect(err).toMatch(/^jejak: JEJAK_EVENTS: no store of the kind "postgres"[^\n]+\n$/)
    expect(code).toBe(1)
  })

  it('refuses a home that is a file', async () => {
    const file = join(dir, 'a-file')
    writeFileSync(file, '')
    const { code, err } = await here(['report', 'training-hours', '--year', '2025', '--home', file])
    expect(err).toMatch(/^jejak: [^\n]+\n$/)
    expect(code).toBe(1)
  })
})
