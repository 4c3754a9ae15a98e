/** The difference of two shares, its interval, and the same within strata. */
import { bigRatio } from './round.js'

/** People and, of these, those with the outcome. */
export interface Group {
  readonly n: number
  readonly outcome: number
}

/** 97.5 percent point of the normal distribution. */
const Z = 1.959963984540054

/** Wilson interval of a share at 95 percent; `n` above 0. */
export const wilson = ({ n, outcome }: Group): readonly [number, number] => {
  const z2 = Z * Z
  const centre = outcome + z2 / 2
  const spread = Z * Math.sqrt((outcome * (n - outcome)) / n + z2 / 4)
  return [Math.max(0, (centre - spread) / (n + z2)), Math.min(1, (centre + spread) / (n + z2))]
}

/** Newcombe's interval of the difference of two shares (1998, method 10), from the Wilson interval of each. */
export const newcombe = (exposed: Group, unexposed: Group): readonly [number, number] => {
  const p1 = exposed.outcome / exposed.n
  const p0 = unexposed.outcome / unexposed.n
  const [l1, u1] = wilson(exposed)
  const [l0, u0] = wilson(unexposed)
  return [p1 - p0 - Math.hypot(p1 - l1, u0 - p0), p1 - p0 + Math.hypot(u1 - p1, p0 - l0)]
}

/** Mantel-Haenszel risk difference over strata, rounded to 4 decimals; `null` where no stratum has both groups. Exact: fractions of whole numbers. */
export const mantelHaenszel = (strata: ReadonlyArray<readonly [Group, Group]>): number | null => {
  let numerator = 0n
  let weight = 0n
  let common = 1n
  for (const [exposed, unexposed] of strata) {
    const size = BigInt(exposed.n + unexposed.n)
    if (size === 0n) continue
    const top = BigInt(exposed.outcome * unexposed.n - unexposed.outcome * exposed.n)
    const product = BigInt(exposed.n * unexposed.n)
    numerator = numerator * size + top * common
    weight = weight * size + product * common
    common *= size
  }
  return bigRatio(numerator, weight)
}
