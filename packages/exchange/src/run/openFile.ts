/** Opens a file of the folder, whichever of the two kinds it is. */
import * as E from 'fp-ts/lib/Either.js'
import { findHeader, type Header, type HeaderFault } from '../csv/header.js'
import type { FileFault } from '../csv/readRecords.js'
import { type DataRow, readRows } from '../csv/readRows.js'
import type { FileDef } from '../file/FileDef.js'
import { openXlsx } from '../xlsx/openXlsx.js'
import { isXlsx } from './folder.js'

export interface OpenFile {
  readonly header: Header
  /** To be read once; ends after the first fault, and lets the file go. */
  readonly rows: () => AsyncGenerator<E.Either<FileFault, ReadonlyArray<DataRow>>>
}

/** `alive` is called often where opening takes long. */
export const openFile = async (def: FileDef, path: string, alive: () => void): Promise<E.Either<HeaderFault, OpenFile>> => {
  if (isXlsx(path)) return openXlsx(def, path, alive)
  const header = await findHeader(def, path)
  return E.isLeft(header) ? header : E.right({ header: header.right, rows: () => readRows(path, header.right, def) })
}
