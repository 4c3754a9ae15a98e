/** From a figure to an answer. */
import { type CareerId, type Catalogue, policyOn } from '@jejak/core'
import type { AgencyFact, Figure } from '@jejak/core/measure'
import type { Answer, Arguments, Body, Person, Report } from './Report.js'

/**
 * Careers whose number, name and birth date `toAnswer` needs; the reader opens them before.
 *
 * @example
 * const report = REPORTS.get('staff-list')
 * const figure = { kind: 'table', rows: [{ career: person(1), row: {} }], position: LOG_START, people: 1, parked: 0 } as const
 * report === undefined ? [] : peopleIn(figure, report) // => [person(1)]
 */
export const peopleIn = (figure: Figure, report: Report): ReadonlyArray<CareerId> => {
  if (report.kind === 'sums') return figure.kind === 'sums' && report.named !== undefined ? report.named(figure.sums) : []
  if (figure.kind !== 'table') return []
  return report.named === undefined ? figure.rows.map(({ career }) => career) : report.named(figure.rows)
}

/** What an answer is made of. A figure of another kind than the report's view gives counts as empty. */
export interface AnswerInput {
  readonly report: Report
  readonly args: Arguments
  readonly figure: Figure
  readonly catalogue: Catalogue.Catalogue
  readonly agencyFacts: ReadonlyArray<AgencyFact>
  readonly people: ReadonlyMap<CareerId, Person>
  /** Events of the log that the figure should hold and does not hold yet; 0 if left out. */
  readonly behind?: number
  /** Streams of which no event is left, so that they are not even parked; 0 if left out. */
  readonly lost?: number
  /** An instant, or `@POSITION`. */
  readonly knownAt: string
}

const body = ({ report, args, figure, catalogue, agencyFacts, people }: AnswerInput): Body => {
  const input = { catalogue, agencyFacts, people, args }
  return report.kind === 'sums'
    ? report.finish(figure.kind === 'sums' ? figure.sums : new Map(), input)
    : report.finish(figure.kind === 'table' ? figure.rows : [], input)
}

/** The policy a report stands on: the version in force on the day it speaks of; the national default where none was adopted. */
const policyOf = (report: Report, catalogue: Catalogue.Catalogue, args: Arguments): Answer['policy'] => {
  const name = report.policy
  return name === null ? null : { name, version: policyOn(catalogue, name, report.day(args)).version }
}

/**
 * What is not in the figure stands in its base: streams parked at an event that cannot be read, streams of which
 * no event is left, and events it lags behind the log.
 */
const withMissing = (made: Body, { figure: { parked }, behind = 0, lost = 0 }: AnswerInput): Body => {
  const missing = Object.entries({ parked, lost, behind }).filter(([, count]) => count > 0)
  return missing.length === 0 ? made : { ...made, base: { ...made.base, ...Object.fromEntries(missing) } }
}

/**
 * Finishes a figure and puts its heading on it.
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
 * const answer = toAnswer({
 *   report,
 *   args,
 *   figure,
 *   catalogue: sampleCatalogue,
 *   agencyFacts: [],
 *   people: new Map(),
 *   knownAt: '@13',
 * })
 * answer.rows // => [{ unitId: 'U.01', pns: { people: 1, reached: 1, share: 1, hours: 26, zero: 0 }, pppk: { people: 0, hours: 0, overLimit: 0 } }]
 */
export const toAnswer = (input: AnswerInput): Answer => ({
  report: input.report.name,
  agency: input.args.agency,
  args: input.args,
  asOf: input.args.asOf,
  knownAt: input.knownAt,
  position: input.figure.position,
  policy: policyOf(input.report, input.catalogue, input.args),
  thresholds: input.report.thresholds?.(input.catalogue, input.report.day(input.args)) ?? {},
  ...withMissing(body(input), input),
})
