import { lastDayOfYear, POLICIES } from '@jejak/core'
import { describe, expect, it } from 'vitest'
import { LISTED } from './listed.js'
import type { ReportForm, Words } from './Report.js'
import { worded, wordedForNobody } from './worded.js'

const day = lastDayOfYear(2025)
const textsOf = ({ title, meaning, columns, beside = [] }: ReportForm): ReadonlyArray<Words> => [
  title,
  meaning,
  ...columns,
  ...beside.flatMap((table) => [table.title, ...table.columns]),
]
const formOf = (name: string): ReportForm => LISTED.get(name) ?? expect.fail(`no report ${name}`)

/** An agency that adopted these parameters of a policy, the others as the nation has them. */
const adopted = (policy: keyof typeof POLICIES, parameters: Readonly<Record<string, unknown>>) => {
  const national: Readonly<Record<string, unknown>> = POLICIES[policy].versions['national-1']
  return { policies: [{ data: { policy, version: 'kota-1', from: null, parameters: { ...national, ...parameters } } }] }
}
const parameter = (value: unknown) => ({ value, article: 'Perwali 1/2025', mark: 'verified' })

const said = (name: string, policies: ReturnType<typeof adopted>): ReportForm => {
  const form = formOf(name)
  return worded(form, form.thresholds?.(policies, day) ?? {})
}

describe('texts of reports', () => {
  it('leave no number open', () => {
    for (const form of LISTED.values())
      for (const { id, en } of textsOf(wordedForNobody(form))) expect(`${form.name}: ${id} ${en}`).not.toMatch(/[{}]|undefined|NaN/)
  })

  it('name the hours of the nation where an agency adopted none', () =>
    expect(textsOf(wordedForNobody(formOf('training-hours'))).map(({ en }) => en)).toEqual(
      expect.arrayContaining([
        'PNS >= 20 JP',
        'PPPK > 24 JP',
        expect.stringContaining('at least 20 JP (PP 11/2017 jo. PP 17/2020 Ps 203(4))'),
      ]),
    ))

  it('name the hours the agency adopted', () => {
    const { columns, meaning } = said(
      'training-hours',
      adopted('training-hours', { floorOfPermanent: parameter(32), ceilingOfContract: parameter(40) }),
    )
    expect(columns.map(({ id }) => id)).toEqual(expect.arrayContaining(['PNS >= 32 JP', 'PPPK > 40 JP']))
    expect(meaning.id).toMatch(/32 JP.*40 JP/)
    expect(`${meaning.id} ${meaning.en}`).not.toMatch(/\b2[04] JP/)
  })

  it('name numbers as words and lists in the language of the text', () => {
    const pool = parameter({ boxes: [8, 9], yearsWithoutSanction: 12 })
    const grid = said('talent-grid', adopted('talent-grid', { pool, assessmentYears: parameter(4) }))
    expect(grid.meaning.id).toMatch(/dalam empat tahun.*kotak 8 dan 9 tanpa.*dalam 12 tahun/)
    expect(grid.meaning.en).toMatch(/of four years.*boxes 8 and 9 without.*in 12 years/)
    expect(wordedForNobody(formOf('talent-grid')).meaning.id).toContain('kotak 7, 8, dan 9 tanpa hukuman sedang atau berat dalam dua tahun')
  })

  it('name how few people are too few, what a session earns, and the points of the index', () => {
    expect(said('program-ratings', adopted('small-counts', { fewest: parameter(7) })).meaning.en).toContain('fewer than 7 responses')
    expect(said('mentoring', adopted('mentoring', { hoursPerSession: parameter(3), sessionsPerMonth: parameter(1) })).meaning.id).toMatch(
      /bernilai 3 JP bagi mentee, paling banyak satu sebulan/,
    )
    expect(said('professionalism-index', adopted('ip-asn', { technicalHours: parameter(20) })).meaning.en).toContain(
      'qualification 25, competence 40, performance 30, discipline 5',
    )
  })
})
