/** Reading a stream or the whole log, once. */
import * as E from 'fp-ts/lib/Either.js'
import type { Profile } from '../profile.js'
import { type EventLog, isShown } from './EventLog.js'
import type { Filter } from './filter.js'
import type { Recorded } from './Recorded.js'

/** Where to read from: one end, a revision, or a position (commit and prepare). */
export type From<At> = 'start' | 'end' | { readonly at: At }

export interface Position {
  readonly commit: bigint
  readonly prepare: bigint
}

export interface Range<At> {
  readonly from: From<At>
  readonly backwards: boolean
  /** 2^64 - 1 counts as all. */
  readonly count: bigint
}

export type ReadError =
  | { readonly tag: 'NotFound' }
  | { readonly tag: 'Deleted' }
  /** What was asked for makes no sense to the server; the text it answers with. */
  | { readonly tag: 'Refused'; readonly details: string }

/** How the server answers what it did not foresee. */
export const HANDLER_FAILED = 'Exception was thrown by handler.'

const refused = (details: string): E.Either<ReadError, never> => E.left({ tag: 'Refused', details })

const signed = (value: bigint): bigint => BigInt.asIntN(64, value)

/** Numbers of 64 bits arrive unsigned; the greatest one means the end. */
export const fromOf = <At>(value: bigint, at: At): From<At> => (signed(value) === -1n ? 'end' : { at })

const limitOf = (count: bigint): number => (signed(count) < 0n ? Number.POSITIVE_INFINITY : Number(count))

export const readStream = (
  log: EventLog,
  name: string,
  { from, backwards, count }: Range<bigint>,
): E.Either<ReadError, ReadonlyArray<Recorded>> => {
  if (name === '' || (typeof from === 'object' && signed(from.at) < 0n)) return refused(HANDLER_FAILED)
  if (count === 0n || (from === 'end' && !backwards)) return refused('Unexpected ReadStreamResult: Error')
  const { last, first, tombstoned, softDeleted, events } = log.stream(name)
  if (tombstoned) return E.left({ tag: 'Deleted' })
  if (last < 0n || softDeleted) return E.left({ tag: 'NotFound' })
  const at = from === 'start' ? 0n : from === 'end' ? last : from.at
  if (backwards)
    return E.right(
      events
        .slice(Number(first), Number(at < last ? at : last) + 1)
        .filter(isShown)
        .reverse()
        .slice(0, limitOf(count)),
    )
  return E.right(
    events
      .slice(Number(at > first ? at : first))
      .filter(isShown)
      .slice(0, limitOf(count)),
  )
}

/** Index in the log of a position, the length of the log for one beyond its end, or `null` for one between two events. */
export const indexOf = (log: EventLog, position: bigint): number | null => {
  if (position >= log.end()) return log.all.length
  const index = position === 0n ? 0 : log.indexAt(position)
  return index < 0 ? null : index
}

/** Index of the first event to read, which may lie beyond either end of the log. */
const begin = (log: EventLog, { from, backwards }: Range<Position>, profile: Profile): E.Either<ReadError, number> => {
  if (from === 'start') return E.right(backwards ? -1 : 0)
  if (from === 'end') return E.right(backwards ? log.all.length - 1 : log.all.length)
  const { commit, prepare } = from.at
  if (signed(prepare) > signed(commit) || signed(commit) < 0n) return refused(HANDLER_FAILED)
  const index = indexOf(log, commit)
  if (index === null) return refused(`Unexpected ReadAllResult: ${profile.invalidPosition}`)
  if (!backwards) return E.right(index)
  return commit > log.end() ? refused('Unexpected ReadAllResult: Error') : E.right(index - 1)
}

/** Forwards a position is inclusive, backwards exclusive. */
export const readAll = (
  log: EventLog,
  range: Range<Position>,
  filter: Filter | null,
  profile: Profile,
): E.Either<ReadError, ReadonlyArray<Recorded>> => {
  const start = begin(log, range, profile)
  if (E.isLeft(start)) return start
  const count = limitOf(range.count)
  const found: Array<Recorded> = []
  for (let index = start.right; found.length < count; index += range.backwards ? -1 : 1) {
    const event = log.all[index]
    if (event === undefined) break
    if (isShown(event) && (filter === null || filter(event))) found.push(event)
  }
  return E.right(found)
}
