/**
 * Sums: the abelian group every dashboard is added up in.
 *
 * An element maps keys to vectors of whole numbers; a missing key is a vector of
 * zeros, so zero vectors are never kept. Counts are ones, half points are counted
 * as halves, a multiset (for a median or a distinct count) is a key for each value
 * with its multiplicity. `concat` adds, `inverse` negates; both are exact.
 */
import type * as G from 'fp-ts/lib/Group.js'

/** Vectors of whole numbers by key. */
export type Sums = ReadonlyMap<string, ReadonlyArray<number>>

/** The sum of nothing. */
export const empty: Sums = new Map()

const isZero = (vector: ReadonlyArray<number>): boolean => vector.every((n) => n === 0)

const plus = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): ReadonlyArray<number> =>
  a.length >= b.length ? a.map((n, i) => n + (b[i] ?? 0)) : plus(b, a)

/** A copy without the zeros at its end: a builder goes on adding to its own. */
const trim = (vector: ReadonlyArray<number>): ReadonlyArray<number> => {
  let length = vector.length
  while (length > 0 && vector[length - 1] === 0) length--
  return vector.slice(0, length)
}

/** An accumulator, for adding many elements without a copy each. */
export class SumsBuilder {
  readonly #sums = new Map<string, number[]>()

  add(key: string, vector: ReadonlyArray<number>): this {
    const present = this.#sums.get(key)
    if (present === undefined) this.#sums.set(key, [...vector])
    else for (let i = 0; i < vector.length; i++) present[i] = (present[i] ?? 0) + (vector[i] ?? 0)
    return this
  }

  addAll(sums: Sums): this {
    for (const [key, vector] of sums) this.add(key, vector)
    return this
  }

  build(): Sums {
    const sums = new Map<string, ReadonlyArray<number>>()
    for (const [key, vector] of this.#sums) if (!isZero(vector)) sums.set(key, trim(vector))
    return sums
  }
}

/**
 * Adds two sums, key by key.
 *
 * @example
 * Sums.concat(new Map([['U.01', [1, 2]]]), new Map([['U.01', [1]]])).get('U.01') // => [2, 2]
 */
export const concat = (a: Sums, b: Sums): Sums => (a.size === 0 ? b : b.size === 0 ? a : new SumsBuilder().addAll(a).addAll(b).build())

/**
 * The sum that takes another away.
 *
 * @example
 * Sums.inverse(new Map([['U.01', [1, 2]]])).get('U.01') // => [-1, -2]
 */
export const inverse = (a: Sums): Sums => new Map([...a].map(([key, vector]) => [key, vector.map((n) => (n === 0 ? 0 : -n))]))

/**
 * `new - old`, what a commit adds to the totals.
 *
 * @example
 * Sums.difference(new Map([['U.01', [1, 5]]]), new Map([['U.01', [1, 2]]])).get('U.01') // => [0, 3]
 */
export const difference = (next: Sums, old: Sums): Sums => concat(next, inverse(old))

/**
 * Whether two sums are equal in every key.
 *
 * @example
 * Sums.equals(Sums.empty, new Map()) // => true
 */
export const equals = (a: Sums, b: Sums): boolean =>
  a.size === b.size &&
  [...a].every(([key, vector]) => {
    const other = b.get(key)
    return other !== undefined && other.length === vector.length && vector.every((n, i) => n === other[i])
  })

/** Sums under addition. */
export const Group: G.Group<Sums> = { concat, empty, inverse }

/**
 * Adds two vectors of any length.
 *
 * @example
 * Sums.addVectors([1, 2], [1]) // => [2, 2]
 */
export const addVectors = plus
