/** The two clocks: what was known then gives the same bytes, whatever was recorded since. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { isHeldAgainstToday, REPORTS, type Report } from '@jejak/reports'
import { simulateAgency } from '@jejak/simulator'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'
import { REPORT_FORMATS } from './commands/report.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
const files = join(dir, 'files')
const AGENCY = 'simulasi'
const YEAR = 2025

/** A past day for day reports, a year for year reports. */
const argumentsOf = ({ takes }: Report): ReadonlyArray<string> => [
  ...(takes.includes('year') ? ['--year', String(YEAR)] : []),
  ...(takes.includes('from') ? ['--from', `${YEAR - 1}-12-31`, '--to', `${YEAR}-12-31`] : []),
  ...(takes.includes('period') ? ['--period', `${YEAR}-07`] : []),
  '--as-of',
  `${YEAR}-12-31`,
]

/** Changes a column of every second row: facts that are in are corrected. */
const change = (file: string, column: string, to: (cell: string) => string): void => {
  const path = join(files, `${file}.csv`)
  const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/)
  const place = header.split(',').indexOf(column)
  expect(place).toBeGreaterThanOrEqual(0)
  const changed = rows.map((row, i) =>
    i % 2 === 0
      ? row
      : row
          .split(',')
          .map((cell, at) => (at === place ? to(cell) : cell))
          .join(','),
  )
  writeFileSync(path, `${[header, ...changed].join('\n')}\n`)
}

const shrink = (cell: string): string => (cell === '' || cell === '0' ? cell : String(Math.max(1, Math.floor(Number(cell) / 2))))

/** Keeps some rows of a file back, for a later hand-over. */
const keepBack = (file: string): (() => void) => {
  const path = join(files, `${file}.csv`)
  const whole = readFileSync(path, 'utf8')
  const lines = whole.trimEnd().split(/\r?\n/)
  writeFileSync(path, `${lines.filter((_, i) => i === 0 || i % 3 !== 0).join('\n')}\n`)
  return () => writeFileSync(path, whole)
}

let position = 0

const ask = async (report: Report, format: string, knownAt: ReadonlyArray<string>): Promise<string> => {
  const { code, out, err } = await here(['report', report.name, ...argumentsOf(report), ...knownAt, '--format', format, '--home', home])
  expect([report.name, format, code, err]).toEqual([report.name, format, 0, ''])
  return out
}

const known = (): ReadonlyArray<string> => ['--known-at', `@${position}`]
const key = (report: Report, format: string): string => `${report.name}.${format}`
const then = new Map<string, string>()
const thenAtHead = new Map<string, unknown>()

const rowsOf = (text: string): unknown => {
  const { position: _, knownAt: __, ...rest }: Record<string, unknown> = JSON.parse(text)
  return rest
}

/** Every value as it was, or `null` with a note that it is withheld. */
const isSameOrWithheld = (now: unknown, before: unknown): boolean => {
  if (now === null || isDeepStrictEqual(now, before)) return true
  if (Array.isArray(now) && Array.isArray(before))
    return now.length === before.length && now.every((each, i) => isSameOrWithheld(each, before[i]))
  if (typeof now !== 'object' || typeof before !== 'object' || before === null) return false
  const earlier = new Map<string, unknown>(Object.entries(before))
  return Object.entries(now).every(([name, value]) => name === 'suppressed' || isSameOrWithheld(value, earlier.get(name)))
}

beforeAll(async () => {
  const made = await simulateAgency({ seed: 7, people: 60, years: 2, endYear: YEAR, dir: files, agency: AGENCY })()
  expect(E.isRight(made)).toBe(true)
  const late = ['jabatan', 'penilaian', 'peserta', 'rating', 'anggaran'].map(keepBack)
  expect((await here(['import', files, '--agency', AGENCY, '--home', home])).code).toBe(0)
  // What each report says now, at the head and at the position of the head.
  const first = await here(['report', 'training-hours', '--year', String(YEAR), '--format', 'json', '--home', home])
  const answer: { readonly position: number } = JSON.parse(first.out)
  position = answer.position
  for (const report of REPORTS.values()) {
    thenAtHead.set(report.name, rowsOf(await ask(report, 'json', [])))
    for (const format of REPORT_FORMATS) then.set(key(report, format), await ask(report, format, known()))
  }
  // Then: late facts, corrections, another policy.
  for (const giveBack of late) giveBack()
  change('penilaian', 'hasil_kerja', () => '2')
  change('peserta', 'jam_hadir', shrink)
  change('anggaran', 'rupiah', (cell) => String(Number(cell) + 1))
  const again = await here(['import', files, '--agency', AGENCY, '--home', home, '--reason', 'surat ralat', '--format', 'json'])
  expect([again.code, again.err]).toEqual([0, ''])
  const { events }: { readonly events: number } = JSON.parse(again.out)
  expect(events).toBeGreaterThan(100)
}, 120_000)
afterAll(forget)

describe('a report of a past day', () => {
  it('says what the log held, at its head', () => {
    for (const report of REPORTS.values()) {
      const cut = then.get(key(report, 'json')) ?? '{}'
      expect([report.name, rowsOf(cut)]).toEqual([report.name, thenAtHead.get(report.name)])
    }
  })

  it.each([...REPORTS.values()].flatMap((report) => (isHeldAgainstToday(report) ? [] : [[report.name, report] as const])))(
    '%s, as known then, has the same bytes in every format after late facts and corrections',
    async (_, report) => {
      for (const format of REPORT_FORMATS) expect((await ask(report, format, known())) === then.get(key(report, format))).toBe(true)
    },
  )

  it.each([...REPORTS.values()].flatMap((report) => (isHeldAgainstToday(report) ? [[report.name, report] as const] : [])))(
    '%s, as known then, says the same or withholds what a few have said since',
    async (_, report) => {
      const now: unknown = JSON.parse(await ask(report, 'json', known()))
      expect(isSameOrWithheld(now, JSON.parse(then.get(key(report, 'json')) ?? 'null'))).toBe(true)
    },
  )

  it('differs as known now, so that the same bytes are no accident', async () => {
    const differs: string[] = []
    for (const report of REPORTS.values())
      if (JSON.stringify(rowsOf(await ask(report, 'json', []))) !== JSON.stringify(thenAtHead.get(report.name))) differs.push(report.name)
    expect(differs).toEqual(expect.arrayContaining(['training-hours', 'appraisal-distribution', 'budget', 'program-ratings', 'staff-list']))
  })

  it('is the same after a rebuild', async () => {
    expect((await here(['rebuild', '--home', home])).code).toBe(0)
    for (const report of REPORTS.values())
      if (!isHeldAgainstToday(report)) expect((await ask(report, 'json', known())) === then.get(key(report, 'json'))).toBe(true)
  })
})
