/** Telling the shapes of cells apart. */
import type { Cell, OutputRow } from '../Report.js'

/** Whether a cell is an object of cells (not a list, not nothing). */
export const isRow = (cell: Cell | undefined): cell is OutputRow => typeof cell === 'object' && cell !== null && !Array.isArray(cell)

/** Whether a cell is a list of cells. */
export const isList = (cell: Cell | undefined): cell is ReadonlyArray<Cell> => Array.isArray(cell)
