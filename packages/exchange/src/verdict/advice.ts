/** What to do about a code of a row: what may stand in the cell where it holds something else, else the advice of the code. */
import type { FileDef, FileName } from '../file/FileDef.js'
import { CODES, type Code, type CodeInfo, isCoreCode } from './codes.js'

/** Who has to act on a code, and how; an extension says so of its own beside the files that ask them. */
export const infoOf = (files: ReadonlyArray<FileDef>, code: Code): CodeInfo =>
  isCoreCode(code) ? CODES[code] : (files.flatMap(({ rules = [] }) => rules).find((rule) => rule.code === code) ?? CODES.VALUE_INVALID)

/** @param written what stands in the cell; where that is not known, it is taken for something that cannot be read */
export const adviceOn = (
  files: ReadonlyArray<FileDef>,
  code: Code,
  file: FileName,
  column: string | null,
  written: string | null,
): CodeInfo['advice'] => {
  const general = infoOf(files, code).advice
  if (code !== 'VALUE_INVALID') return general
  const cell = files.find(({ name }) => name === file)?.columns.find(({ name }) => name === column)?.cell
  // A value that can be read is forbidden by another cell of the row: the list would not help.
  const isForbidden = cell !== undefined && written !== null && cell.read(cell.tidy(written)).ok
  return isForbidden ? general : (cell?.advice ?? general)
}
