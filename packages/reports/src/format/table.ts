/** The answer as tables: headers and cells as text, for terminals and pages. */
import type { Answer, Body, Cell, Column, OutputRow, ReportForm } from '../Report.js'
import { isList, isRow } from '../shared/cell.js'

/** Language of what is shown: Indonesian or English. */
export type Language = 'id' | 'en'

/** A table; `rows` and `totals` have a cell for each header. */
export interface Table {
  readonly title: string
  readonly columns: ReadonlyArray<Column>
  readonly headers: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  readonly totals: ReadonlyArray<string> | null
}

/**
 * The value at a path (`pns.people`); `null` where there is none.
 *
 * @example
 * cellAt({ pns: { people: 3 } }, 'pns.people') // => 3
 * cellAt({}, 'pns.people') // => null
 */
export const cellAt = (row: OutputRow, path: string): Cell => {
  let cell: Cell | undefined = row
  for (const part of path.split('.')) cell = isRow(cell) ? cell[part] : undefined
  return cell ?? null
}

const LOCALES: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' }

/** An item of a list in a few words: the values of its parts, without their names. */
const brief = (item: Cell): string => (isRow(item) ? Object.values(item).map(plain).join(' ') : plain(item))

/** A cell as a reader expects it: shares in percent, numbers grouped, nothing as a dash. */
const show = (cell: Cell, column: Column, language: Language): string => {
  if (cell === null) return column.as === 'flag' ? '' : '–'
  if (typeof cell === 'boolean') return cell ? (language === 'id' ? 'ya' : 'yes') : ''
  if (typeof cell === 'number') {
    if (column.as === 'share')
      return `${(cell * 100).toLocaleString(LOCALES[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`
    const digits = column.as === 'mean' ? 2 : 0
    return cell.toLocaleString(LOCALES[language], { minimumFractionDigits: digits, maximumFractionDigits: column.as === 'count' ? 0 : 4 })
  }
  if (typeof cell === 'bigint') return cell.toLocaleString(LOCALES[language])
  if (typeof cell === 'string') return cell
  return isList(cell) ? cell.map(brief).join(', ') : plain(cell)
}

/**
 * A cell without decoration: lists joined by `;`, parts of an object as `key=value`.
 *
 * @example
 * plain(['a', { b: 1 }]) // => 'a; b=1'
 */
export const plain = (cell: Cell): string => {
  if (cell === null) return ''
  if (isList(cell)) return cell.map((part) => plain(part)).join('; ')
  return isRow(cell)
    ? Object.entries(cell)
        .map(([key, value]) => (isRow(value) ? `${key}: ${plain(value)}` : `${key}=${plain(value)}`))
        .join('; ')
    : String(cell)
}

/**
 * The rows to show: those of the answer, or the lines of a report that has none.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * const question = report?.check({ agency: AGENCY, year: 2025 }, day('2026-01-31'))
 * if (report === undefined || question === undefined || E.isLeft(question)) throw new Error('no such question')
 * const args = question.right
 * const view = viewOf(report, args)
 * const subject = { career: person(1), employment: sampleEmployment }
 * const sums = view.kind === 'sums' ? view.measure(subject, sampleCatalogue) : Sums.empty
 * const figure = { kind: 'sums', sums, position: must(logPosition(13)), people: 1, parked: 0 } as const
 * const answer = must(
 *   toAnswer({ report, args, figure, catalogue: sampleCatalogue, agencyFacts: [], people: new Map(), knownAt: '@13' }),
 * )
 * linesOf(answer, report).length // => 1
 */
export const linesOf = (body: Body, report: ReportForm): ReadonlyArray<OutputRow> => report.lines?.(body) ?? body.rows ?? []

const cells = (row: OutputRow, columns: ReadonlyArray<Column>, language: Language): ReadonlyArray<string> =>
  columns.map((column) => show(cellAt(row, column.key), column, language))

/** The totals under the columns they fit; the first column says what they are. */
const totalsRow = (totals: OutputRow, columns: ReadonlyArray<Column>, language: Language): ReadonlyArray<string> | null => {
  const row = columns.map((column, i) => {
    if (i === 0) return language === 'id' ? 'Jumlah' : 'Total'
    const cell = cellAt(totals, column.key)
    return cell === null ? '' : show(cell, column, language)
  })
  return row.slice(1).every((cell) => cell === '') ? null : row
}

/**
 * The answer's own table first, then those beside it.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * const question = report?.check({ agency: AGENCY, year: 2025 }, day('2026-01-31'))
 * if (report === undefined || question === undefined || E.isLeft(question)) throw new Error('no such question')
 * const args = question.right
 * const view = viewOf(report, args)
 * const subject = { career: person(1), employment: sampleEmployment }
 * const sums = view.kind === 'sums' ? view.measure(subject, sampleCatalogue) : Sums.empty
 * const figure = { kind: 'sums', sums, position: must(logPosition(13)), people: 1, parked: 0 } as const
 * const answer = must(
 *   toAnswer({ report, args, figure, catalogue: sampleCatalogue, agencyFacts: [], people: new Map(), knownAt: '@13' }),
 * )
 * toTables(answer, report, 'en')[0]?.title // => 'Training hours'
 */
export const toTables = (answer: Answer, report: ReportForm, language: Language = 'id'): ReadonlyArray<Table> => {
  const main: Table = {
    title: report.title[language],
    columns: report.columns,
    headers: report.columns.map((column) => column[language]),
    rows: linesOf(answer, report).map((row) => cells(row, report.columns, language)),
    totals: answer.totals === undefined ? null : totalsRow(answer.totals, report.columns, language),
  }
  const beside = (report.beside ?? []).map(({ part, title, columns }): Table => {
    const value: Cell | undefined = answer.more?.[part]
    const rows: ReadonlyArray<Cell> = Array.isArray(value) ? value : []
    return {
      title: title[language],
      columns,
      headers: columns.map((column) => column[language]),
      rows: rows.filter(isRow).map((row) => cells(row, columns, language)),
      totals: null,
    }
  })
  return [main, ...beside]
}

/** The answer's own table. */
export const toTable = (answer: Answer, report: ReportForm, language: Language = 'id'): Table => {
  const [main] = toTables(answer, report, language)
  return main ?? { title: report.title[language], columns: [], headers: [], rows: [], totals: null }
}
