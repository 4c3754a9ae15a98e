import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TRAINING_HOURS } from '@jejak/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOURS_2025, writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
const policy = (...args: ReadonlyArray<string>) => here(['policy', ...args, '--home', home])
const hours = (year: number) => here(['report', 'training-hours', '--year', String(year), '--format', 'json', '--home', home])

/** A policy file that asks for so many hours. */
const write = (name: string, version: string, floor: number): string => {
  const { ceilingOfContract } = TRAINING_HOURS.versions['national-1']
  const floorOfPermanent = { value: floor, article: 'Perwali 3/2025 Ps 4', mark: 'verified' }
  const path = join(dir, `${name}.json`)
  writeFileSync(path, JSON.stringify({ policy: 'training-hours', version, parameters: { floorOfPermanent, ceilingOfContract } }))
  return path
}

const GROUND = ['--agency', 'uji', '--reason', 'A made-up reason', '--basis', 'Perwali 3/2025']
const adopt = (file: string, from: string, ...more: ReadonlyArray<string>) => policy('adopt', file, '--from', from, ...GROUND, ...more)

beforeAll(async () => {
  const imported = await here(['import', writeAgency(join(dir, 'files')), '--agency', 'uji', '--home', home])
  expect(imported.err).toBe('')
})
afterAll(forget)

describe('jejak policy', () => {
  it('lists what comes with Jejak, and what the first import adopted', async () => {
    const shipped = await here(['policy', 'list', '--format', 'json'])
    const own = await policy('list', '--agency', 'uji', '--format', 'json')
    const names = (text: string): unknown => [...new Set(JSON.parse(text).map((row: { readonly policy: string }) => row.policy))]
    expect(names(own.out)).toEqual(names(shipped.out))
    expect(JSON.parse(own.out)[0]).toMatchObject({ policy: 'training-hours', version: 'national-1', from: null, inForce: true })
    expect((await policy('list', '--agency', 'uji')).out).toContain('retirement-age')
    const versions = (text: string): unknown =>
      JSON.parse(text)
        .filter((row: { readonly policy: string }) => row.policy === 'rank-promotion')
        .map((row: { readonly version: string }) => row.version)
    expect(versions(shipped.out)).toEqual(['national-1', 'national-2'])
    expect(versions(own.out)).toEqual(['national-2'])
  })

  it('shows a version as a file that can be adopted under another name', async () => {
    const shown = await here(['policy', 'show', 'ip-asn', '--format', 'json'])
    expect(shown.code).toBe(0)
    const path = join(dir, 'same.json')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(shown.out), version: 'uji-same' }))
    const tried = await adopt(path, '2026-01-01', '--dry-run', '--format', 'json')
    expect(JSON.parse(tried.out)).toMatchObject({ policy: 'ip-asn', insteadOf: 'national-2', changes: [], position: null })
    expect((await here(['policy', 'show', 'ip-asn'])).out).toContain('recalled')
  })

  it('changes the figures of its days and of no others, live and rebuilt alike', async () => {
    const before = await hours(2025)
    expect(JSON.parse(before.out)).toMatchObject({ rows: HOURS_2025, policy: { version: 'national-1' } })
    const earlier = await hours(2024)
    const dry = await adopt(write('dry', 'uji-2025', 33), '2025-07-01', '--dry-run')
    expect(dry.out).toMatch(/would hold in uji from 2025-07-01, instead of national-1; nothing was written/)
    expect((await hours(2025)).out).toBe(before.out)

    const adopted = await adopt(write('hours', 'uji-2025', 33), '2025-07-01')
    expect(adopted.err).toBe('')
    expect(adopted.code).toBe(0)
    expect(adopted.out).toMatch(/floorOfPermanent\.value/)
    const live = await hours(2025)
    expect(JSON.parse(live.out)).toMatchObject({
      rows: [{ pns: { people: 2, reached: 0, hours: 32 } }, {}],
      policy: { version: 'uji-2025' },
    })
    const { rows, totals } = JSON.parse((await hours(2024)).out)
    expect({ rows, totals }).toEqual({ rows: JSON.parse(earlier.out).rows, totals: JSON.parse(earlier.out).totals })
    const { position } = JSON.parse(before.out)
    const then = await here([
      'report',
      'training-hours',
      '--year',
      '2025',
      '--known-at',
      `@${position}`,
      '--format',
      'json',
      '--home',
      home,
    ])
    expect(then.out).toBe(before.out)
    expect((await here(['rebuild', '--home', home])).code).toBe(0)
    expect((await hours(2025)).out).toBe(live.out)
    expect((await here(['doctor', '--home', home])).code).toBe(0)
  })

  it('is shown in force on a day, by its version, and beside another', async () => {
    const version = async (...args: ReadonlyArray<string>): Promise<string> =>
      JSON.parse((await policy('show', 'training-hours', '--agency', 'uji', '--format', 'json', ...args)).out).version
    expect(await version('--on', '2025-06-30')).toBe('national-1')
    expect(await version('--on', '2025-07-01')).toBe('uji-2025')
    expect(await version()).toBe('uji-2025')
    expect(await version('--version', 'national-1')).toBe('national-1')
    const diff = await policy('diff', 'training-hours', 'national-1', 'uji-2025', '--agency', 'uji', '--format', 'json')
    expect(JSON.parse(diff.out).changes).toEqual([
      { path: 'floorOfPermanent.value', a: 20, b: 33 },
      { path: 'floorOfPermanent.article', a: 'PP 11/2017 jo. PP 17/2020 Ps 203(4)', b: 'Perwali 3/2025 Ps 4' },
    ])
    expect((await policy('diff', 'training-hours', 'national-1', 'national-1')).out).toMatch(/say the same/)
    const list = JSON.parse((await policy('list', '--agency', 'uji', '--format', 'json')).out)
    expect(list.filter((row: { readonly policy: string }) => row.policy === 'training-hours')).toMatchObject([
      { version: 'national-1', inForce: false },
      { version: 'uji-2025', from: '2025-07-01', inForce: true, basis: 'Perwali 3/2025' },
    ])
  })

  it('keeps the reason sealed', () => {
    const bytes = readFileSync(join(home, 'events.db'), 'latin1')
    expect(bytes.includes('uji-2025') || readFileSync(join(home, 'events.db-wal'), 'latin1').includes('uji-2025')).toBe(true)
    expect(bytes).not.toContain('A made-up reason')
  })

  it.each([
    ['the same version from the same day', () => adopt(write('hours', 'uji-2025', 33), '2025-07-01'), 1, /ALREADY_ADOPTED/],
    ['its name with other content', () => adopt(write('other', 'uji-2025', 34), '2026-07-01'), 1, /VERSION_EXISTS/],
    ['a shipped version', () => adopt(write('national', 'national-1', 20), '2026-07-01'), 1, /VERSION_SHIPPED/],
    ['a folder for a file', () => adopt(dir, '2026-07-01'), 1, /no file/],
    ['a file that is not there', () => adopt(join(dir, 'none.json'), '2026-07-01'), 1, /cannot be read \(ENOENT\)/],
    ['a day that does not exist', () => adopt(write('day', 'uji-3', 20), '2026-02-30'), 2, /must exist/],
    ['an agency that is not there', () => policy('show', 'mentoring', '--agency', 'lain'), 1, /nothing of agency "lain"/],
    ['a policy that is none', () => policy('show', 'mentorin'), 2, /did you mean mentoring\?/],
    ['a version nobody adopted', () => policy('show', 'mentoring', '--version', 'x', '--agency', 'uji'), 1, /adopted no version "x"/],
    ['an adopted version without its agency', () => policy('show', 'mentoring', '--version', 'x'), 2, /--agency/],
    ['no part of the group', () => here(['policy']), 2, /one of the commands above/],
  ])('refuses %s in one line', async (_, ask, exit, line) => {
    const { code, err } = await ask()
    expect(err).toMatch(line)
    expect(err).toMatch(/^jejak: [^\n]+\n$/)
    expect(code).toBe(exit)
  })

  it('says everything that stands against a file, one line each, and repeats no value', async () => {
    const path = join(dir, 'bad.json')
    const fewest = { value: 'Siti', article: '', mark: 'sure' }
    writeFileSync(path, JSON.stringify({ policy: 'small-counts', version: 'uji-1', parameters: { fewest, more: 1 } }))
    const { code, err } = await adopt(path, '2026-01-01')
    expect(code).toBe(1)
    expect(err.split('\n')).toEqual([
      'jejak: file.parameters.fewest.value: expected a whole number from 2 to 1000',
      'jejak: file.parameters.fewest.article: expected a text of 1 to 500 characters',
      'jejak: file.parameters.fewest.mark: expected "verified" | "recalled" | "derived" | "open"',
      'jejak: file.parameters.more: expected nothing: no such key is known',
      'jejak: not adopted: 4 objections, listed above',
      '',
    ])
  })

  it('is named by the columns of a report from then on', async () => {
    const header = async (year: number) => {
      const { out } = await here(['report', 'training-hours', '--year', String(year), '--format', 'csv', '--home', home])
      return out.split('\r\n')[0]
    }
    const before = await header(2023)
    expect((await adopt(write('labels', 'kota-labels', 36), '2028-01-01')).code).toBe(0)
    expect(await header(2028)).toContain('PNS >= 36 JP')
    expect(await header(2023)).toBe(before)
    expect(before).toContain('PNS >= 20 JP')
  })
})
