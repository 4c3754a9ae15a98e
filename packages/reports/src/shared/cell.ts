/** Telling the shapes of cells apart. */
import type { Row as TableRow } from '@jejak/core/measure'
import type { Cell, OutputRow } from '../Report.js'

/** Whether a cell is an object of cells (not a list, not nothing). */
export const isRow = (cell: Cell | undefined): cell is OutputRow => typeof cell === 'object' && cell !== null && !Array.isArray(cell)

/** Whether a cell is a list of cells. */
export const isList = (cell: Cell | undefined): cell is ReadonlyArray<Cell> => Array.isArray(cell)

/** Whether a value of a row is a list of texts. */
export const isTexts = (value: TableRow[string] | undefined): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')
