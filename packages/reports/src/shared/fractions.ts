/** Exact means of fractions, rounded once at the end. */
import { bigRatio } from './round.js'

export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

const divisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

const reduced = (numerator: bigint, denominator: bigint): Fraction => {
  const common = divisor(numerator, denominator)
  return common <= 1n ? { numerator, denominator } : { numerator: numerator / common, denominator: denominator / common }
}

const ZERO: Fraction = { numerator: 0n, denominator: 1n }

const plus = (a: Fraction, b: Fraction): Fraction =>
  a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

/** The mean of fractions with their multiplicity, rounded half-up to 4 decimals; `null` of nothing. */
export const meanOfFractions = (fractions: ReadonlyArray<readonly [Fraction, number]>): number | null => {
  const n = fractions.reduce((sum, [, times]) => sum + times, 0)
  const { numerator, denominator } = fractions
    .map(([fraction, times]) => reduced(fraction.numerator * BigInt(times), fraction.denominator))
    .reduce(plus, ZERO)
  return bigRatio(numerator, denominator * BigInt(n))
}
