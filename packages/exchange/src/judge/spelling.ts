/** Codes of units and posts that differ only in how they are written. */
import type { FileDef } from '../file/FileDef.js'

/** Columns in which they stand, and what they name. */
const NAMING_COLUMNS: Readonly<Record<string, Named>> = { unor_id: 'unit', jabatan_id: 'post' }
export type Named = 'unit' | 'post'

/** The columns of a file in which such codes stand, in their order. */
export const namingColumns = (def: FileDef): ReadonlyArray<{ readonly column: string; readonly named: Named }> => {
  const present = known.get(def)
  if (present !== undefined) return present
  const found = def.columns.flatMap(({ name }) => {
    const named = NAMING_COLUMNS[name]
    return named === undefined ? [] : [{ column: name, named }]
  })
  known.set(def, found)
  return found
}
const known = new WeakMap<FileDef, ReadonlyArray<{ readonly column: string; readonly named: Named }>>()

/** A code without case, blanks, punctuation and leading zeros of each number: what is alike in this looks alike. */
export const skeletonOf = (code: string): string =>
  code
    .toLowerCase()
    .replace(/\p{Nd}+/gu, (digits) => digits.replace(/^0+(?=\p{Nd})/u, ''))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
