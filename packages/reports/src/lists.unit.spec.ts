import { describe, expect, it } from 'vitest'
import { appointed, day, jsonFor, left, numberNo, positioned, post, promoted } from './examples.spec.js'

const asOf = day('2025-12-31')

describe('staff-list', () => {
  it('lists those in service by number, with what they hold, and only counts the erased', () => {
    const people = {
      3: [appointed('U1', { status: 'PPPK' })],
      2: [appointed('U1'), left('2025-12-31')],
      1: [
        appointed('U1'),
        promoted('III/a', '2012-01-01'),
        promoted('III/b', '2016-04-01'),
        positioned('U2', 'X', 'pengawas', '2020-01-01'),
      ],
      4: [appointed('U1')],
    }
    expect(jsonFor('staff-list', { asOf }, { people, erased: [4] })).toMatchObject({
      base: { people: 2, erased: 1 },
      rows: [
        {
          nip: numberNo(1),
          name: 'Contoh 1',
          status: 'PNS',
          grade: 'III/b',
          gradeSince: '2016-04-01',
          positionId: 'X',
          level: 'pengawas',
          positionSince: '2020-01-01',
          unitId: 'U2',
        },
        { nip: numberNo(3), status: 'PPPK', grade: null, positionId: null, level: 'pelaksana', positionSince: null, unitId: 'U1' },
      ],
    })
  })

  it('keeps the people of one unit', () => {
    const people = { 1: [appointed('U1')], 2: [appointed('U2')] }
    expect(jsonFor('staff-list', { asOf, unit: 'U2' }, { people })['base']).toEqual({ people: 1, erased: 0 })
  })
})

describe('seniority-list', () => {
  const rows = (example: Parameters<typeof jsonFor>[2]) => {
    const list = jsonFor('seniority-list', { asOf }, example)['rows']
    return Array.isArray(list) ? list.map((row) => JSON.parse(JSON.stringify(row))) : []
  }

  it('names what separates two people; D4 equals S1, an empty year and no rank sort last', () => {
    const since = promoted('III/a', '2010-03-01')
    const people = {
      1: [appointed('U1', { education: 'D4' }), since],
      2: [appointed('U1'), since],
      3: [appointed('U1', { graduationYear: null }), since],
      4: [appointed('U1')],
    }
    expect(rows({ people }).map(({ nip, separatedBy }) => [nip, separatedBy])).toEqual([
      [numberNo(1), null],
      [numberNo(2), 'tie'],
      [numberNo(3), 'graduation'],
      [numberNo(4), 'rank'],
    ])
  })

  it('compares the keys in their order', () => {
    const grade = (g: string, on: string) => promoted(g, on)
    const people = {
      1: [appointed('U1'), grade('III/b', '2020-01-01')],
      2: [appointed('U1'), grade('III/b', '2019-01-01'), positioned('U1', 'P', 'pelaksana', '2020-01-01')],
      3: [appointed('U1'), grade('III/b', '2019-01-01'), positioned('U1', 'Q', 'pengawas', '2021-01-01')],
      4: [appointed('U1'), grade('III/b', '2019-01-01'), positioned('U1', 'R', 'pengawas', '2020-01-01')],
      5: [appointed('U1'), grade('III/c', '2025-01-01')],
      6: [appointed('U1'), grade('III/b', '2019-01-01')],
      7: [appointed('U1', {}, '2009-01-01'), grade('III/b', '2020-01-01')],
      8: [appointed('U1', { education: 'S2' }), grade('III/b', '2020-01-01')],
      9: [appointed('U1'), grade('III/b', '2020-01-01')],
    }
    expect(rows({ people, birthDates: { 9: '1980-01-01' } }).map(({ nip, separatedBy }) => [nip, separatedBy])).toEqual([
      [numberNo(5), null],
      [numberNo(4), 'rank'],
      [numberNo(3), 'positionSince'],
      [numberNo(2), 'level'],
      [numberNo(6), 'positionSince'],
      [numberNo(7), 'rankSince'],
      [numberNo(8), 'service'],
      [numberNo(9), 'education'],
      [numberNo(1), 'birth'],
    ])
  })
})

describe('changes', () => {
  it('compares two days; nobody rises from no rank', () => {
    const people = {
      1: [
        appointed('U1'),
        promoted('III/a', '2010-03-01'),
        promoted('III/b', '2025-04-01'),
        positioned('U9', 'X', 'pelaksana', '2025-05-01'),
      ],
      2: [appointed('U1'), left('2025-12-31')],
      3: [appointed('U1', {}, '2025-03-01'), promoted('III/a', '2025-03-01')],
      4: [appointed('U1'), promoted('III/a', '2025-03-01')],
      5: [appointed('U1', {}, '2025-03-01'), left('2025-06-01')],
      6: [appointed('U1'), left('2025-06-01')],
    }
    const json = jsonFor('changes', { from: day('2024-12-31'), to: asOf }, { people, erased: [6] })
    expect(json).toMatchObject({
      base: { people: 3, erased: 1 },
      joined: { count: 1, nips: [numberNo(3)] },
      left: { count: 1, nips: [numberNo(2)] },
      movedUnit: { count: 1, nips: [numberNo(1)] },
      promoted: { count: 1, nips: [numberNo(1)] },
      changedPosition: { count: 1, nips: [numberNo(1)] },
    })
  })
})

describe('retirements', () => {
  it('takes the age of the level, and the first day of the month after', () => {
    const people = {
      1: [appointed('U1'), positioned('U1', 'P1', 'administrator', '2020-01-01')],
      2: [appointed('U1'), positioned('U1', 'X', 'jpt_pratama', '2020-01-01')],
      3: [appointed('U1')],
      4: [appointed('U1', { status: 'PPPK' })],
      5: [appointed('U1')],
    }
    const birthDates = { 1: '1968-03-15', 2: '1968-03-31', 3: '1968-02-29', 4: '1968-03-15', 5: '1968-03-15' }
    const json = jsonFor(
      'retirements',
      { from: day('2026-03-01'), to: day('2028-04-01'), asOf },
      { people, birthDates, erased: [5], reference: [post('U1', 'P1')] },
    )
    expect(json).toMatchObject({
      base: { people: 4, unknown: 0, erased: 1 },
      rows: [
        { month: '2026-03', people: 1, pppk: 0, keyPositions: 0 },
        { month: '2026-04', people: 1, pppk: 1, keyPositions: 1 },
        { month: '2028-04', people: 1, keyPositions: 0 },
      ],
    })
  })
})
