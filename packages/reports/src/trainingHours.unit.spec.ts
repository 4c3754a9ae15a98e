import { describe, expect, it } from 'vitest'
import { appointed, attended, cohort, day, jsonFor, left, mentored, positioned, program } from './examples.spec.js'

const reference = [program('T'), cohort('T', 'A', '2025-05-03'), cohort('T', 'B', '2025-12-31'), cohort('T', 'C', '2026-01-01')]
const one = (json: ReturnType<typeof jsonFor>) => json['totals']

describe('training-hours', () => {
  it('reaches 20 JP at exactly 20, and is over the limit of a PPPK only above 24', () => {
    const pppk = { status: 'PPPK' }
    const json = jsonFor(
      'training-hours',
      { year: 2025 },
      {
        people: {
          1: [appointed('U1'), attended('A', 19)],
          2: [appointed('U1'), attended('A', 20)],
          3: [appointed('U1')],
          4: [appointed('U1', pppk), attended('A', 24)],
          5: [appointed('U1', pppk), attended('A', 24), attended('B', 1)],
        },
        reference,
      },
    )
    expect(json['rows']).toEqual([
      {
        unitId: 'U1',
        pns: { people: 3, reached: 1, share: 0.3333, hours: 39, zero: 1, excused: 0 },
        pppk: { people: 2, hours: 49, overLimit: 1, excused: 0 },
      },
    ])
  })

  it('counts hours in the year in which the cohort ends', () => {
    const people = { 1: [appointed('U1'), attended('B', 8), attended('C', 16)] }
    expect(one(jsonFor('training-hours', { year: 2025 }, { people, reference }))).toMatchObject({ pns: { hours: 8 } })
    expect(one(jsonFor('training-hours', { year: 2026 }, { people, reference }))).toMatchObject({ pns: { hours: 16 } })
  })

  it('credits a mentee two sessions a month over all pairs, 2 JP each', () => {
    const people = {
      1: [
        appointed('U1'),
        mentored('M1', '2025-03-03'),
        mentored('M2', '2025-03-03'),
        mentored('M1', '2025-03-31'),
        mentored('M1', '2025-04-01'),
      ],
    }
    expect(one(jsonFor('training-hours', { year: 2025 }, { people, reference }))).toMatchObject({ pns: { hours: 6 } })
  })

  it('speaks of those active on 31 December: an exit on that day is out, an entry on it is in', () => {
    const people = {
      1: [appointed('U1'), left('2025-12-31')],
      2: [appointed('U1', {}, '2025-12-31')],
      3: [appointed('U1', {}, '2026-01-01')],
    }
    const json = jsonFor('training-hours', { year: 2025 }, { people, reference })
    expect(json['base']).toEqual({ people: 1 })
  })

  it('takes the unit of the definitive position; acting posts move nobody; ties go to the later decree, then the greater id', () => {
    const acting = positioned('U9', 'X', 'jpt_pratama', '2024-01-01', { assignment: 'PLT' })
    const decree = (date: string) => ({ decree: { number: 'SK', date } })
    const people = {
      1: [appointed('U1'), acting],
      2: [appointed('U1'), positioned('U2', 'X', 'pelaksana', '2020-01-01'), acting],
      3: [
        appointed('U1'),
        positioned('U3', 'X', 'pelaksana', '2020-01-01', decree('2019-12-20')),
        positioned('U4', 'Z', 'pelaksana', '2020-01-01', decree('2019-12-10')),
      ],
      4: [appointed('U1'), positioned('U5', 'A', 'pelaksana', '2020-01-01'), positioned('U6', 'B', 'pelaksana', '2020-01-01')],
    }
    const { rows } = jsonFor('training-hours', { year: 2025 }, { people, reference })
    expect(Array.isArray(rows) && rows.map((row) => JSON.stringify(row).slice(10, 14))).toEqual(['"U1"', '"U2"', '"U3"', '"U6"'])
  })

  it('sees no fact effective after the as-of day', () => {
    const people = { 1: [appointed('U1'), attended('A', 20), attended('B', 20)] }
    expect(one(jsonFor('training-hours', { year: 2025, asOf: day('2025-12-30') }, { people, reference }))).toMatchObject({
      pns: { hours: 20 },
    })
    expect(one(jsonFor('training-hours', { year: 2025 }, { people, reference }))).toMatchObject({ pns: { hours: 40 } })
  })

  it('keeps one unit with --unit, in rows, totals and base', () => {
    const people = { 1: [appointed('U1'), attended('A', 20)], 2: [appointed('U2')] }
    const json = jsonFor('training-hours', { year: 2025, unit: 'U2' }, { people, reference })
    expect(json['base']).toEqual({ people: 1 })
    expect(json['totals']).toMatchObject({ pns: { people: 1, reached: 0 } })
  })
})
