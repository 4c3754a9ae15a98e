/**
 * Tells a comment of several lines from rows that a stray quote has swallowed.
 *
 * Inside quotes a line end is text. Where a quote is missing or too many, it is text
 * up to the next quote, and whole rows become one cell of another row. So the lines
 * of a record that spans several are held against the columns: a line of a comment
 * has no date where the date stands and no number of a person where that stands.
 */

import { codes } from '../cell/codes.js'
import { code, text } from '../cell/text.js'
import type { Column, FileDef } from '../file/FileDef.js'

/** Whether a record has swallowed rows; asked of records that span lines. */
export type HasSwallowed = (record: ReadonlyArray<string>) => boolean

/** Columns in which not every text can stand. */
const isTyped = ({ cell }: Column): boolean => cell !== text && cell !== code && cell !== codes

const LINE_END = /\r\n|\r|\n/

export const swallowing = (def: FileDef, places: ReadonlyMap<string, number>, delimiter: ',' | ';'): HasSwallowed => {
  const typed = def.columns.filter((column) => isTyped(column) && places.has(column.name))
  const required = typed.filter((column) => column.required)
  /** Cells a row has at least: up to the last one that is required. */
  const least = 1 + Math.max(...def.columns.filter((column) => column.required).map(({ name }) => places.get(name) ?? 0))

  /** How many of these columns hold what they should, of those that hold something. */
  const fitting = (cells: ReadonlyArray<string>, columns: ReadonlyArray<Column>): { readonly fit: number; readonly filled: number } => {
    let fit = 0
    let filled = 0
    for (const { name, cell } of columns) {
      const tidied = cell.tidy(cells[places.get(name) ?? -1] ?? '')
      if (tidied === '') continue
      filled++
      if (cell.read(tidied).ok) fit++
    }
    return { fit, filled }
  }

  /** A line is like a row where as many columns fit as do not: of whole lines between quotes that is enough. */
  const likeRow = (line: string): boolean => {
    const cells = line.split(delimiter)
    if (cells.length < least) return false
    const { fit, filled } = fitting(cells, typed)
    return fit > 0 && fit * 2 >= filled
  }

  /** The first and the last line hold cells of the row itself; one of them must be a row in all that is required. */
  const isRow = (line: string): boolean => {
    const cells = line.split(delimiter)
    return cells.length >= least && required.length > 0 && fitting(cells, required).fit === required.length
  }

  return (record) => {
    const lines = record.join(delimiter).split(LINE_END)
    if (lines.slice(1, -1).some(likeRow)) return true
    const [first = ''] = lines
    const last = lines.at(-1) ?? ''
    return lines.length > 1 && ((isRow(first) && likeRow(last)) || (likeRow(first) && isRow(last)))
  }
}
