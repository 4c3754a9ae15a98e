/** Cells of a report whose people can be listed. */
import type { CellOfSums, CellOfTable, Cells, Column } from '../Report.js'
import { at, partsOf } from './key.js'

/** Cells that each have a name of their own. */
export const namedCells = <C extends CellOfSums | CellOfTable>(cells: Readonly<Record<string, C>>): Cells<C> => ({
  names: Object.keys(cells),
  at: (name) => (Object.hasOwn(cells, name) ? (cells[name] ?? null) : null),
})

/** Cells with one form, by the place in the vector at which each is counted. */
export const cellsByPlace = (places: Readonly<Record<string, number>>, cell: Omit<CellOfSums, 'adds'>): Cells<CellOfSums> =>
  namedCells(
    Object.fromEntries(Object.entries(places).map(([name, place]) => [name, { ...cell, adds: (_key, vector) => at(vector, place) }])),
  )

/** What stands at a place of the vector under keys that have this part. */
export const underPart =
  (index: number, part: string, place = 0): CellOfSums['adds'] =>
  (key, vector) =>
    partsOf(key)[index] === part ? at(vector, place) : 0

/** Columns that several lists have. */
export const COLUMNS = {
  hours: { key: 'hours', id: 'JP', en: 'JP', as: 'count' },
  status: { key: 'status', id: 'Status', en: 'Status', as: 'text' },
} as const satisfies Readonly<Record<string, Column>>
