/** Filters of `$all`: on the name of the stream or the type of the event, by prefixes or by a regular expression. */
import type { Recorded } from './Recorded.js'

export interface FilterRequest {
  readonly on: 'stream' | 'type'
  readonly prefixes: ReadonlyArray<string>
  readonly regex: string
}

export type Filter = (event: Recorded) => boolean

/** The filter, or `null` where the expression is none. One without any expression lets nothing through. */
export const filterOf = ({ on, prefixes, regex }: FilterRequest): Filter | null => {
  const textOf = ({ stream, type }: Recorded): string => (on === 'stream' ? stream : type)
  if (prefixes.length > 0) return (event) => prefixes.some((prefix) => textOf(event).startsWith(prefix))
  if (regex === '') return () => false
  try {
    const expression = new RegExp(regex)
    return (event) => expression.test(textOf(event))
  } catch {
    return null
  }
}
