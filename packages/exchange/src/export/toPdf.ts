/**
 * A report as a PDF for print: A4 landscape, the cover on the first page, header
 * rows on every page, page x of y. Made without the clock, so that one question
 * gives the same bytes whenever it is asked.
 */
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ExportFault, Sheet, SheetCell, SheetColumn, Sheets } from './Sheets.js'

const MARGIN = 36
const SIZE = 7.5
const PAD = 3
const FOOT = 16
const LOCALE = 'id-ID'

const isNumber = (column: SheetColumn): boolean => column.as !== 'text' && column.as !== 'date' && column.as !== 'flag'

/** The standard fonts of PDF know Latin-1 only; what they lack is shown as a question mark rather than as rubbish. */
const printable = (text: string): string => text.replaceAll('\u2013', '-').replaceAll(/[^\u0020-\u007e\u00a0-\u00ff]/g, '?')

const shown = (cell: SheetCell, column: SheetColumn, yes: string): string => {
  if (cell === null) return column.as === 'flag' ? '' : '-'
  if (typeof cell === 'boolean') return cell ? yes : ''
  if (typeof cell === 'string') return printable(cell)
  if (column.as === 'share') return `${(cell * 100).toLocaleString(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`
  const digits = column.as === 'mean' ? 2 : 0
  return cell.toLocaleString(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: column.as === 'count' ? 0 : 4 })
}

type Doc = PDFKit.PDFDocument

/** Widths of the columns, in points: shares of the page by the longest of what stands in them. */
const widthsOf = (doc: Doc, texts: ReadonlyArray<ReadonlyArray<string>>, width: number): ReadonlyArray<number> => {
  const wanted: number[] = []
  for (const row of texts)
    row.forEach((text, i) => {
      wanted[i] = Math.max(wanted[i] ?? 0, Math.min(width / 3, doc.widthOfString(text) + 2 * PAD))
    })
  const sum = wanted.reduce((a, b) => a + b, 0)
  return wanted.map((w) => (w * width) / Math.max(sum, 1))
}

/** Draws a row at the cursor; answers its height. */
const drawRow = (
  doc: Doc,
  row: ReadonlyArray<string>,
  columns: ReadonlyArray<SheetColumn>,
  widths: ReadonlyArray<number>,
  bold: boolean,
): void => {
  doc.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(SIZE)
  const top = doc.y
  const height = heightOf(doc, row, widths)
  let x = MARGIN
  row.forEach((text, i) => {
    const column = columns[i]
    const width = (widths[i] ?? 0) - 2 * PAD
    doc.text(text, x + PAD, top + PAD, { width, align: column !== undefined && isNumber(column) ? 'right' : 'left', lineBreak: true })
    x += widths[i] ?? 0
  })
  doc
    .moveTo(MARGIN, top + height)
    .lineTo(x, top + height)
    .lineWidth(bold ? 0.8 : 0.25)
    .strokeColor('#888888')
    .stroke()
  doc.y = top + height
}

const heightOf = (doc: Doc, row: ReadonlyArray<string>, widths: ReadonlyArray<number>): number => {
  let height = 0
  row.forEach((text, i) => {
    height = Math.max(height, doc.heightOfString(text === '' ? ' ' : text, { width: Math.max(1, (widths[i] ?? 0) - 2 * PAD) }))
  })
  return height + 2 * PAD
}

const drawTable = (doc: Doc, sheet: Sheet, words: Sheets['words']): void => {
  const { columns } = sheet
  const bottom = doc.page.height - MARGIN - FOOT
  const header = columns.map((column) => printable(column.title))
  const texts = sheet.rows.map((row) => columns.map((column, i) => shown(row[i] ?? null, column, words.yes)))
  const totals =
    sheet.totals === null
      ? null
      : columns.map((column, i) => (sheet.totals?.[i] === null ? '' : shown(sheet.totals?.[i] ?? null, column, words.yes)))
  doc.font('Helvetica-Bold').fontSize(SIZE)
  const widths = widthsOf(doc, [header, ...(totals === null ? [] : [totals]), ...texts], doc.page.width - 2 * MARGIN)
  const room = (row: ReadonlyArray<string>): boolean => doc.y + heightOf(doc, row, widths) <= bottom
  const title = (): void => {
    doc.font('Helvetica-Bold').fontSize(10).text(printable(sheet.title), MARGIN, doc.y)
    doc.moveDown(0.4)
  }
  const begin = (): void => {
    doc.addPage()
    drawRow(doc, header, columns, widths, true)
  }
  if (doc.y + 60 > bottom) doc.addPage()
  title()
  drawRow(doc, header, columns, widths, true)
  for (const row of texts) {
    if (!room(row)) begin()
    drawRow(doc, row, columns, widths, false)
  }
  if (totals !== null) {
    if (!room(totals)) begin()
    drawRow(doc, totals, columns, widths, true)
  }
  doc.moveDown(1)
}

const drawCover = (doc: Doc, sheets: Sheets): void => {
  doc.font('Helvetica-Bold').fontSize(15).text(printable(sheets.title), MARGIN, MARGIN)
  doc.moveDown(0.5).font('Helvetica').fontSize(9)
  for (const [label, value] of sheets.cover) doc.text(printable(`${label}: ${value}`))
  doc.moveDown(0.5).fontSize(8).fillColor('#444444').text(printable(sheets.meaning)).fillColor('#000000')
  doc.moveDown(1)
}

const numberPages = (doc: Doc, words: Sheets['words']): void => {
  const { start, count } = doc.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    doc.switchToPage(start + i)
    doc.page.margins.bottom = 0
    doc
      .font('Helvetica')
      .fontSize(7)
      .text(`${words.page} ${i + 1} ${words.of} ${count}`, MARGIN, doc.page.height - MARGIN, {
        width: doc.page.width - 2 * MARGIN,
        align: 'right',
        lineBreak: false,
      })
  }
}

/** The document's bytes. */
export const toPdf = (sheets: Sheets): TE.TaskEither<ExportFault, Uint8Array> =>
  TE.tryCatch(
    async () => {
      const { default: PDFDocument } = await import('pdfkit')
      return new Promise<Uint8Array>((resolve, reject) => {
        const date = new Date(sheets.stampedAt)
        const doc = new PDFDocument({
          size: 'A4',
          layout: 'landscape',
          margin: MARGIN,
          bufferPages: true,
          lang: 'id',
          info: { Title: sheets.title, Producer: 'Jejak', Creator: 'Jejak', CreationDate: date, ModDate: date },
        })
        const parts: Uint8Array[] = []
        doc.on('data', (part: Uint8Array) => {
          parts.push(part)
        })
        doc.on('end', () => {
          resolve(Buffer.concat(parts))
        })
        doc.on('error', reject)
        drawCover(doc, sheets)
        for (const table of sheets.tables) drawTable(doc, table, sheets.words)
        numberPages(doc, sheets.words)
        doc.end()
      })
    },
    (): ExportFault => ({ tag: 'ExportFault', reason: 'the document could not be made' }),
  )
