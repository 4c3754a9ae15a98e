/**
 * The answer as CSV: UTF-8, comma, CRLF, the header in the first line so that
 * spreadsheets find it, one line a row; then the cover as lines that begin with
 * `#`: report, agency, arguments, as-of, known-at, position, policy, version of the definition, base, totals.
 */
import { escapeControls, guardCell } from '@jejak/core'
import Papa from 'papaparse'
import type { Answer, Cell, ReportForm } from '../Report.js'
import { cellAt, type Language, linesOf, plain } from './table.js'

/** Numbers stand as they are (a minus is no formula); text is guarded and made harmless. */
const field = (cell: Cell): string =>
  typeof cell === 'number' || typeof cell === 'bigint' ? String(cell) : escapeControls(guardCell(plain(cell)))

/** Also cells with `;` are quoted: some spreadsheets split there. */
const line = (fields: ReadonlyArray<string>): string =>
  `${Papa.unparse([[...fields]], { quotes: (cell) => String(cell).includes(';') })}\r\n`

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  id: {
    report: 'Laporan',
    agency: 'Instansi',
    year: 'Tahun',
    from: 'Dari',
    to: 'Sampai',
    period: 'Periode',
    unit: 'Unit kerja',
    cell: 'Sel',
    asOf: 'Tanggal data',
    knownAt: 'Menurut catatan',
    position: 'Posisi log',
    policy: 'Kebijakan',
    definition: 'Versi definisi',
    base: 'Dasar',
    totals: 'Jumlah',
    none: 'tidak ada',
  },
  en: {
    report: 'Report',
    agency: 'Agency',
    year: 'Year',
    from: 'From',
    to: 'To',
    period: 'Period',
    unit: 'Unit',
    cell: 'Cell',
    asOf: 'As of',
    knownAt: 'Known at',
    position: 'Log position',
    policy: 'Policy',
    definition: 'Definition version',
    base: 'Base',
    totals: 'Totals',
    none: 'none',
  },
}

/** What narrows the question, in the order a reader expects. */
const NARROWING = ['unit', 'year', 'from', 'to', 'period'] as const

/**
 * What stands on the cover of an export, as pairs of label and value.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * const question = report?.check({ agency: AGENCY, year: 2025 }, day('2026-01-31'))
 * if (report === undefined || question === undefined || E.isLeft(question)) throw new Error('no such question')
 * const args = question.right
 * const view = viewOf(report, args)
 * const subject = { career: person(1), employment: sampleEmployment }
 * const sums = view.kind === 'sums' ? view.measure(subject, sampleCatalogue) : Sums.empty
 * const figure = { kind: 'sums', sums, position: must(logPosition(13)), people: 1, parked: 0 } as const
 * const answer = must(
 *   toAnswer({ report, args, figure, catalogue: sampleCatalogue, agencyFacts: [], people: new Map(), knownAt: '@13' }),
 * )
 * coverOf(answer, report, 'en').some(([, value]) => value.includes('kota-uji')) // => true
 */
export const coverOf = (answer: Answer, report: ReportForm, language: Language): ReadonlyArray<readonly [string, string]> => {
  const word = (key: string): string => WORDS[language][key] ?? key
  const { args, policy, definition, base, totals, more } = answer
  return [
    [word('report'), `${report.title[language]} (${answer.report})`],
    ...(answer.agency === null ? [] : [[word('agency'), answer.agency] as const]),
    ...(typeof more?.['cell'] === 'string' ? [[word('cell'), more['cell']] as const] : []),
    ...NARROWING.flatMap((name) => (args[name] === null ? [] : [[word(name), String(args[name])] as const])),
    [word('asOf'), answer.asOf],
    [word('knownAt'), answer.knownAt],
    [word('position'), String(answer.position)],
    [word('policy'), policy === null ? word('none') : `${policy.name} ${policy.version}`],
    [word('definition'), String(definition)],
    ...(base === undefined ? [] : [[word('base'), plain(base)] as const]),
    ...(totals === undefined ? [] : [[word('totals'), plain(totals)] as const]),
  ]
}

/**
 * Header and rows as CSV, the cover after them.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * const question = report?.check({ agency: AGENCY, year: 2025 }, day('2026-01-31'))
 * if (report === undefined || question === undefined || E.isLeft(question)) throw new Error('no such question')
 * const args = question.right
 * const view = viewOf(report, args)
 * const subject = { career: person(1), employment: sampleEmployment }
 * const sums = view.kind === 'sums' ? view.measure(subject, sampleCatalogue) : Sums.empty
 * const figure = { kind: 'sums', sums, position: must(logPosition(13)), people: 1, parked: 0 } as const
 * const answer = must(
 *   toAnswer({ report, args, figure, catalogue: sampleCatalogue, agencyFacts: [], people: new Map(), knownAt: '@13' }),
 * )
 * toCsv(answer, report, 'en').split('\n').length > 2 // => true
 */
export const toCsv = (answer: Answer, report: ReportForm, language: Language = 'id'): string =>
  line(report.columns.map((column) => field(column[language]))) +
  linesOf(answer, report)
    .map((row) => line(report.columns.map(({ key }) => field(cellAt(row, key)))))
    .join('') +
  coverOf(answer, report, language)
    .map(([label, value]) => line([escapeControls(`# ${label}: ${value.replaceAll(/[\r\n]/g, ' ')}`)]))
    .join('')
