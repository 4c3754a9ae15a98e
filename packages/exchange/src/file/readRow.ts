/** From the written cells of a row to their normal forms, or to the first code that speaks of a cell alone. */
import type { CellRead } from '../cell/Cell.js'
import type { Code } from '../verdict/codes.js'
import { BATAL, columnsOf } from './batal.js'
import type { Cells, Column, FileDef } from './FileDef.js'

interface Refused {
  readonly ok: false
  readonly code: Code
  readonly column: string
}

/** `withdraws`: the row takes the fact of its key out, and only its key was read. */
export type RowRead = { readonly ok: true; readonly cells: Cells; readonly withdraws: boolean } | Refused

/** Gives the raw cell of a column, or `undefined` where the file has no such column. */
export type Written = (column: string) => string | undefined

/** The codes of cells after REQUIRED_EMPTY, in the order in which they win. */
const FAULTS = ['NIP_PRECISION_LOST', 'NIP_INVALID', 'DATE_INVALID', 'VALUE_INVALID'] as const

const readCell = ({ name, cell }: Column, written: Written): CellRead | null => {
  const tidied = cell.tidy(written(name) ?? '')
  return tidied === '' ? null : cell.read(tidied)
}

const readColumns = (
  columns: ReadonlyArray<Column>,
  written: Written,
  { alsoRequired, mayBeEmpty, forbidden }: Pick<FileDef, 'alsoRequired' | 'mayBeEmpty' | 'forbidden'>,
): { readonly ok: true; readonly cells: Cells } | Refused => {
  // 1. Read every cell that is not empty; a cell that cannot be read says nothing to the rules of other cells, save that it is not empty.
  const cells: Record<string, string> = {}
  const reads = new Map<string, CellRead | null>()
  for (const column of columns) {
    const read = readCell(column, written)
    reads.set(column.name, read)
    cells[column.name] = read === null ? (column.whenEmpty ?? '') : read.ok ? read.value : ''
  }
  // 2. Required cells, also those another cell asks for.
  const isWritten = (name: string): boolean => (reads.get(name) ?? null) !== null
  const also = alsoRequired?.(cells, isWritten) ?? []
  const empty = mayBeEmpty?.(cells, isWritten) ?? []
  for (const { name, required } of columns)
    if (reads.get(name) === null && ((required && !empty.includes(name)) || also.includes(name)))
      return { ok: false, code: 'REQUIRED_EMPTY', column: name }
  // 3. Each code on all columns before the next code.
  const never = forbidden?.(cells) ?? []
  for (const code of FAULTS)
    for (const { name } of columns) {
      const read = reads.get(name) ?? null
      if (read === null) continue
      if (!read.ok ? read.fault === code : code === 'VALUE_INVALID' && never.includes(name)) return { ok: false, code, column: name }
    }
  return { ok: true, cells }
}

/** The cells of the key alone, whatever else stands in the row. */
export const readKey = (def: FileDef, written: Written): { readonly ok: true; readonly cells: Cells } | Refused =>
  readColumns(
    def.columns.filter(({ name }) => def.key.includes(name)),
    written,
    {},
  )

export const readRow = (def: FileDef, written: Written): RowRead => {
  const batal = readCell(BATAL, written)
  const withdraws = batal?.ok === true && batal.value === 'Y'
  const read = withdraws ? readKey(def, written) : readColumns(columnsOf(def), written, def)
  return read.ok ? { ok: true, cells: read.cells, withdraws } : read
}
