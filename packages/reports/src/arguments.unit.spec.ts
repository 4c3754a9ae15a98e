import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { AGENCY, day, TODAY } from './examples.spec.js'
import type { Asked } from './Report.js'
import { REPORTS } from './registry.js'
import { standingArguments, standingViews, viewOf } from './view.js'

const ask = (name: string, asked: Partial<Asked>) => {
  const report = REPORTS.get(name)
  if (report === undefined) throw new Error(`no report ${name}`)
  return report.check({ agency: AGENCY, ...asked }, TODAY)
}
const faults = (name: string, asked: Partial<Asked>): ReadonlyArray<string> => {
  const checked = ask(name, asked)
  return E.isLeft(checked) ? checked.left.map(({ argument }) => argument) : []
}

describe('arguments', () => {
  it('are filled in: as-of is today', () =>
    expect(ask('training-hours', { year: 2025 })).toMatchObject({ right: { asOf: TODAY, unit: null } }))

  it('show all faults at once', () => {
    expect(faults('retirements', { year: 2025 })).toEqual(['year', 'from', 'to'])
    expect(faults('training-hours', {})).toEqual(['year'])
    expect(faults('training-hours', { year: 1899 })).toEqual(['year'])
    expect(faults('training-hours', { year: 2024.5 })).toEqual(['year'])
    expect(faults('changes', { from: day('2025-01-02'), to: day('2025-01-01') })).toEqual(['to'])
    expect(faults('changes', { from: day('2025-01-01'), to: day('2025-01-01') })).toEqual([])
    expect(faults('promotion-eligibility', { period: '2026-13' })).toEqual(['period'])
    expect(faults('promotion-eligibility', { period: '2026-1' })).toEqual(['period'])
    expect(faults('budget', { year: 2025, unit: 'U1' })).toEqual(['unit'])
  })
})

describe('views', () => {
  it('are named by report and arguments, without agency and unit, each key once', () => {
    const report = REPORTS.get('training-hours')
    if (report === undefined) throw new Error('gone')
    const args = { year: 2025, asOf: TODAY, from: null, to: null, period: null }
    expect(viewOf(report, args).key).toBe('training-hours?year=2025&asOf=2026-11-24')
    const keys = standingViews(TODAY).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('stand for every report of a year, for this year and the two before, as of today', () => {
    const first = day('2027-01-01')
    const ofYears = [...REPORTS.values()].filter(({ takes }) => takes.includes('year'))
    expect(ofYears.length).toBeGreaterThan(0)
    expect(standingArguments(first).map(({ report, args }) => [report.name, args.year])).toEqual(
      ofYears.flatMap(({ name }) => [2027, 2026, 2025].map((year) => [name, year])),
    )
    expect(new Set(standingViews(first).map(({ asOf }) => asOf))).toEqual(new Set([first]))
  })
})

describe('the registry', () => {
  it('names each report as it names itself, with words in both languages', () => {
    for (const [name, report] of REPORTS) {
      expect(report.name).toBe(name)
      for (const { id, en } of [report.title, report.meaning, ...report.columns]) expect(id.length > 0 && en.length > 0).toBe(true)
    }
  })
})
