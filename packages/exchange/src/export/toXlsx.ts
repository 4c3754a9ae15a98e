/**
 * A report as an XLSX workbook: a sheet for each table, header first, and the
 * cover as the last sheet. Employee numbers are text cells, so no digit is lost;
 * text that begins like a formula is a text cell too and never runs.
 */
import { escapeControls } from '@jejak/core'
import type ExcelJS from 'exceljs'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ExportFault, Sheet, SheetColumn, Sheets } from './Sheets.js'

const FORMATS: Readonly<Record<SheetColumn['as'], string>> = {
  text: '@',
  date: '@',
  flag: '@',
  count: '#,##0',
  share: '0.0%',
  mean: '0.00',
  number: '#,##0.####',
}

const MIN_WIDTH = 8
const MAX_WIDTH = 60

const widthOf = (sheet: Sheet, index: number): number => {
  let width = sheet.columns[index]?.title.length ?? 0
  for (const row of sheet.rows) width = Math.max(width, String(row[index] ?? '').length)
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width + 2))
}

/** Excel allows 31 characters and none of `[]:*?/\` in the name of a sheet; names must differ. */
const nameOf = (title: string, index: number): string =>
  `${title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 27)}${index === 0 ? '' : ` ${index + 1}`}`

const addTable = (workbook: ExcelJS.Workbook, sheet: Sheet, index: number, words: Sheets['words']): void => {
  const page = workbook.addWorksheet(nameOf(sheet.title, index), {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' },
  })
  page.columns = sheet.columns.map((column, i) => ({
    header: column.title,
    width: widthOf(sheet, i),
    style: { numFmt: FORMATS[column.as] },
  }))
  page.getRow(1).font = { bold: true }
  const cells = (row: ReadonlyArray<Sheet['rows'][number][number]>): Array<string | number | null> =>
    row.map((cell) => (typeof cell === 'boolean' ? (cell ? words.yes : '') : typeof cell === 'string' ? escapeControls(cell) : cell))
  for (const row of sheet.rows) page.addRow(cells(row))
  if (sheet.totals !== null) page.addRow(cells(sheet.totals)).font = { bold: true }
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, sheet.columns.length) } }
}

const addCover = (workbook: ExcelJS.Workbook, sheets: Sheets): void => {
  const page = workbook.addWorksheet(nameOf(sheets.words.cover, 0))
  page.columns = [
    { width: 24, style: { numFmt: '@' } },
    { width: 100, style: { numFmt: '@', alignment: { wrapText: true } } },
  ]
  page.addRow([sheets.title]).font = { bold: true, size: 14 }
  for (const [label, value] of sheets.cover) page.addRow([label, escapeControls(value)])
  page.addRow(['', sheets.meaning])
}

/** Writes the archive anew with one time for all its parts: a workbook has the same bytes whenever it is made. */
const withoutClock = async (bytes: ExcelJS.Buffer, stampedAt: number): Promise<Uint8Array> => {
  const { default: JSZip } = await import('jszip')
  const made = await JSZip.loadAsync(bytes)
  const fixed = new JSZip()
  const date = new Date(stampedAt)
  for (const [name, part] of Object.entries(made.files).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (!part.dir) fixed.file(name, await part.async('uint8array'), { date, createFolders: false })
  return fixed.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

/** The workbook's bytes. */
export const toXlsx = (sheets: Sheets): TE.TaskEither<ExportFault, Uint8Array> =>
  TE.tryCatch(
    async () => {
      // Loaded where a workbook is made: half of the time that any command would take to start.
      const { default: Excel } = await import('exceljs')
      const workbook = new Excel.Workbook()
      workbook.creator = 'Jejak'
      workbook.created = new Date(sheets.stampedAt)
      workbook.modified = new Date(sheets.stampedAt)
      workbook.title = sheets.title
      sheets.tables.forEach((table, i) => {
        addTable(workbook, table, i, sheets.words)
      })
      addCover(workbook, sheets)
      return withoutClock(await workbook.xlsx.writeBuffer(), sheets.stampedAt)
    },
    (): ExportFault => ({ tag: 'ExportFault', reason: 'the workbook could not be made' }),
  )
