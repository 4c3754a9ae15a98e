/** Whether an append may happen: what the writer expects of the stream, and whether it has happened before. */
import type { StreamState } from './EventLog.js'

/** Expectations as the server counts them: a revision, or one of these. */
export const ANY = -2n
export const NO_STREAM = -1n
export const STREAM_EXISTS = -4n

export type Decision =
  | { readonly tag: 'Append' }
  /** The same events are in already; these are the revisions they have. */
  | { readonly tag: 'Repeat'; readonly last: bigint }
  | { readonly tag: 'WrongExpectedVersion'; readonly actual: bigint }
  | { readonly tag: 'Deleted' }

const APPEND: Decision = { tag: 'Append' }

export interface Question {
  readonly stream: StreamState
  readonly expected: bigint
  readonly ids: ReadonlyArray<string>
  /** Whether the stream has metadata: it then exists, even without events. */
  readonly hasMetadata: boolean
  /** The revision at which the cache of recent ids has this id in this stream. It is empty after a restart. */
  readonly recent: (id: string) => bigint | undefined
}

/** Without an exact expectation only the cache of recent ids can tell a retry. */
const byCache = ({ stream, ids, recent }: Question): Decision => {
  let last: bigint | undefined
  for (const [index, id] of ids.entries()) {
    const found = recent(id)
    if (found === undefined) return index === 0 ? APPEND : { tag: 'WrongExpectedVersion', actual: stream.last }
    last = found
  }
  return last === undefined ? APPEND : { tag: 'Repeat', last }
}

/** With one, the ids are compared with what stands at the revisions after it, if anything does; that lasts. */
const byRevision = ({ stream, expected, ids }: Question): Decision => {
  const from = Number(expected) + 1
  const differs = ids.findIndex((id, index) => stream.events[from + index]?.id !== id)
  if (ids.length > 0 && differs < 0) return { tag: 'Repeat', last: expected + BigInt(ids.length) }
  if (differs <= 0 && expected === NO_STREAM && stream.softDeleted) return APPEND
  return { tag: 'WrongExpectedVersion', actual: stream.last }
}

export const decide = (question: Question): Decision => {
  const { stream, expected, hasMetadata } = question
  if (stream.tombstoned) return { tag: 'Deleted' }
  if (expected === STREAM_EXISTS) {
    if (stream.softDeleted) return { tag: 'Deleted' }
    if (stream.last < 0n && !hasMetadata) return { tag: 'WrongExpectedVersion', actual: stream.last }
    return byCache(question)
  }
  if (expected === ANY) return byCache(question)
  return expected === stream.last ? APPEND : byRevision(question)
}
