import { describe, expect, it } from 'vitest'
import { appointed, day, jsonFor, left, positioned, post } from './examples.spec.js'

const acting = (positionId: string, on: string, assignment = 'PLT') => positioned('U1', positionId, 'pengawas', on, { assignment })
const mapOn = (asOf: string, people: Parameters<typeof jsonFor>[2]['people'], more: Partial<Parameters<typeof jsonFor>[2]> = {}) =>
  jsonFor('position-map', { asOf: day(asOf) }, { people, reference: [post('U1', 'P1'), post('U1', 'P2')], ...more })

describe('position-map', () => {
  it('tells who is needed, who is there, and how many are too many', () => {
    const people = {
      1: [appointed('U1'), positioned('U1', 'P1', 'pengawas', '2020-01-01')],
      2: [appointed('U1'), positioned('U1', 'P1', 'pengawas', '2021-01-01')],
    }
    expect(mapOn('2025-12-31', people)).toMatchObject({
      rows: [
        { unitId: 'U1', positionId: 'P1', needed: 1, filled: 2, vacant: 0, over: 1 },
        { unitId: 'U1', positionId: 'P2', needed: 1, filled: 0, vacant: 1, over: 0 },
      ],
      totals: { needed: 2, filled: 2, vacant: 1, over: 1 },
    })
  })

  it('counts those who act until somebody is given the post, even somebody who has left since', () => {
    const people = {
      1: [appointed('U1'), acting('P2', '2022-01-01')],
      2: [appointed('U1'), acting('P2', '2024-02-01'), acting('P2', '2025-02-01', 'PLH')],
      3: [appointed('U1'), positioned('U1', 'P2', 'pengawas', '2023-01-01'), left('2024-01-01')],
    }
    expect(mapOn('2022-06-30', people)).toMatchObject({ totals: { filled: 0, acting: 1 } })
    expect(mapOn('2023-06-30', people)).toMatchObject({ totals: { filled: 1, acting: 0 } })
    // Two decrees of one person are one who acts.
    expect(mapOn('2025-12-31', people)).toMatchObject({ totals: { filled: 0, acting: 1 } })
  })

  it('counts holders whose pension begins within 12 and 24 months', () => {
    const people = { 1: [appointed('U1'), positioned('U1', 'P1', 'pengawas', '2020-01-01')] }
    const birthDates = { 1: '1968-11-05' }
    expect(mapOn('2025-12-01', people, { birthDates })).toMatchObject({ totals: { leaving12: 1, leaving24: 1 } })
    expect(mapOn('2025-11-30', people, { birthDates })).toMatchObject({ totals: { leaving12: 0, leaving24: 1 } })
  })

  it('shows a post on the days on which it holds', () => {
    const until = [
      [
        'PostDefined',
        null,
        { unitId: 'U1', positionId: 'P3', positionName: 'P3', level: 'pengawas', needed: 3, key: true, until: '2025-01-01' },
      ] as const,
    ]
    expect(mapOn('2024-12-31', {}, { reference: until })).toMatchObject({ rows: [{ positionId: 'P3', needed: 3 }] })
    expect(mapOn('2025-01-01', {}, { reference: until })).toMatchObject({ rows: [] })
  })

  it('counts the erased apart', () => {
    const people = { 1: [appointed('U1'), positioned('U1', 'P1', 'pengawas', '2020-01-01')] }
    expect(mapOn('2025-12-31', people, { erased: [1] })).toMatchObject({ base: { erased: 1 }, totals: { filled: 0, vacant: 2 } })
  })
})
