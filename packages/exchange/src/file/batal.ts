/** The column `batal`, which every file may have: `Y` takes the fact of the row's key out. */
import { yesNo } from '../cell/lists.js'
import { type Column, type FileDef, optional } from './FileDef.js'

export const BATAL: Column = optional('batal', yesNo, 'T')

const known = new WeakMap<FileDef, ReadonlyArray<Column>>()

/** All columns that are read of a file. What a row says stands in the file's own alone. */
export const columnsOf = (def: FileDef): ReadonlyArray<Column> => {
  const present = known.get(def)
  if (present !== undefined) return present
  const made = [...def.columns, BATAL]
  known.set(def, made)
  return made
}
