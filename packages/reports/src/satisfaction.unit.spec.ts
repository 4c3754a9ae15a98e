import { describe, expect, it } from 'vitest'
import { jsonFor, type Told } from './examples.spec.js'

const survey = (unitId: string, on: string, respondents: number, satisfactionHundredths: number, kind = 'masyarakat'): Told => [
  'SurveyTaken',
  on,
  { unitId, respondents, satisfactionHundredths, kind },
]

describe('satisfaction', () => {
  const reference = [
    survey('U1', '2025-02-01', 30, 400),
    survey('U1', '2025-08-01', 10, 305),
    survey('U1', '2024-02-01', 10, 300),
    survey('U1', '2024-02-01', 8, 350, 'pegawai'),
    survey('U2', '2025-02-01', 3, 500),
  ]

  it('is weighted by respondents, and its change is that of the exact means', () => {
    expect(jsonFor('satisfaction', { year: 2025 }, { people: {}, reference })).toMatchObject({
      rows: [
        { unitId: 'U1', kind: 'masyarakat', respondents: 40, satisfaction: 3.7625, before: 3, change: 0.7625 },
        { unitId: 'U1', kind: 'pegawai', respondents: 0, satisfaction: null, before: 3.5, change: null },
        { unitId: 'U2', kind: 'masyarakat', respondents: 3, satisfaction: 5, before: null, change: null },
      ],
      totals: {
        masyarakat: { respondents: 43, satisfaction: 3.8488, before: 3, change: 0.8488 },
        pegawai: { respondents: 0, before: 3.5 },
      },
    })
  })

  it('has totals of the unit that was asked for', () => {
    expect(jsonFor('satisfaction', { year: 2025, unit: 'U2' }, { people: {}, reference })).toMatchObject({
      rows: [{ unitId: 'U2' }],
      totals: { masyarakat: { respondents: 3 } },
    })
  })
})
