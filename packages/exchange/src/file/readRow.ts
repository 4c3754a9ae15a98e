/** From the written cells of a row to their normal forms, or to the first code that speaks of a cell alone. */
import type { CellRead } from '../cell/Cell.js'
import type { Code } from '../verdict/codes.js'
import type { Cells, FileDef } from './FileDef.js'

export type RowRead = { readonly ok: true; readonly cells: Cells } | { readonly ok: false; readonly code: Code; readonly column: string }

/** The codes of cells after REQUIRED_EMPTY, in the order in which they win. */
const FAULTS = ['NIP_PRECISION_LOST', 'NIP_INVALID', 'DATE_INVALID', 'VALUE_INVALID'] as const

/** `written` gives the raw cell of a column, or `undefined` where the file has no such column. */
export const readRow = (def: FileDef, written: (column: string) => string | undefined): RowRead => {
  // 1. Read every cell that is not empty; a cell that cannot be read counts as not said for the rules of other cells.
  const cells: Record<string, string> = {}
  const reads = new Map<string, CellRead | null>()
  for (const { name, cell, whenEmpty } of def.columns) {
    const tidied = cell.tidy(written(name) ?? '')
    const read = tidied === '' ? null : cell.read(tidied)
    reads.set(name, read)
    cells[name] = read === null ? (whenEmpty ?? '') : read.ok ? read.value : ''
  }
  // 2. Required cells, also those another cell asks for.
  const also = def.alsoRequired?.(cells) ?? []
  for (const { name, required } of def.columns)
    if (reads.get(name) === null && (required || also.includes(name))) return { ok: false, code: 'REQUIRED_EMPTY', column: name }
  // 3. Each code on all columns before the next code.
  const forbidden = def.forbidden?.(cells) ?? []
  for (const code of FAULTS)
    for (const { name } of def.columns) {
      const read = reads.get(name) ?? null
      if (read === null) continue
      if (!read.ok ? read.fault === code : code === 'VALUE_INVALID' && forbidden.includes(name)) return { ok: false, code, column: name }
    }
  return { ok: true, cells }
}
