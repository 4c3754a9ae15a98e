/** What each fault of a whole file means, and what its owner does about it. */
import type { FileFault } from '../csv/readRecords.js'

export const FILE_FAULTS: Readonly<Record<FileFault['code'], string>> = {
  NOT_A_FILE: 'it is a folder, a pipe or a device, no file; put the file itself there',
  UNREADABLE: 'it cannot be read; check that it exists and its permissions',
  NOT_UTF8: 'it is no UTF-8 from there on (Windows-1252, most likely); save it as CSV UTF-8',
  UTF16_DAMAGED: 'it is UTF-16, and cut off or altered from about there on; save it anew, as CSV UTF-8',
  ROW_TOO_LONG: 'a row is longer than any real one; a quote is missing, or it is something else',
  QUOTE_NOT_CLOSED: 'a quote is opened and never closed; close it or take it out',
  QUOTE_STRAY: 'a quoted cell swallows the rows after it; close the quote or take it out',
  NOT_XLSX: 'it is no workbook; save it as .xlsx',
  XLSX_PROTECTED: 'it is locked by a password, or in the format of before 2007; save it as .xlsx without a password',
  XLSX_DAMAGED: 'it is damaged; copy it again from its source',
  XLSX_TOO_LARGE: 'it unpacks to more than any real file; save the sheet anew',
  XLSX_WITH_DTD: 'it was not written by a spreadsheet; save the sheet anew',
}
