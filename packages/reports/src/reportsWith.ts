/** The reports a process knows: those of Jejak, and those of its extensions. */
import type { ExtensionEligibilityRule, LocalDate } from '@jejak/core'
import type { AgencyFact, Figure, SumView, View } from '@jejak/core/measure'
import { LISTED } from './listed.js'
import { promotionEligibilityWith } from './promotionEligibility.js'
import type { ArgumentName, Report, ReportForm } from './Report.js'
import { REPORTS, YEAR_REPORTS } from './registry.js'
import { serviceHealth } from './serviceHealth.js'
import { type Known, NOTHING_KNOWN, unknownFactsIn, unknownFactsView } from './unknownFacts.js'
import { standingArguments, todaysArguments, viewOf } from './view.js'

/** What extensions bring to the reports. */
export interface OwnReports {
  readonly reports: ReadonlyArray<Report>
  readonly rules: ReadonlyArray<ExtensionEligibilityRule>
  /** Which facts of others are known, and to whom. */
  readonly known: Known
}

/** Reports, by name and as the engine keeps them. */
export interface Reports {
  /** Every report of an agency. */
  readonly all: ReadonlyMap<string, Report>
  /** Every report a caller may name, as it is listed and shown. */
  readonly listed: ReadonlyMap<string, ReportForm>
  /** Those whose views are kept live. */
  readonly live: ReadonlyArray<Report>
  /** The views that are kept live on a day. */
  readonly standing: (today: LocalDate) => ReadonlyArray<View>
  /** Counts facts that neither Jejak nor a loaded extension knows. */
  readonly unknownFacts: (asOf: LocalDate) => SumView
  readonly unknownFactsIn: (figure: Figure, agencyFacts: ReadonlyArray<AgencyFact>, asOf: LocalDate) => number
}

/** Arguments that a view of today needs no more of. */
const OF_TODAY: ReadonlySet<ArgumentName> = new Set(['asOf', 'unit'])

/**
 * The reports of Jejak and these.
 *
 * @example
 * CORE_REPORTS.all.has('training-hours') // => true
 */
export const reportsWith = ({ reports, rules, known }: OwnReports): Reports => {
  const core = [...REPORTS.values()].map((report) =>
    report.name === 'promotion-eligibility' && rules.length > 0 ? promotionEligibilityWith(rules) : report,
  )
  const years = [...YEAR_REPORTS, ...reports.filter(({ takes }) => takes.includes('year'))]
  const ofToday = reports.filter(({ takes }) => takes.every((name) => OF_TODAY.has(name)))
  const own = reports.map((report) => [report.name, report] as const)
  const service = [serviceHealth.name, LISTED.get(serviceHealth.name) ?? serviceHealth] as const
  const all = new Map([...core.map((report) => [report.name, report] as const), ...own])
  return {
    all,
    listed: new Map<string, ReportForm>([...all, service]),
    live: [...years, ...ofToday],
    standing: (today) => [
      ...standingArguments(today, years).map(({ report, args }) => viewOf(report, args)),
      ...ofToday.map((report) => viewOf(report, todaysArguments(today))),
      unknownFactsView(today, known),
    ],
    unknownFacts: (asOf) => unknownFactsView(asOf, known),
    unknownFactsIn: (figure, agencyFacts, asOf) => unknownFactsIn(figure, agencyFacts, asOf, known),
  }
}

/** The reports of Jejak alone. */
export const CORE_REPORTS: Reports = reportsWith({ reports: [], rules: [], known: NOTHING_KNOWN })
