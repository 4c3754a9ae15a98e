import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { nearest } from './nearest.js'

const NAMES = ['training-hours', 'staff-list', 'mentoring', 'program-ratings', 'participation']

describe('nearest', () => {
  it.each([
    ['training-hour', 'training-hours'],
    ['trainng-hours', 'training-hours'],
    ['Staff_List', 'staff-list'],
    ['mentor', 'mentoring'],
    ['part', 'participation'],
    ['budget-of-the-king', null],
    ['x', null],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearest(typed, NAMES)).toBe(meant)
  })

  test.prop([fc.constantFrom(...NAMES), fc.nat()])('forgives one letter too many', (name, place) => {
    const at = place % (name.length + 1)
    expect(nearest(`${name.slice(0, at)}q${name.slice(at)}`, NAMES)).toBe(name)
  })

  it('knows no name among none', () => {
    expect(nearest('anything', [])).toBeNull()
  })
})
