import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { nearest, nearestFew } from './nearest.js'

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

  it('names several, the nearest first, whatever their case', () => {
    const units = ['UJI.02', 'UJI.01', 'UJI.012', 'DINKES']
    expect(nearestFew(' uji.01', units, 3)).toEqual(['UJI.01', 'UJI.02', 'UJI.012'])
    expect(nearestFew('uji.01', units, 1)).toEqual(['UJI.01'])
    expect(nearestFew('SETDA', units, 3)).toEqual([])
  })
})
