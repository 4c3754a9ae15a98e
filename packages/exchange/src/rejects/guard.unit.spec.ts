import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { guard } from './guard.js'

test('a formula gets an apostrophe, a plain number does not', () => {
  expect(guard('=HYPERLINK("x")')).toBe('\'=HYPERLINK("x")')
  expect(guard(' @SUM(A1)')).toBe("'@SUM(A1)")
  expect(guard('-20.900.000,00')).toBe('-20.900.000,00')
  expect(guard('Siti')).toBe('Siti')
})

test('what is written is read as what it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", 'a', '1', ' ', '.') })
  fc.assert(
    fc.property(cell, (raw) => {
      expect(text.tidy(guard(raw))).toBe(text.tidy(raw))
    }),
  )
})

test('a number with its apostrophe goes through as it is', () => {
  for (const written of ["'198504122010032901", "'19850412 201003 2 901"]) expect(nip.tidy(guard(written))).toBe('198504122010032901')
})
