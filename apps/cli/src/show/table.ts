/** Tables for terminals: as wide as they need, as narrow as they must. */
import { escapeControls } from '@jejak/core'
import Table from 'cli-table3'

export interface TextTable {
  readonly headers: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  readonly totals?: ReadonlyArray<string> | null
  /** Columns whose cells stand at the right, by index. */
  readonly right?: ReadonlySet<number>
}

const NARROWEST = 3

const longest = (texts: ReadonlyArray<string>): number => Math.max(0, ...texts.map((text) => text.length))
const longestWord = (texts: ReadonlyArray<string>): number => longest(texts.flatMap((text) => text.split(/\s+/)))

/** Takes from the widest column first, no column below its floor. */
const narrow = (widths: ReadonlyArray<number>, floors: ReadonlyArray<number>, room: number): ReadonlyArray<number> => {
  const next = [...widths]
  for (let excess = next.reduce((a, b) => a + b, 0) - room; excess > 0; excess--) {
    let widest = -1
    for (const [i, width] of next.entries()) if (width > (floors[i] ?? 0) && (widest < 0 || width > (next[widest] ?? 0))) widest = i
    if (widest < 0) break
    next[widest] = (next[widest] ?? 0) - 1
  }
  return next
}

/**
 * Widths that fit: lines break between words first, then headers are cut, then
 * cells; so that what names a row stays whole as long as it can.
 */
const widthsOf = ({ headers, rows, totals, right }: TextTable, columns: number | null): ReadonlyArray<number> => {
  const body = headers.map((_, i) => [...rows, ...(totals === undefined || totals === null ? [] : [totals])].map((row) => row[i] ?? ''))
  const widths = headers.map((header, i) => Math.max(header.length, longest(body[i] ?? [])))
  if (columns === null) return widths
  const room = columns - widths.length * 3 - 1
  const cells = body.map((texts, i) => (right?.has(i) === true ? longest(texts) : longestWord(texts)))
  const words = headers.map((header, i) => Math.max(cells[i] ?? 0, longestWord([header])))
  return [words, cells.map((width) => Math.max(width, NARROWEST)), widths.map(() => NARROWEST)].reduce(
    (narrower: ReadonlyArray<number>, floors) => narrow(narrower, floors, room),
    widths,
  )
}

/** A cell as it will be shown: one line, on which no character does anything. */
const lineOf = (cell: string): string => escapeControls(cell.replaceAll(/\s*[\t\r\n]+\s*/g, ' '))

const plainCells = ({ headers, rows, totals, right }: TextTable): TextTable => ({
  headers: headers.map(lineOf),
  rows: rows.map((row) => row.map(lineOf)),
  totals: totals?.map(lineOf) ?? null,
  ...(right === undefined ? {} : { right }),
})

/** The table as lines, with a line end at the end. */
export const drawTable = (given: TextTable, columns: number | null): string => {
  const table = plainCells(given)
  const { headers, rows, totals, right } = table
  if (headers.length === 0) return ''
  const drawn = new Table({
    head: [...headers],
    colWidths: widthsOf(table, columns).map((width) => width + 2),
    colAligns: headers.map((_, i) => (right?.has(i) === true ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    wrapOnWordBoundary: true,
  })
  for (const row of rows) drawn.push([...row])
  if (totals !== undefined && totals !== null) drawn.push([...totals])
  return `${drawn.toString()}\n`
}
