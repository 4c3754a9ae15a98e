import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Sums from './Sums.js'

const arbitrarySums: fc.Arbitrary<Sums.Sums> = fc
  .array(fc.tuple(fc.constantFrom('', 'a', 'b', 'c'), fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 4 })), { maxLength: 6 })
  .map((parts) => {
    const builder = new Sums.SumsBuilder()
    for (const [key, vector] of parts) builder.add(key, vector)
    return builder.build()
  })

const { concat, inverse, empty, equals } = Sums

describe('sums are an abelian group', () => {
  it('associative', () =>
    fc.assert(
      fc.property(arbitrarySums, arbitrarySums, arbitrarySums, (a, b, c) => equals(concat(concat(a, b), c), concat(a, concat(b, c)))),
    ))
  it('commutative', () => fc.assert(fc.property(arbitrarySums, arbitrarySums, (a, b) => equals(concat(a, b), concat(b, a)))))
  it('with a unit', () => fc.assert(fc.property(arbitrarySums, (a) => equals(concat(a, empty), a) && equals(concat(empty, a), a))))
  it('with inverses', () => fc.assert(fc.property(arbitrarySums, (a) => equals(concat(a, inverse(a)), empty))))
  it('where a difference leads from one to the other', () =>
    fc.assert(fc.property(arbitrarySums, arbitrarySums, (a, b) => equals(concat(a, Sums.difference(b, a)), b))))
  it('that never keeps zeros, so that equal sums look equal', () =>
    fc.assert(
      fc.property(arbitrarySums, arbitrarySums, (a, b) => {
        for (const [, vector] of concat(a, b)) expect(vector.at(-1)).not.toBe(0)
      }),
    ))
})

describe('a builder', () => {
  it('adds in any order', () =>
    fc.assert(
      fc.property(fc.array(arbitrarySums), (all) => {
        const forwards = new Sums.SumsBuilder()
        const backwards = new Sums.SumsBuilder()
        for (const each of all) forwards.addAll(each)
        for (const each of [...all].reverse()) backwards.addAll(each)
        return equals(forwards.build(), backwards.build())
      }),
    ))
  it('gives sums that what is added later does not change', () => {
    const builder = new Sums.SumsBuilder().add('k', [1, 1])
    const before = builder.build()
    builder.add('k', [1, 1])
    expect(before.get('k')).toEqual([1, 1])
  })
})
