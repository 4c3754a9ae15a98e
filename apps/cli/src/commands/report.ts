/** `jejak report NAME`: a figure, its base, and up to where the log is in it. */
import { resolve } from 'node:path'
import { agenciesOf, answerOfService, answerReport, type Home, nearest } from '@jejak/application'
import { type AgencyCode, escapeControls, type LocalDate, type LogPosition } from '@jejak/core'
import { type ExportFault, toPdf, toXlsx } from '@jejak/exchange'
import {
  type Answer,
  coverOf,
  type Language,
  LISTED,
  type ReportForm,
  serviceHealth,
  toCsv,
  toJson,
  toTables,
  worded,
  wordedForNobody,
} from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { Io } from '../Io.js'
import { done, fault, type Outcome, ofAnswer, ofEngine, oneLine, refused, usage } from '../Stop.js'
import { type Progress, progressOn } from '../show/progress.js'
import { REPORT_FLAGS } from '../show/reportFlags.js'
import { sheetsOf } from '../show/sheets.js'
import { drawTable } from '../show/table.js'
import { mayBeWritten, writeWhole } from '../show/writeWhole.js'
import { type Context, withHome } from './Context.js'

export const REPORT_FORMATS = ['table', 'json', 'csv', 'xlsx', 'pdf'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export interface ReportOptions {
  /** `null` lists the reports. */
  readonly name: string | null
  /** `null` where the home holds just one. */
  readonly agency: AgencyCode | null
  readonly asOf: LocalDate | null
  readonly knownAt: string | null
  /** Answer only when all up to here is in. */
  readonly waitFor: LogPosition | null
  readonly year: number | null
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly period: string | null
  readonly unit: string | null
  readonly format: ReportFormat
  readonly lang: Language
  /** File to write to; `null` for standard output. */
  readonly out: string | null
}

/** Width of the list where it goes to a file. */
const LIST_WIDTH = 120

/** Every report with the arguments it takes. */
const list = (io: Io, lang: Language): void => {
  const rows = [...LISTED.values()]
    .map(wordedForNobody)
    .map((report) => [report.name, report.takes.map((argument) => REPORT_FLAGS[argument]).join(' '), report.meaning[lang]])
  io.out(drawTable({ headers: ['Report', 'Takes', 'What it says'], rows }, io.columns ?? LIST_WIDTH))
}

const isNumber = new Set(['count', 'share', 'mean', 'number'])

const text = (answer: Answer, report: ReportForm, { lang }: ReportOptions, columns: number | null): string => {
  const tables = toTables(answer, report, lang)
  const drawn = tables.map((table) =>
    drawTable(
      {
        headers: table.headers,
        rows: table.rows,
        totals: table.totals,
        right: new Set(table.columns.flatMap((column, i) => (isNumber.has(column.as) ? [i] : []))),
      },
      columns,
    ),
  )
  const cover = coverOf(answer, report, lang)
  // Totals are the last line of the cover; where the table shows them they need no other.
  const lines = tables[0]?.totals === null || answer.totals === undefined ? cover : cover.slice(0, -1)
  const heading = lines.filter(([, value]) => value !== '').map(([label, value]) => `${label}: ${oneLine(value)}\n`)
  return `${heading.join('')}${drawn.join('\n')}${report.meaning[lang]}\n`
}

/** The answer in the form asked for. */
const print = async (answer: Answer, report: ReportForm, options: ReportOptions, columns: number | null): Outcome<string | Uint8Array> => {
  const { format, lang } = options
  switch (format) {
    case 'json':
      return E.right(`${escapeControls(toJson(answer))}\n`)
    case 'csv':
      return E.right(toCsv(answer, report, lang))
    case 'table':
      return E.right(text(answer, report, options, options.out === null ? columns : null))
    default: {
      const made = await (format === 'xlsx' ? toXlsx : toPdf)(sheetsOf(answer, report, lang))()
      return E.mapLeft(({ reason }: ExportFault) => fault(reason))(made)
    }
  }
}

/** The agency asked for, or the only one there is. */
const agencyOf = async (home: Home, named: AgencyCode | null): Outcome<AgencyCode> => {
  if (named !== null) return E.right(named)
  const agencies = await agenciesOf(home)()
  if (E.isLeft(agencies)) return E.left(ofEngine(agencies.left))
  const [first, second] = agencies.right
  if (first === undefined) return E.left(refused('nothing has been imported yet; start with jejak import DIR --agency CODE'))
  if (second !== undefined) return E.left(usage(`this home holds several agencies; name one with --agency: ${agencies.right.join(', ')}`))
  return E.right(first)
}

/** What was given on the command line that the report of the service does not take; all but the agency, which scripts give to every report. */
const untaken = (options: ReportOptions): ReadonlyArray<string> => [
  ...(options.knownAt === null ? [] : ['--known-at']),
  ...(options.waitFor === null ? [] : ['--wait-for']),
  ...(['year', 'from', 'to', 'period', 'unit', 'asOf'] as const).flatMap((name) => (options[name] === null ? [] : [REPORT_FLAGS[name]])),
]

const answerOf = async (io: Io, home: Home, report: ReportForm, options: ReportOptions, progress: Progress): Outcome<Answer> => {
  if (report.name === serviceHealth.name) {
    // Spare read models are of this process: how they are says nothing of the service.
    if (home.viewsFault !== null) return E.left(fault(home.viewsFault))
    const answer = await answerOfService(home)()
    return E.isLeft(answer) ? E.left(ofEngine(answer.left)) : answer
  }
  const agency = await agencyOf(home, options.agency)
  if (E.isLeft(agency)) return agency
  const { asOf, year, from, to, period, unit, knownAt, waitFor } = options
  const answer = await answerReport(
    home,
    report.name,
    { agency: agency.right, asOf, year, from, to, period, unit },
    {
      knownAt,
      waitFor,
      onProgress: ({ done: at, total }) => progress.at('bringing the read models up to date', at, total),
      onNotice: (line) => io.err(`jejak: ${line}\n`),
    },
  )()
  return E.isLeft(answer) ? E.left(ofAnswer(answer.left)) : answer
}

export const reportCommand = async (context: Context, options: ReportOptions): Outcome => {
  const { io } = context
  const { name } = options
  if (name === null) {
    list(io, options.lang)
    return done
  }
  const report = LISTED.get(name)
  if (report === undefined) return E.left(ofAnswer({ tag: 'UnknownReport', report: name, nearest: nearest(name, LISTED.keys()) }))
  const [extra] = report.name === serviceHealth.name ? untaken(options) : []
  if (extra !== undefined) return E.left(usage(`this report does not take ${extra}; it tells how the service is now`))
  const out = options.out === null ? null : resolve(context.base, options.out)
  const allowed = out === null ? done : mayBeWritten(out, context.home)
  if (E.isLeft(allowed)) return allowed
  return withHome(context, { create: false, access: 'read' }, async (home) => {
    const progress = progressOn(io)
    const answer = await answerOf(io, home, report, options, progress)
    progress.end()
    if (E.isLeft(answer)) return answer
    const printed = await print(answer.right, worded(report, answer.right.thresholds ?? {}), options, io.columns)
    if (E.isLeft(printed)) return printed
    if (out === null) {
      if (typeof printed.right !== 'string' && io.columns !== null)
        return E.left(usage(`${options.format} is not made for a terminal; write it to a file with --out FILE`))
      io.out(printed.right)
      return done
    }
    return writeWhole(out, printed.right)
  })
}
