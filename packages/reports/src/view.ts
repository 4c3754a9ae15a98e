/** Views: what the engine keeps or computes for a report and its arguments. */
import { type FactType, isFactType, type LocalDate, yearOf } from '@jejak/core'
import { type Subject, Sums, type View } from '@jejak/core/measure'
import type { Report, ViewArguments } from './Report.js'
import { YEAR_REPORTS } from './registry.js'
import { unknownFactsView } from './unknownFacts.js'

/** Names report and arguments, without agency and unit: `training-hours?year=2025&asOf=2026-11-24`. */
const keyOfView = (report: Report, args: ViewArguments): string => {
  const parts: ReadonlyArray<readonly [string, string | number | null]> = [
    ['year', args.year],
    ['from', args.from],
    ['to', args.to],
    ['period', args.period],
    ['asOf', args.asOf],
  ]
  return `${report.name}?${parts.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])).join('&')}`
}

/** Whose appointment was taken out counts nowhere: what rests on it stays in, and waits for it to come back. */
const isHere = ({ employment }: Subject): boolean => employment.appointments.length > 0

/** So every report that reads careers reads appointments. Types as a fold knows them: facts of extensions are held as `Other`. */
const readsOf = ({ reads }: Report): ReadonlySet<FactType> =>
  new Set(reads.length === 0 ? [] : [...reads.map((type) => (isFactType(type) ? type : 'Other')), 'Appointed'])

/**
 * The view of a report. Neither agency nor unit is part of it: the engine keeps
 * sums by agency, and `finish` keeps one unit's part.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * const question = report?.check({ agency: AGENCY, year: 2025 }, day('2026-01-31'))
 * if (report === undefined || question === undefined || E.isLeft(question)) throw new Error('no such question')
 * const args = question.right
 * const view = viewOf(report, args)
 * view.key // => 'training-hours?year=2025&asOf=2026-01-31'
 */
export const viewOf = (report: Report, args: ViewArguments): View => {
  const common = { key: keyOfView(report, args), version: report.version, asOf: args.asOf, reads: readsOf(report) }
  return report.kind === 'sums'
    ? {
        ...common,
        kind: 'sums',
        measure: (subject, catalogue) => (isHere(subject) ? report.measure(subject, catalogue, args) : Sums.empty),
      }
    : { ...common, kind: 'table', row: (subject, catalogue) => (isHere(subject) ? report.row(subject, catalogue, args) : null) }
}

/** A year's arguments on a day, of all units. */
const ofYear = (year: number, today: LocalDate): ViewArguments => ({ year, asOf: today, from: null, to: null, period: null })

/** Of today, of all units. */
export const todaysArguments = (today: LocalDate): ViewArguments => ({ year: null, asOf: today, from: null, to: null, period: null })

/** A report that dashboards keep open, with its arguments. */
export interface Standing {
  readonly report: Report
  readonly args: ViewArguments
}

/** What dashboards keep open on a day: every year report for this year and the two before, as of that day. */
export const standingArguments = (today: LocalDate, reports: ReadonlyArray<Report> = YEAR_REPORTS): ReadonlyArray<Standing> =>
  reports.flatMap((report) => [0, 1, 2].map((back): Standing => ({ report, args: ofYear(yearOf(today) - back, today) })))

/**
 * The views of `standingArguments`: the engine keeps them live.
 *
 * @example
 * standingViews(day('2026-01-31')).some(({ key }) => key === 'training-hours?year=2024&asOf=2026-01-31') // => true
 */
export const standingViews = (today: LocalDate): ReadonlyArray<View> => [
  ...standingArguments(today).map(({ report, args }) => viewOf(report, args)),
  unknownFactsView(today),
]
