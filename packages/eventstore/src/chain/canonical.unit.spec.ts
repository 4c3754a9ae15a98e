import canonicalize from 'canonicalize'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.js'

/** What the library says, which is known to follow RFC 8785. */
const reference = (value: unknown): string | null => {
  try {
    return canonicalize(value) ?? null
  } catch {
    return null
  }
}
const text = (value: unknown): string | null => E.getOrElse((): string | null => null)(canonical(value))

describe('canonical', () => {
  it('gives what the library gives, of any value', () => {
    const strange = fc.object({
      maxDepth: 4,
      key: fc.string({ unit: 'binary' }),
      values: [fc.string({ unit: 'binary' }), fc.double(), fc.constant(undefined), fc.date(), fc.boolean(), fc.constant('\ud800')],
    })
    for (const values of [fc.jsonValue(), strange, fc.anything({ withDate: true, withBoxedValues: true, withNullPrototype: true })])
      fc.assert(
        fc.property(values, (value) => text(value) === reference(value)),
        { numRuns: 50 },
      )
  })

  it('gives the same of a value whose keys stand in order as of one whose keys do not', () => {
    const inOrder = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(inOrder)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([key, item]) => [key, inOrder(item)]),
            )
          : value
    const keys = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('1', '0', 'a', '\\', '\ud83d', '\ude42') }))
    const values = [
      fc.string({ unit: fc.constantFrom('\\', 'u', 'd', '8', '\ud83d', '\ude42', '\u2028') }),
      fc.double(),
      fc.constantFrom(undefined, Number.NaN, Number.NEGATIVE_INFINITY, -0),
    ]
    fc.assert(
      fc.property(fc.object({ maxDepth: 3, key: keys, values, withNullPrototype: true }), (value) => {
        expect(text(inOrder(value))).toBe(reference(value))
        expect(text(value)).toBe(reference(value))
      }),
    )
  })

  it('of values that are deep, sparse, circular, boxed or no JSON at all', () => {
    let deep: unknown = 1
    for (let i = 0; i < 5_000; i++) deep = { deep: [deep] }
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const sparse = [1, undefined, 3]
    sparse.length = 5
    const values = [
      deep,
      circle,
      sparse,
      { toJSON: () => ({ b: 1, a: 2 }) },
      { at: new Date(0) },
      Object('text'),
      -0,
      { a: Number.NaN },
      [Number.POSITIVE_INFINITY],
      1e21,
      () => 1,
      undefined,
    ]
    for (const value of values) expect(text(value)).toBe(reference(value))
  })
})
