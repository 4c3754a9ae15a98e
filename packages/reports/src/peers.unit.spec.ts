/** Faults found in programs that do the same work, kept as named examples: none of them may come back. */
import { EmployeeNumber, IP_ASN, ipAsnClass, NATIONAL, RETIREMENT_AGE, TALENT_GRID, talentBox } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { appointed, appraised, day, jsonFor, numberNo, positioned } from './examples.spec.js'

const index = IP_ASN.versions[NATIONAL]
const grid = TALENT_GRID.versions[NATIONAL]

describe('a fault of other programs', () => {
  it('a value between two whole bounds had no class: 60.5 and 90.5 points have one', () => {
    expect([120, 121, 180, 181].map((halfPoints) => ipAsnClass(halfPoints, index))).toEqual([0, 1, 3, 4])
  })

  it('a person and a unit had different bounds: one rule serves both', () => {
    const people = { 1: [appointed('U1'), appraised(2025, 2, 2)] }
    const answer = jsonFor('professionalism-index', { year: 2025 }, { people })
    expect(answer['totals']).toMatchObject({ people: 1, mean: 45, veryLow: 1 })
  })

  it('a box was chosen by "greater" and named by "at least": 60, 60.4 and 80 are in one box each', () => {
    expect([59.9, 60, 60.4, 79.9, 80].map((score) => talentBox('B', score, grid))).toEqual([2, 5, 5, 5, 8])
  })

  it('"good" on the bound of "above expectation" put everyone in the top row: only SB is above', () => {
    expect((['SB', 'B', 'BP', 'K', 'SK'] as const).map((predicate) => talentBox(predicate, 90, grid))).toEqual([9, 8, 6, 6, 6])
  })

  it('a retirement age of 0 meant "missing" and was used: it is refused', () => {
    const version = RETIREMENT_AGE.versions[NATIONAL]
    const zero = { ...version, ages: { ...version.ages, value: { ...version.ages.value, pelaksana: 0 } } }
    expect(E.isLeft(RETIREMENT_AGE.parameters.decode(zero))).toBe(true)
    expect(E.isRight(RETIREMENT_AGE.parameters.decode(version))).toBe(true)
  })

  it('a number that went through arithmetic lost its last digits: it is text from end to end', () => {
    const number = '198504122010031901'
    expect(String(Number(number))).not.toBe(number)
    expect(EmployeeNumber.is(Number(number))).toBe(false)
    const rows = jsonFor('staff-list', { asOf: day('2025-12-31') }, { people: { 1: [appointed('U1')] } })['rows']
    expect(Array.isArray(rows) ? rows[0] : null).toMatchObject({ nip: numberNo(1) })
  })

  it('who had no appraisal was given the average: data is insufficient, and says so', () => {
    const people = { 1: [appointed('U1'), positioned('U1', 'X', 'pelaksana', '2015-01-01')] }
    const answer = jsonFor('promotion-eligibility', { period: '2026-01' }, { people })
    expect(answer['totals']).toMatchObject({ eligible: 0, insufficientData: 1 })
  })
})
