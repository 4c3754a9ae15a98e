import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recently } from './recently.js'

const SIZE = 4
const uses = fc.array(fc.record({ key: fc.nat(12), kind: fc.constantFrom('get', 'set', 'delete') }), { maxLength: 200 })

describe('what was used recently', () => {
  it('holds the entries used last as they were set last, and nothing that was never set or was deleted', () => {
    fc.assert(
      fc.property(uses, (sequence) => {
        const kept = recently<number, number>(SIZE)
        const values = new Map<number, number>()
        /** Keys by use, the last one at the end. */
        let order: ReadonlyArray<number> = []
        sequence.forEach(({ key, kind }, i) => {
          if (kind === 'set') {
            kept.set(key, i)
            values.set(key, i)
          } else if (kind === 'delete') {
            kept.delete(key)
            values.delete(key)
          } else {
            const found = kept.get(key)
            if (order.slice(-SIZE).includes(key)) expect(found).toBe(values.get(key))
            else expect([undefined, values.get(key)]).toContain(found)
            if (found === undefined) values.delete(key)
          }
          order = [...order.filter((each) => each !== key), key].filter((each) => values.has(each))
        })
      }),
      { numRuns: 500 },
    )
  })

  it('never holds more than twice its size', () => {
    const kept = recently<number, number>(SIZE)
    for (let n = 0; n < 100; n += 1) kept.set(n, n)
    const held = Array.from({ length: 100 }, (_, n) => kept.get(99 - n)).filter((n) => n !== undefined)
    expect(held.length).toBeGreaterThanOrEqual(SIZE)
    expect(held.length).toBeLessThanOrEqual(2 * SIZE)
  })
})
