/** Cells of a report whose people can be listed. */
import { yearMonthOf } from '@jejak/core'
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type { Arguments, CellOfSums, CellOfTable, Cells, Column } from '../Report.js'
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

/** The months that a span touches, as cells (`yyyy-mm`). */
export const monthsOf = ({ from, to }: Pick<Arguments, 'from' | 'to'>): ReadonlyArray<string> =>
  from === null || to === null
    ? []
    : RA.unfold(yearMonthOf(from), (month) => (month > yearMonthOf(to) ? O.none : O.some([month, monthAfter(month)])))

/** Of a month, the next. */
const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const months = year * 12 + number
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** Columns that several lists have. */
export const COLUMNS = {
  hours: { key: 'hours', id: 'JP', en: 'JP', as: 'count' },
  status: { key: 'status', id: 'Status', en: 'Status', as: 'text' },
} as const satisfies Readonly<Record<string, Column>>
