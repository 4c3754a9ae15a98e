/** What to do about a code of a row: what may stand in the cell where it holds something else, else the advice of the code. */
import { columnsOf } from '../file/batal.js'
import type { FileName } from '../file/FileDef.js'
import { FILES } from '../file/files.js'
import { CODES, type Code, type CodeInfo } from './codes.js'

/** @param written what stands in the cell; where that is not known, it is taken for something that cannot be read */
export const adviceOn = (code: Code, file: FileName, column: string | null, written: string | null): CodeInfo['advice'] => {
  const general = CODES[code].advice
  if (code !== 'VALUE_INVALID') return general
  const def = FILES.find(({ name }) => name === file)
  const cell = (def === undefined ? [] : columnsOf(def)).find(({ name }) => name === column)?.cell
  // A value that can be read is forbidden by another cell of the row: the list would not help.
  const isForbidden = cell !== undefined && written !== null && cell.read(cell.tidy(written)).ok
  return isForbidden ? general : (cell?.advice ?? general)
}
