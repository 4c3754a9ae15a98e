/** From a figure to an answer. */
import { type CareerId, type Catalogue, policyOn } from '@jejak/core'
import type { AgencyFact, Figure } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import type { Answer, Arguments, Body, Person, Report } from './Report.js'
import { type Today, withholdingOf } from './withholding.js'

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

/** What an answer is made of. */
export interface AnswerInput {
  readonly report: Report
  readonly args: Arguments
  readonly figure: Figure
  readonly catalogue: Catalogue.Catalogue
  readonly agencyFacts: ReadonlyArray<AgencyFact>
  /** Of everyone whom `peopleIn` names; those whose key is destroyed are `erased`. */
  readonly people: ReadonlyMap<CareerId, Person>
  /** Events of the log that the figure should hold and does not hold yet; 0 if left out. */
  readonly behind?: number
  /** Streams of which no event is left, so that they are not even parked; 0 if left out. */
  readonly lost?: number
  /** Facts of types that nobody here knows; 0 if left out. */
  readonly unknownFacts?: number
  /** Today's figure, where an earlier position or another day is asked for and the report is held against it. */
  readonly today?: Today
  /** An instant, or `@POSITION`. */
  readonly knownAt: string
}

/**
 * Why there is no answer: what the caller handed in is not what the report asks for.
 * Nothing is made up for it: a person who was not handed in is not erased, and a
 * figure of another kind is not empty.
 */
export type AnswerFault =
  /** `people` lacks these, who are in the rows or the sum; `peopleIn` names them beforehand. */
  | { readonly tag: 'PeopleMissing'; readonly careers: ReadonlyArray<string> }
  /** The figure is not of the view that `viewOf` gives for this report. */
  | { readonly tag: 'OtherFigure'; readonly expected: Figure['kind'] }

/** Finishes the figure. Whom the report asks for and nobody handed in is noted; the body then goes nowhere. */
const finished = (asked: AnswerInput): E.Either<AnswerFault, Body> => {
  const { report, args, figure, catalogue, agencyFacts, people } = asked
  const named: ReadonlyMap<string, Person> = people
  const missing = new Set<string>()
  const personOf = (career: string): Person => {
    const person = named.get(career)
    if (person === undefined) missing.add(career)
    return person ?? 'unreadable'
  }
  const made = { catalogue, agencyFacts, personOf, args }
  const input = { ...made, withholding: withholdingOf(report, figure, made, asked.today) }
  const body =
    report.kind === 'sums'
      ? figure.kind === 'sums' && report.finish(figure.sums, input)
      : figure.kind === 'table' && report.finish(figure.rows, input)
  if (body === false) return E.left({ tag: 'OtherFigure', expected: report.kind })
  return missing.size === 0 ? E.right(body) : E.left({ tag: 'PeopleMissing', careers: [...missing] })
}

/** The policy a report stands on: the version in force on the day it speaks of; the national default where none was adopted. */
const policyOf = (report: Report, catalogue: Catalogue.Catalogue, args: Arguments): Answer['policy'] => {
  const name = report.policy
  return name === null ? null : { name, version: policyOn(catalogue, name, report.day(args)).version }
}

/**
 * What is not in the figure stands in its base: streams parked at an event that cannot be read, streams of which
 * no event is left, events it lags behind the log, and facts of types that nobody here knows.
 */
const withMissing = (made: Body, { figure: { parked }, behind = 0, lost = 0, unknownFacts = 0 }: AnswerInput): Body => {
  const missing = Object.entries({ parked, lost, behind, unknownFacts }).filter(([, count]) => count > 0)
  return missing.length === 0 ? made : { ...made, base: { ...made.base, ...Object.fromEntries(missing) } }
}

/**
 * Finishes a figure and puts its heading on it; `Left` where a person is asked for
 * who was not handed in, or where the figure is of another kind.
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
 * E.isRight(answer) && answer.right.rows // => [{ unitId: 'U.01', pns: { people: 1, reached: 1, share: 1, hours: 26, zero: 0, excused: 0 }, pppk: { people: 0, hours: 0, overLimit: 0, excused: 0 } }]
 */
export const toAnswer = (input: AnswerInput): E.Either<AnswerFault, Answer> =>
  E.map(
    (body: Body): Answer => ({
      report: input.report.name,
      agency: input.args.agency,
      args: input.args,
      asOf: input.args.asOf,
      knownAt: input.knownAt,
      position: input.figure.position,
      policy: policyOf(input.report, input.catalogue, input.args),
      definition: input.report.version,
      thresholds: input.report.thresholds?.(input.catalogue, input.report.day(input.args)) ?? {},
      ...withMissing(body, input),
    }),
  )(finished(input))
