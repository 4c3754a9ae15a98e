/** Tables for terminals: as wide as they need, as narrow as they must. */
import Table from 'cli-table3'

export interface TextTable {
  readonly headers: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  readonly totals?: ReadonlyArray<string> | null
  /** Columns whose cells stand at the right, by index. */
  readonly right?: ReadonlySet<number>
}

const NARROWEST = 5

const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length))

/** Widths that fit: the widest column gives way first. */
const widthsOf = ({ headers, rows, totals }: TextTable, columns: number | null): number[] => {
  const widths = headers.map((header) => header.length)
  for (const row of totals === undefined || totals === null ? rows : [...rows, totals])
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, longest(cell))
  if (columns === null) return widths
  const spare = columns - widths.length * 3 - 1
  let sum = widths.reduce((a, b) => a + b, 0)
  while (sum > spare) {
    const widest = Math.max(...widths)
    if (widest <= NARROWEST) break
    widths[widths.indexOf(widest)] = widest - 1
    sum--
  }
  return widths
}

/** The table as lines, with a line end at the end. */
export const drawTable = (table: TextTable, columns: number | null): string => {
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
