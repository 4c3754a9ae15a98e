/** What an import did, for a reader at a terminal: counts by file, then what to mend and who can. */
import { CODES, type ImportResult } from '@jejak/exchange'
import { drawTable } from '../show/table.js'

const NUMBERS = new Set([1, 2, 3, 4, 5, 6])

const counts = (result: ImportResult, columns: number | null): string =>
  drawTable(
    {
      headers: ['File', 'Rows', 'Accepted', 'Warned', 'Known', 'Corrections', 'Rejected'],
      right: NUMBERS,
      rows: Object.entries(result.files).map(([file, c]) =>
        c.missing !== undefined || c.refused !== undefined
          ? [file, 'refused', '', '', '', '', '']
          : [file, ...[c.rows, c.accepted, c.warned, c.known, c.correction, c.rejected].map(String)],
      ),
    },
    columns,
  )

const isCode = (code: string): code is keyof typeof CODES => Object.hasOwn(CODES, code)

const codes = (result: ImportResult, columns: number | null): string => {
  const rows = Object.entries(result.files).flatMap(([file, { codes: found }]) =>
    Object.entries(found).map(([code, n]) => {
      const info = isCode(code) ? CODES[code] : null
      return [file, code, String(n), info?.owner ?? '', info?.advice.en ?? '']
    }),
  )
  return rows.length === 0
    ? ''
    : drawTable({ headers: ['File', 'Code', 'Rows', 'Who mends it', 'What to do'], right: new Set([2]), rows }, columns)
}

const unknownColumns = (result: ImportResult): string =>
  Object.entries(result.files)
    .map(([file, { unknownColumns: names }]) => (names === undefined ? '' : `${file}: columns not read: ${names.join(', ')}\n`))
    .join('')

/** The whole text, with a line end at the end. */
export const importText = (
  result: ImportResult,
  { dryRun, rejects }: { readonly dryRun: boolean; readonly rejects: string | null },
  columns: number | null,
): string => {
  const rejected = Object.values(result.files).reduce((sum, file) => sum + file.rejected, 0)
  const last = dryRun
    ? `Dry run: nothing was written; ${result.events} events would be.`
    : `${result.events} events recorded for ${result.agency}.${rejected > 0 && rejects !== null ? ` Rejected rows are in ${rejects}.` : ''}${rejected > 0 && rejects === null ? ' Give --rejects DIR to get the rejected rows as files to mend.' : ''}`
  return `${counts(result, columns)}${codes(result, columns)}${unknownColumns(result)}${last}\n`
}
