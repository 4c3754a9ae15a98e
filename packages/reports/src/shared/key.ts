/** Keys of sums: several parts in one string, apart again without doubt whatever an agency writes into a code. */

export const keyOf = (...parts: ReadonlyArray<string>): string => JSON.stringify(parts)

const isText = (value: unknown): value is string => typeof value === 'string'

export const partsOf = (key: string): ReadonlyArray<string> => {
  const parsed: unknown = JSON.parse(key)
  return Array.isArray(parsed) ? parsed.filter(isText) : []
}

/** Order of codes, by code unit: the same on every machine. */
export const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** Entries of a map in the order of their keys. */
export const sorted = <A>(map: ReadonlyMap<string, A>): ReadonlyArray<readonly [string, A]> => [...map].sort(([a], [b]) => byText(a, b))

/** The number at a place of a vector; absent places are zeros. */
export const at = (vector: ReadonlyArray<number>, index: number): number => vector[index] ?? 0

/** Adds a vector to a place of a map of vectors. */
export const addTo = (map: Map<string, number[]>, key: string, vector: ReadonlyArray<number>): void => {
  const present = map.get(key)
  if (present === undefined) map.set(key, [...vector])
  else for (let i = 0; i < vector.length; i++) present[i] = (present[i] ?? 0) + (vector[i] ?? 0)
}

/** The sum of many vectors. */
export const total = (vectors: Iterable<ReadonlyArray<number>>): ReadonlyArray<number> => {
  const sum: number[] = []
  for (const vector of vectors) for (let i = 0; i < vector.length; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0)
  return sum
}
