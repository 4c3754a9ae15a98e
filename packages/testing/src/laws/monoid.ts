/** Laws of a commutative, idempotent monoid: union in any order, any split, any number of times. */
import fc from 'fast-check'
import type { Monoid } from 'fp-ts/lib/Monoid.js'

/** Throws a counterexample if a law does not hold. */
export const commutativeIdempotentMonoid = <A>(
  monoid: Monoid<A>,
  arbitrary: fc.Arbitrary<readonly [A, A, A]>,
  equals: (a: A, b: A) => boolean,
): ReadonlyArray<{ readonly law: string; readonly check: () => void }> => {
  const { concat, empty } = monoid
  const law = (name: string, holds: (a: A, b: A, c: A) => boolean) => ({
    law: name,
    check: () => fc.assert(fc.property(arbitrary, ([a, b, c]) => holds(a, b, c))),
  })
  return [
    law('associative', (a, b, c) => equals(concat(concat(a, b), c), concat(a, concat(b, c)))),
    law('commutative', (a, b) => equals(concat(a, b), concat(b, a))),
    law('idempotent', (a) => equals(concat(a, a), a)),
    law('left unit', (a) => equals(concat(empty, a), a)),
    law('right unit', (a) => equals(concat(a, empty), a)),
  ]
}
