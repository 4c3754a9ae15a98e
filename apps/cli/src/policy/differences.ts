/** What two versions of a policy say differently. */

export interface Difference {
  /** Path of the value within the parameters, as `classes.value`. */
  readonly path: string
  readonly a: unknown
  readonly b: unknown
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** All values that differ, in the order of the first; what stands on one side only is `null` on the other. */
export const differences = (a: unknown, b: unknown, path = ''): ReadonlyArray<Difference> => {
  if (isTable(a) && isTable(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    return keys.flatMap((key) => differences(a[key], b[key], path === '' ? key : `${path}.${key}`))
  }
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ path, a: a ?? null, b: b ?? null }]
}
