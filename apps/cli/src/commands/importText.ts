/** What an import did, for a reader at a terminal: counts by file, then what to mend and who can. */

import type { ImportedIntoHome } from '@jejak/application'
import { CODES, type ImportResult } from '@jejak/exchange'
import { oneLine } from '../Stop.js'
import { drawTable } from '../show/table.js'
import { verdictText } from './verdictLines.js'

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

/** How many codes rows got in all. */
const findings = (result: ImportResult): number =>
  Object.values(result.files).reduce((sum, { codes: found }) => sum + Object.values(found).reduce((a, b) => a + b, 0), 0)

const unknownColumns = (result: ImportResult): string =>
  Object.entries(result.files)
    .map(([file, { unknownColumns: names }]) => (names === undefined ? '' : `${file}: columns not read: ${names.join(', ')}\n`))
    .join('')

/** Codes shown; of more only their number. */
const MOST_UNITS = 20

const newUnits = ({ newUnits: units }: ImportResult): string => {
  if (units.length === 0) return ''
  const more = units.length - MOST_UNITS
  return `New unit codes: ${units.slice(0, MOST_UNITS).map(oneLine).join(', ')}${more > 0 ? ` and ${more} more` : ''}\n`
}

const counted = (events: number): string => `${events} ${events === 1 ? 'event' : 'events'}`

/** What was written, and what to do about the rows that were not. */
const ending = (result: ImportedIntoHome, rejects: string | null): string => {
  const { events, agency, position } = result
  const rejected = Object.values(result.files).reduce((sum, file) => sum + file.rejected, 0)
  const advice =
    rejected === 0
      ? ''
      : rejects === null
        ? ' Give --rejects DIR to get the rejected rows as files to mend.'
        : ` Rejected rows are in ${rejects}.`
  if (position === null) return `Dry run: nothing was recorded; ${counted(events)} would be.${advice}`
  return `${counted(events)} recorded for ${agency}; the log now ends at @${position}.${advice}`
}

/** The whole text, with a line end at the end. */
export const importText = (
  result: ImportedIntoHome,
  { rejects, rows }: { readonly rejects: string | null; readonly rows: boolean },
  columns: number | null,
): string =>
  [
    counts(result, columns),
    codes(result, columns),
    verdictText(result.notable, findings(result), rows, rejects),
    unknownColumns(result),
    newUnits(result),
    `${ending(result, rejects)}\n`,
  ].join('')
