import type { SourceFault } from '../source/openRegular.js'

/** Why a workbook is not read; `line` is the row of its sheet, from 1, where one is to blame. */
export interface XlsxFault {
  readonly code:
    | /** No workbook of this kind, whatever its name says; also one without a sheet. */ 'NOT_XLSX'
    /** Locked by a password, or the format of before 2007 (`.xls`): both look alike from outside. */
    | 'XLSX_PROTECTED'
    /** Cut short, changed on its way, or no well-formed XML inside. */
    | 'XLSX_DAMAGED'
    /** Unpacks to more than any real file of an office: a bomb, or something else. */
    | 'XLSX_TOO_LARGE'
    /** Its XML defines entities, which no spreadsheet writes. */
    | 'XLSX_WITH_DTD'
    /** A cell longer or a row wider than any real one. */
    | 'ROW_TOO_LONG'
    | 'NOT_UTF8'
    | SourceFault
  readonly line: number | null
}

/** How a step inside the reading of a workbook gives up; caught once, in `openXlsx`. */
export class Unfit extends Error {
  readonly fault: XlsxFault
  constructor(code: XlsxFault['code'], line: number | null = null) {
    super(code)
    this.fault = { code, line }
  }
}
