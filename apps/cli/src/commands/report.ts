/** `jejak report NAME`: a figure, its base, and up to where the log is in it. */
import { resolve } from 'node:path'
import { checkReportRequest, type Deployment, type Fault, type Hearing, type ReportRequest } from '@jejak/application'
import { type AgencyCode, escapeControls, type LocalDate, type LogPosition } from '@jejak/core'
import { type ExportFault, toPdf, toXlsx } from '@jejak/exchange'
import {
  type Answer,
  coverOf,
  type Language,
  peopleList,
  type ReportForm,
  toCsv,
  toJson,
  toTables,
  worded,
  wordedForNobody,
} from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { done, fault, type Outcome, ofFault, oneLine, usage } from '../CommandFailure.js'
import type { Io } from '../Io.js'
import { progressOn } from '../show/progress.js'
import { REPORT_FLAGS } from '../show/reportFlags.js'
import { sheetsOf } from '../show/sheets.js'
import { drawTable } from '../show/table.js'
import { mayBeWritten, writeWhole } from '../show/writeWhole.js'
import { type Context, withDeployment } from './Context.js'

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
  /** The people behind this cell, instead of the figures. */
  readonly who: string | null
  readonly format: ReportFormat
  readonly lang: Language
  /** File to write to; `null` for standard output. */
  readonly out: string | null
  /** Whether an older report that Jejak wrote to `out` is replaced. */
  readonly replace: boolean
}

/** Width of the list where it goes to a file. */
const LIST_WIDTH = 120

/** Every report with the arguments it takes. */
const list = ({ io, registry }: Context, lang: Language): void => {
  const rows = [...registry.reports.listed.values()]
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

/** Asks, and shows how far the read models are meanwhile. */
const answerOf = async (io: Io, deployment: Deployment, request: ReportRequest, who: string | null): Promise<E.Either<Fault, Answer>> => {
  const progress = progressOn(io)
  const hearing: Hearing = {
    onProgress: ({ done: at, total }) => progress.at('bringing the read models up to date', at, total),
    onNotice: (line) => io.err(`jejak: ${line}\n`),
  }
  const answer = await (who === null ? deployment.report(request, hearing) : deployment.peopleBehind(request, who, hearing))()
  progress.end()
  return answer
}

export const reportCommand = async (context: Context, options: ReportOptions): Outcome => {
  const { io } = context
  const { reports } = context.registry
  const { name } = options
  if (name === null) {
    list(context, options.lang)
    return done
  }
  const { agency, asOf, year, from, to, period, unit, knownAt, waitFor } = options
  const request: ReportRequest = { report: name, agency, asOf, year, from, to, period, unit, knownAt, waitFor }
  const checked = checkReportRequest(request, reports)
  if (E.isLeft(checked)) return E.left(ofFault(checked.left))
  if (options.replace && options.out === null) return E.left(usage('--replace goes with --out FILE'))
  const out = options.out === null ? null : resolve(context.base, options.out)
  const allowed = out === null ? done : mayBeWritten(out, context.home)
  if (E.isLeft(allowed)) return allowed
  return withDeployment(context, { readOnly: true }, async (deployment) => {
    const answer = await answerOf(io, deployment, request, options.who)
    if (E.isLeft(answer)) return E.left(ofFault(answer.left))
    const named = reports.all.get(answer.right.report)
    const report = options.who !== null && named !== undefined ? peopleList(named, options.who) : reports.listed.get(answer.right.report)
    if (report === undefined || report === null) return E.left(fault(`the answer is of a report that is not known: ${answer.right.report}`))
    const printed = await print(answer.right, worded(report, answer.right.thresholds ?? {}), options, io.columns)
    if (E.isLeft(printed)) return printed
    if (out === null) {
      if (typeof printed.right !== 'string' && io.columns !== null)
        return E.left(usage(`${options.format} is not made for a terminal; write it to a file with --out FILE`))
      io.out(printed.right)
      return done
    }
    const written = await writeWhole({ path: out, content: printed.right, home: context.home, replace: options.replace })
    if (E.isLeft(written)) return written
    if (options.replace && !written.right) io.err(`jejak: ${out} was written, but the data folder cannot be: --replace will not know it\n`)
    return done
  })
}
