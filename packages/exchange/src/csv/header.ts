/** Finds the header of a file: the first of its first 20 rows that holds every required column. */
import * as E from 'fp-ts/lib/Either.js'
import { isBlank, tidyText, visible } from '../cell/tidy.js'
import { columnsOf } from '../file/batal.js'
import type { FileDef } from '../file/FileDef.js'
import { type FileFault, readRecords } from './readRecords.js'

/** Rows looked at. */
export const HEADER_ROWS = 20

export interface Header {
  readonly delimiter: ',' | ';'
  /** Which record it is, from 0. */
  readonly index: number
  /** Place of each known column that is there. */
  readonly places: ReadonlyMap<string, number>
  /** The header as written. */
  readonly written: ReadonlyArray<string>
  readonly unknown: ReadonlyArray<string>
}

export type HeaderFault =
  | { readonly tag: 'missing'; readonly columns: ReadonlyArray<string> }
  | { readonly tag: 'fault'; readonly fault: FileFault }

/** A column's name without what does not matter: case, blanks, `_`, `.`. */
const nameOf = (written: string): string =>
  visible(written)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.]+/gu, '')

/** Columns that Jejak adds to rejected rows; a file that comes back with them is read as if it had none of them. */
export const ADDED = ['baris', 'kode', 'kolom', 'nilai', 'saran', 'pemilik'] as const

/** Whether a column was added by Jejak. */
export const isAdded = (written: string): boolean => ADDED.some((name) => name === nameOf(written))

const placesIn = (def: FileDef, record: ReadonlyArray<string>): { readonly places: Map<string, number>; readonly unknown: string[] } => {
  const byName = new Map(columnsOf(def).map(({ name }) => [nameOf(name), name]))
  const places = new Map<string, number>()
  const unknown: string[] = []
  record.forEach((written, place) => {
    const column = byName.get(nameOf(written))
    if (column !== undefined && !places.has(column)) places.set(column, place)
    else if (!isBlank(written) && !isAdded(written)) unknown.push(tidyText(written))
  })
  return { places, unknown }
}

const firstRecords = async (path: string, delimiter: ',' | ';'): Promise<E.Either<FileFault, ReadonlyArray<ReadonlyArray<string>>>> => {
  const first: ReadonlyArray<string>[] = []
  for await (const batch of readRecords(path, delimiter)) {
    // A fault behind the header is met when the rows are read.
    if (E.isLeft(batch)) return first.length > 0 ? E.right(first) : batch
    first.push(...batch.right.slice(0, HEADER_ROWS - first.length))
    if (first.length === HEADER_ROWS) break
  }
  return E.right(first)
}

/** What of a header does not depend on the kind of file. */
type Found = Omit<Header, 'delimiter'>

/** The first of these records that holds every required column, or what the likeliest of them lacks. */
export const headerIn = (
  def: FileDef,
  records: Iterable<{ readonly index: number; readonly record: ReadonlyArray<string> }>,
): E.Either<ReadonlyArray<string>, Found> => {
  const required = def.columns.filter((column) => column.required).map(({ name }) => name)
  let missing: ReadonlyArray<string> = required
  for (const { index, record } of records) {
    const { places, unknown } = placesIn(def, record)
    const lacking = required.filter((name) => !places.has(name))
    if (lacking.length === 0) return E.right({ index, places, unknown, written: record })
    if (lacking.length < missing.length) missing = lacking
  }
  return E.left([...missing].sort())
}

/** Read with `,`, else with `;`. Where there is none, names what the likeliest row lacks. */
export const findHeader = async (def: FileDef, path: string): Promise<E.Either<HeaderFault, Header>> => {
  let missing: ReadonlyArray<string> | null = null
  let fault: FileFault | null = null
  for (const delimiter of [',', ';'] as const) {
    const records = await firstRecords(path, delimiter)
    if (E.isLeft(records)) {
      fault = records.left
      continue
    }
    const found = headerIn(
      def,
      records.right.map((record, index) => ({ index, record })),
    )
    if (E.isRight(found)) return E.right({ ...found.right, delimiter })
    if (missing === null || found.left.length < missing.length) missing = found.left
  }
  return E.left(fault !== null ? { tag: 'fault', fault } : { tag: 'missing', columns: missing ?? [] })
}
