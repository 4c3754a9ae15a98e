/** The people behind a figure: whoever adds something to a cell, as a report of its own. */
import type { Catalogue } from '@jejak/core'
import type { Row as TableRow } from '@jejak/core/measure'
import type {
  Arguments,
  CellOfSums,
  CellOfTable,
  Column,
  FinishInput,
  NamedPerson,
  OutputRow,
  Report,
  SumReport,
  TableReport,
} from './Report.js'
import { byText } from './shared/key.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

/**
 * Names of the cells of a report whose people can be listed.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * report !== undefined && cellsOf(report).includes('reached') // => true
 */
export const cellsOf = (report: Report): ReadonlyArray<string> => report.cells?.names ?? []

/**
 * Every cell of a question: what is not among them is none, though its form may be that of one.
 *
 * @example
 * const report = REPORTS.get('retirements')
 * const question = report?.check({ agency: AGENCY, from: day('2026-01-01'), to: day('2026-02-28') }, day('2026-01-31'))
 * if (report === undefined || question === undefined || E.isLeft(question)) throw new Error('no such question')
 * cellsThere(report, question.right, sampleCatalogue) // => ['all', '2026-01', '2026-02']
 */
export const cellsThere = (report: Report, args: Arguments, catalogue: Catalogue.Catalogue): ReadonlyArray<string> =>
  report.cells?.there?.(args, catalogue) ?? cellsOf(report)

const COMMON: ReadonlyArray<Column> = [
  { key: 'nip', id: 'NIP', en: 'Employee number', as: 'text' },
  { key: 'name', id: 'Nama', en: 'Name', as: 'text' },
  { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
]

/** Who is listed: which rows the engine makes, and what the list says of each person, with the unit. */
interface Listing {
  readonly columns: ReadonlyArray<Column>
  readonly row: TableReport['row']
  readonly lines: (row: TableRow, person: NamedPerson, input: FinishInput) => ReadonlyArray<OutputRow>
}

const isRows = (cell: TableRow[string] | undefined): cell is ReadonlyArray<TableRow> =>
  Array.isArray(cell) && cell.every((each) => typeof each === 'object' && each !== null)

const ofSums = (report: SumReport, { columns, adds, rows }: CellOfSums): Listing => ({
  columns,
  row: (subject, catalogue, args) => {
    for (const [key, vector] of report.measure(subject, catalogue, args))
      if (adds(key, vector, args) !== 0) return { listed: rows(subject, catalogue, args) }
    return null
  },
  lines: ({ listed }) => (isRows(listed) ? listed : []),
})

const ofTable = (report: TableReport, { columns, stands, line }: CellOfTable): Listing => ({
  columns,
  row: (subject, catalogue, args) => {
    const row = report.row(subject, catalogue, args)
    return row === null || stands(row) ? row : null
  },
  lines: (row, person, input) => {
    const said = line(row, person, input)
    return said === null ? [] : [said]
  },
})

const listingOf = (report: Report, name: string): Listing | null => {
  if (report.kind === 'sums') {
    const cell = report.cells?.at(name) ?? null
    return cell === null ? null : ofSums(report, cell)
  }
  const cell = report.cells?.at(name) ?? null
  return cell === null ? null : ofTable(report, cell)
}

/**
 * The people behind a cell of a report, as a table derived from the report's own
 * measure: whose part of the cell is not zero, sorted by number; the number of rows is
 * the figure, but for `base.erased` and `base.unreadable`. `null` for a cell whose
 * people cannot be listed.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * report === undefined ? null : peopleList(report, 'reached')?.name // => 'training-hours/reached'
 * report === undefined ? null : peopleList(report, 'share') // => null
 */
export const peopleList = (report: Report, cell: string): TableReport | null => {
  const listing = listingOf(report, cell)
  if (listing === null) return null
  const { version, title, meaning, takes, policy, reads, day, check, thresholds } = report
  return {
    kind: 'table',
    name: `${report.name}/${cell}`,
    version,
    title,
    meaning,
    takes,
    policy,
    reads,
    day,
    check,
    ...(thresholds === undefined ? {} : { thresholds }),
    columns: [...COMMON, ...listing.columns],
    row: listing.row,
    finish: (people, input) => {
      const { personOf, args } = input
      const rows: { readonly nip: string; readonly row: OutputRow }[] = []
      const unnamed = new Unnamed()
      for (const { career, row } of people) {
        const person = personOf(career)
        if (!isNamed(person)) unnamed.add(person)
        else
          for (const line of listing.lines(row, person, input))
            if (args.unit === null || line['unitId'] === args.unit)
              rows.push({ nip: person.number, row: { nip: person.number, name: person.name, ...line } })
      }
      rows.sort((a, b) => byText(a.nip, b.nip))
      return { base: { people: rows.length, ...unnamed.base() }, rows: rows.map(({ row }) => row), more: { cell, unit: args.unit } }
    },
  }
}
