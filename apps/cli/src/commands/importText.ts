/** What an import did, for a reader at a terminal: counts by file, then what to mend and who can. */

import type { ImportedFolder } from '@jejak/application'
import { type FileDef, type FileResult, type ImportResult, infoOf, isCode } from '@jejak/exchange'
import { oneLine } from '../CommandFailure.js'
import { drawTable } from '../show/table.js'
import { verdictText } from './verdictLines.js'

/** What the text depends on besides the result. */
interface Asked {
  readonly rejects: string | null
  readonly rows: boolean
  readonly withdraw?: boolean
  readonly reason?: string | null
}

interface CountColumn {
  readonly title: string
  readonly of: (counts: FileResult) => number | undefined
  /** Shown only where a file has such a count: most imports take nothing out. */
  readonly ifAny?: true
}

const COUNTS: ReadonlyArray<CountColumn> = [
  { title: 'Rows', of: ({ rows }) => rows },
  { title: 'Accepted', of: ({ accepted }) => accepted },
  { title: 'Warned', of: ({ warned }) => warned },
  { title: 'Known', of: ({ known }) => known },
  { title: 'Corrections', of: ({ correction }) => correction },
  { title: 'Withdrawn', of: ({ withdrawn }) => (withdrawn === 0 ? undefined : withdrawn), ifAny: true },
  { title: 'Rejected', of: ({ rejected }) => rejected },
  { title: 'Missing', of: ({ missing }) => missing, ifAny: true },
]

const isRefused = ({ missingColumns, refused }: FileResult): boolean => missingColumns !== undefined || refused !== undefined

const counts = (result: ImportResult, columns: number | null): string => {
  const files = Object.entries(result.files)
  const shown = COUNTS.filter(({ of, ifAny }) => ifAny !== true || files.some(([, file]) => of(file) !== undefined))
  return drawTable(
    {
      headers: ['File', ...shown.map(({ title }) => title)],
      right: new Set(shown.map((_, place) => place + 1)),
      rows: files.map(([file, each]) => [
        file,
        ...(isRefused(each) ? shown.map((_, place) => (place === 0 ? 'refused' : '')) : shown.map(({ of }) => String(of(each) ?? ''))),
      ]),
    },
    columns,
  )
}

const codes = (files: ReadonlyArray<FileDef>, result: ImportResult, columns: number | null): string => {
  const rows = Object.entries(result.files).flatMap(([file, { codes: found }]) =>
    Object.entries(found).map(([code, n]) => {
      const info = isCode(code) ? infoOf(files, code) : null
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

/** What whole lists lack, and what became of it. */
const missing = (result: ImportResult, { withdraw = false, reason = null }: Pick<Asked, 'withdraw' | 'reason'>): string => {
  const found = Object.values(result.files).reduce((sum, file) => sum + (file.missing ?? 0), 0)
  if (found === 0) return ''
  const facts = found === 1 ? '1 fact is' : `${found} facts are`
  const advice = !withdraw
    ? 'what is in stays in; --rows --format json lists it, --withdraw with --reason takes it out'
    : reason === null
      ? 'what is in stays in, since nothing is taken out without --reason'
      : 'it is taken out, but people, and what was decided or corrected here, stay in'
  return `${facts} in no row of the whole lists: ${advice}.\n`
}

/** What was written, and what to do about the rows that were not. */
const ending = (result: ImportedFolder, rejects: string | null): string => {
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
export const importText = (files: ReadonlyArray<FileDef>, result: ImportedFolder, asked: Asked, columns: number | null): string =>
  [
    counts(result, columns),
    codes(files, result, columns),
    verdictText(files, result.notable, findings(result), asked.rows, asked.rejects),
    missing(result, asked),
    unknownColumns(result),
    newUnits(result),
    `${ending(result, asked.rejects)}\n`,
  ].join('')
