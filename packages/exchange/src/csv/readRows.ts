/** The data rows below a header: rows of empty cells are none, the others are numbered from 1. */
import * as E from 'fp-ts/lib/Either.js'
import { isBlank } from '../cell/tidy.js'
import type { FileDef } from '../file/FileDef.js'
import type { Header } from './header.js'
import { type FileFault, readRecords } from './readRecords.js'
import { swallowing } from './swallowed.js'

export interface DataRow {
  readonly row: number
  readonly cells: ReadonlyArray<string>
}

export async function* readRows(
  path: string,
  header: Header,
  def: FileDef,
): AsyncGenerator<E.Either<FileFault, ReadonlyArray<DataRow>>, void, undefined> {
  let record = -1
  let row = 0
  for await (const batch of readRecords(path, header.delimiter, swallowing(def, header.places, header.delimiter))) {
    if (E.isLeft(batch)) return yield batch
    const rows: DataRow[] = []
    for (const cells of batch.right) {
      record++
      if (record <= header.index || cells.every(isBlank)) continue
      row++
      rows.push({ row, cells })
    }
    if (rows.length > 0) yield E.right(rows)
  }
}
