/** The first sheet of a workbook as header and rows of an import file, as `csv/` gives them for text. */
import * as E from 'fp-ts/lib/Either.js'
import { nip } from '../cell/nip.js'
import { rupiah } from '../cell/rupiah.js'
import { isBlank } from '../cell/tidy.js'
import { HEADER_ROWS, type Header, type HeaderFault, headerIn } from '../csv/header.js'
import type { DataRow } from '../csv/readRows.js'
import type { FileDef } from '../file/FileDef.js'
import type { Merges } from './merges.js'
import { withExponent } from './numbers.js'
import { readMerges, readSheet, type SheetCell } from './Sheet.js'
import { readWorkbook, type Workbook } from './Workbook.js'
import { Unfit, type XlsxFault } from './XlsxFault.js'
import { Zip } from './Zip.js'

export interface XlsxFile {
  readonly header: Header
  /** To be read once; then the file is let go. */
  readonly rows: () => AsyncGenerator<E.Either<XlsxFault, ReadonlyArray<DataRow>>>
}

const faultOf = (error: unknown): XlsxFault => {
  if (error instanceof Unfit) return error.fault
  throw error
}

const asText = (cell: SheetCell | undefined): string => cell?.text ?? ''

/** A number has lost digits of a NIP, also where it looks whole: it is written so that nobody takes it for one. */
const asNip = (cell: SheetCell | undefined): string =>
  cell === undefined ? '' : cell.number === null ? cell.text : withExponent(cell.number)

/** In rupiah a point stands between thousands; the decimals of a number are no thousands. */
const asRupiah = (cell: SheetCell | undefined): string =>
  cell === undefined ? '' : cell.number === cell.text ? cell.text.replace('.', ',') : cell.text

type Reading = (cell: SheetCell | undefined) => string

/** How the cells of each place are read. */
const readingsOf = (def: FileDef, { places }: Header): ReadonlyMap<number, Reading> => {
  const readings = new Map<number, Reading>()
  for (const { name, cell } of def.columns) {
    const place = places.get(name)
    if (place !== undefined && cell === nip) readings.set(place, asNip)
    if (place !== undefined && cell === rupiah) readings.set(place, asRupiah)
  }
  return readings
}

const findHeader = async (def: FileDef, zip: Zip, workbook: Workbook, merges: Merges): Promise<E.Either<HeaderFault, Header>> => {
  const first: Array<{ readonly index: number; readonly record: ReadonlyArray<string> }> = []
  for await (const rows of readSheet(zip, workbook, merges)) {
    for (const { row, cells } of rows) if (row <= HEADER_ROWS) first.push({ index: row, record: cells.map(asText) })
    if ((rows.at(-1)?.row ?? 0) >= HEADER_ROWS) break
  }
  const found = headerIn(def, first)
  return E.isLeft(found) ? E.left({ tag: 'missing', columns: found.left }) : E.right({ ...found.right, delimiter: ',' })
}

async function* readRows(
  zip: Zip,
  workbook: Workbook,
  merges: Merges,
  header: Header,
  def: FileDef,
): AsyncGenerator<E.Either<XlsxFault, ReadonlyArray<DataRow>>> {
  const readings = readingsOf(def, header)
  let count = 0
  try {
    for await (const rows of readSheet(zip, workbook, merges)) {
      const data: DataRow[] = []
      for (const { row, cells } of rows) {
        if (row <= header.index) continue
        const texts = cells.map((cell, place) => (readings.get(place) ?? asText)(cell))
        if (!texts.every(isBlank)) data.push({ row: ++count, cells: texts })
      }
      if (data.length > 0) yield E.right(data)
    }
  } catch (error) {
    yield E.left(faultOf(error))
  } finally {
    await zip.close()
  }
}

/**
 * Opens a workbook and finds the header of its first sheet. Rows are counted like
 * those of a CSV file, and say the same as that sheet saved as CSV would; where a
 * number is not what the cell shows (a NIP, a day), see `asNip` and `numbers.ts`.
 * `alive` is called often while it is read. The file is let go when its rows are read.
 */
export const openXlsx = async (def: FileDef, path: string, alive: () => void): Promise<E.Either<HeaderFault, XlsxFile>> => {
  let zip: Zip | null = null
  try {
    zip = await Zip.open(path, alive)
    const opened = zip
    const workbook = await readWorkbook(opened)
    const merges = await readMerges(opened, workbook.sheet)
    const header = await findHeader(def, opened, workbook, merges)
    if (E.isLeft(header)) {
      await opened.close()
      return header
    }
    return E.right({
      header: header.right,
      rows: () => readRows(opened, workbook, merges, header.right, def),
    })
  } catch (error) {
    await zip?.close()
    return E.left({ tag: 'fault', fault: faultOf(error) })
  }
}
