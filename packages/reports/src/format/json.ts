/** The answer as JSON: one shape for every report. */
import * as O from 'fp-ts/lib/Option.js'
import type { Answer, Cell } from '../Report.js'

/**
 * The answer as a plain value, keys in order: report, agency, asOf, knownAt,
 * position, policy, definition, base, rows (if the report has any), totals, then what stands
 * beside them.
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
 * jsonOf(answer)['report'] // => 'training-hours'
 */
export const jsonOf = (answer: Answer): Readonly<Record<string, Cell>> => {
  const { report, agency, asOf, knownAt, position, policy, definition, base, rows, totals, more } = answer
  return {
    report,
    agency,
    asOf,
    knownAt,
    position,
    policy,
    definition,
    base: base ?? {},
    ...(rows === undefined ? {} : { rows }),
    ...(totals === undefined ? {} : { totals }),
    ...more,
  }
}

/** The members of an object that JSON has. */
const membersOf = (value: object): string =>
  Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${JSON.stringify(key)}:${written(member)}`)
    .join(',')

/** As `JSON.stringify` writes it, but for large numbers. */
const written = (value: unknown): string => {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  return typeof value === 'object' && value !== null ? `{${membersOf(value)}}` : (JSON.stringify(value) ?? 'null')
}

/** What the language itself writes, far faster; it refuses a large number. */
const writtenByTheLanguage = O.tryCatchK((value: unknown): string => JSON.stringify(value) ?? 'null')

/**
 * Any value that holds cells, as JSON. A number that JavaScript cannot hold is
 * printed with all its digits: JSON has no bound. `JSON.rawJSON` could do that, but
 * neither Node 20 nor every browser has it.
 *
 * @example
 * jsonText({ rupiah: 2n ** 60n }) // => '{"rupiah":1152921504606846976}'
 */
export const jsonText = (value: unknown): string => O.getOrElse(() => written(value))(writtenByTheLanguage(value))

/**
 * The same as text: a row a line, so that two answers can be compared with any tool. No line end at the end.
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
 * JSON.parse(toJson(answer)).position // => 13
 */
export const toJson = (answer: Answer): string => {
  const parts = Object.entries(jsonOf(answer)).map(([key, value]) => {
    const text = Array.isArray(value) && value.length > 0 ? `[\n${value.map(jsonText).join(',\n')}\n]` : jsonText(value)
    return `${JSON.stringify(key)}:${text}`
  })
  return `{${parts.join(',\n')}}`
}
