/**
 * Numbers as reports print them: rounded once, at the very end, to 4 decimals,
 * half-up in magnitude (0.00005 becomes 0.0001, -0.00005 becomes -0.0001).
 * Quotients are rounded from whole numbers, never from a binary fraction.
 */

const SCALE = 10_000n

/** `numerator / denominator` of big whole numbers, rounded half-up to 4 decimals; `null` of nothing. */
export const bigRatio = (numerator: bigint, denominator: bigint): number | null => {
  if (denominator === 0n) return null
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const scaled = Number((n * SCALE * 2n + d) / (d * 2n)) / Number(SCALE)
  return negative && scaled !== 0 ? -scaled : scaled
}

/**
 * A share or a mean of whole numbers, rounded half-up to 4 decimals; `null` where
 * there is nothing to divide by.
 *
 * @example
 * ratio(1, 20_000) // 0.0001
 * ratio(0, 0) // null
 */
export const ratio = (numerator: number, denominator: number): number | null => bigRatio(BigInt(numerator), BigInt(denominator))

/** A whole number as a cell: beyond 2^53, where a number would be another one, as it is. */
export const exact = (whole: bigint): number | bigint => {
  const number = Number(whole)
  return Number.isSafeInteger(number) ? number : whole
}

/** A number that is no quotient of whole numbers (an interval from a square root), to 4 decimals. */
export const round4 = (value: number): number => {
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * 10_000 + 1e-8)) / 10_000
  return rounded === 0 ? 0 : rounded
}
