/**
 * Chance that can be repeated: a source named by a seed and labels gives the same
 * values on every machine. Each thing draws from a source of its own, so adding a
 * draw to one does not move all the others.
 */

export interface Random {
  /** From 0 (included) to 1 (not). */
  readonly next: () => number
  /** A whole number from `from` to `to`, both included. */
  readonly int: (from: number, to: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <A>(values: readonly [A, ...A[]]) => A
  /** One of the values, each as likely as its weight. */
  readonly weighted: <A>(values: readonly [readonly [A, number], ...(readonly [A, number])[]]) => A
  /** About normal (the sum of four uniform draws), with this mean and standard deviation. */
  readonly normal: (mean: number, deviation: number) => number
}

/** FNV-1a over UTF-16 units, 32 bits. */
const hash32 = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The source of these labels under a seed. The generator is splitmix with 32 bits of state. */
export const randomOf = (seed: number, ...labels: ReadonlyArray<string | number>): Random => {
  let state = hash32(`${seed}/${labels.join('/')}`)
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (values) => values[int(0, values.length - 1)] ?? values[0],
    weighted: (values) => {
      let left = next() * values.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of values) {
        left -= weight
        if (left < 0) return value
      }
      return values[0][0]
    },
    normal: (mean, deviation) => mean + deviation * (next() + next() + next() + next() - 2) * Math.sqrt(3),
  }
}
