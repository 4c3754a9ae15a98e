import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { drawTable } from './table.js'

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length))

describe('drawTable', () => {
  it('is as wide as its cells where nothing limits it', () => {
    const text = drawTable({ headers: ['Unit', 'People'], rows: [['SIM.01', '12']], totals: ['Total', '12'], right: new Set([1]) }, null)
    expect(text).toContain('│ SIM.01 │     12 │')
    expect(text).toContain('│ Total  │     12 │')
  })

  it('draws nothing without columns', () => {
    expect(drawTable({ headers: [], rows: [] }, 80)).toBe('')
  })

  const cell = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'c'), maxLength: 120 })
  test.prop([fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }), fc.integer({ min: 40, max: 120 })])(
    'never runs over the width of the terminal',
    (rows, columns) => {
      expect(widest(drawTable({ headers: ['One', 'Two', 'Three'], rows }, columns))).toBeLessThanOrEqual(columns)
    },
  )
})
