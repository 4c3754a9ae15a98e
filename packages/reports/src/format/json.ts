/** The answer as JSON: one shape for every report. */
import type { Answer, Cell } from '../Report.js'
import { rawJson } from '../unsafe.js'

/**
 * The answer as a plain value, keys in order: report, agency, asOf, knownAt,
 * position, policy, base, rows (if the report has any), totals, then what stands
 * beside them.
 */
export const jsonOf = (answer: Answer): Readonly<Record<string, Cell>> => {
  const { report, agency, asOf, knownAt, position, policy, base, rows, totals, more } = answer
  return {
    report,
    agency,
    asOf,
    knownAt,
    position,
    policy,
    base: base ?? {},
    ...(rows === undefined ? {} : { rows }),
    ...(totals === undefined ? {} : { totals }),
    ...more,
  }
}

/** A number that JavaScript cannot hold is printed with all its digits: JSON has no bound. */
const withDigits = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? rawJson(String(value)) : value)

/** Any value that holds cells, as JSON. */
export const jsonText = (value: unknown): string => JSON.stringify(value, withDigits)

/** The same as text: a row a line, so that two answers can be compared with any tool. No line end at the end. */
export const toJson = (answer: Answer): string => {
  const parts = Object.entries(jsonOf(answer)).map(([key, value]) => {
    const text = Array.isArray(value) && value.length > 0 ? `[\n${value.map(jsonText).join(',\n')}\n]` : jsonText(value)
    return `${JSON.stringify(key)}:${text}`
  })
  return `{${parts.join(',\n')}}`
}
