/** An answer as the sheets an export is made of. */
import type { Sheet, SheetCell, Sheets } from '@jejak/exchange'
import {
  type Answer,
  type Cell,
  type Column,
  cellAt,
  coverOf,
  type Language,
  linesOf,
  type OutputRow,
  plain,
  type ReportForm,
} from '@jejak/reports'

const WORDS: Readonly<Record<Language, Sheets['words']>> = {
  id: { cover: 'Keterangan', page: 'Halaman', of: 'dari', yes: 'ya' },
  en: { cover: 'About', page: 'Page', of: 'of', yes: 'yes' },
}

const TOTAL: Readonly<Record<Language, string>> = { id: 'Jumlah', en: 'Total' }

const sheetCell = (cell: Cell): SheetCell =>
  cell === null || typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : plain(cell)

const sheet = (
  title: string,
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<OutputRow>,
  totals: OutputRow | undefined,
  language: Language,
): Sheet => {
  const sums = totals === undefined ? null : columns.map(({ key }, i) => (i === 0 ? TOTAL[language] : sheetCell(cellAt(totals, key))))
  return {
    title,
    columns: columns.map((column) => ({ title: column[language], as: column.as })),
    rows: rows.map((row) => columns.map(({ key }) => sheetCell(cellAt(row, key)))),
    totals: sums?.slice(1).every((cell) => cell === null) === true ? null : sums,
  }
}

const isRow = (cell: Cell): cell is OutputRow => typeof cell === 'object' && cell !== null && !Array.isArray(cell)

/** The answer's own table, those beside it, and the cover. */
export const sheetsOf = (answer: Answer, report: ReportForm, language: Language): Sheets => ({
  title: report.title[language],
  meaning: report.meaning[language],
  cover: coverOf(answer, report, language),
  tables: [
    sheet(report.title[language], report.columns, linesOf(answer, report), answer.totals, language),
    ...(report.beside ?? []).map(({ part, title, columns }) => {
      const rows: Cell = answer.more?.[part] ?? null
      return sheet(title[language], columns, Array.isArray(rows) ? rows.filter(isRow) : [], undefined, language)
    }),
  ],
  stampedAt: Date.parse(answer.asOf),
  words: WORDS[language],
})
