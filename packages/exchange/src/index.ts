/** In and out of the house: import with verdicts, exports. */

export * as cells from './cell/index.js'
export type { FileFault } from './csv/readRecords.js'
export type { ExportFault, Sheet, SheetCell, SheetColumn, Sheets } from './export/Sheets.js'
export { toPdf } from './export/toPdf.js'
export { toXlsx } from './export/toXlsx.js'
export { defineFile, type ExtensionFile, type FileParts, fileFaults } from './file/defineFile.js'
export { at, type Cells, type Column, type FileDef, type FileName, optional, orNull, required } from './file/FileDef.js'
export { FILES } from './file/files.js'
export { importsUnderWay } from './lease/importsUnderWay.js'
export { writeOwnFile } from './own/OwnFile.js'
export { OwnFolder } from './own/OwnFolder.js'
export type { WriteFault } from './own/WriteFault.js'
export { FILE_FAULTS } from './run/fileFaults.js'
export {
  type FileResult,
  type ImportError,
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  MAX_LISTED,
} from './run/ImportOptions.js'
export { importFolder } from './run/importFolder.js'
export { adviceOn, infoOf } from './verdict/advice.js'
export { CODES, type Code, type CodeInfo, isCode, type Owner } from './verdict/codes.js'
export type { RowVerdict, Verdict, VerdictKind } from './verdict/Verdict.js'
