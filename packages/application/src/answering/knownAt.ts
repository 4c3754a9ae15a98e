/**
 * `--known-at`: what was known at a moment is the log up to a position. A moment
 * is closed once something was recorded after it; until then the answer is given
 * at the head, and its heading names that position instead of the moment.
 */
import { type Instant, instant, LOG_START, LogPosition, type RecordedEvent } from '@jejak/core'
import type { EventStore, ReadError } from '@jejak/eventstore'
import type { AsKnownAt } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** Where the log is cut: not at all (answer at the head), or before a position. */
export type Cut =
  | { readonly tag: 'atHead' }
  | { readonly tag: 'before'; readonly known: AsKnownAt; readonly position: LogPosition; readonly knownAt: string }

export interface BadKnownAt {
  readonly tag: 'BadKnownAt'
  readonly message: string
}

type Log = Pick<EventStore, 'head' | 'readAll'>

const bad = (message: string): BadKnownAt => ({ tag: 'BadKnownAt', message })

const positionAt = (n: number): LogPosition => (LogPosition.is(n) ? n : LOG_START)

/** The first event at a position or after it, up to another. */
const firstFrom = async (log: Log, from: number, upTo: LogPosition): Promise<E.Either<ReadError, RecordedEvent | null>> => {
  for await (const page of log.readAll(positionAt(from - 1), { pageSize: 1, upTo })) {
    if (E.isLeft(page)) return page
    const event = page.right[0]
    if (event !== undefined) return E.right(event)
  }
  return E.right(null)
}

/**
 * The position before which everything was recorded at a moment or earlier, by
 * halving: `recordedAt` never falls along the log of one store.
 */
const lastKnown = async (log: Log, moment: Instant, head: LogPosition): Promise<E.Either<ReadError, LogPosition>> => {
  let known = 0
  let unknown = head + 1
  while (unknown - known > 1) {
    const middle = Math.floor((known + unknown) / 2)
    const event = await firstFrom(log, middle, head)
    if (E.isLeft(event)) return event
    if (event.right === null || event.right.meta.recordedAt > moment) unknown = middle
    else known = event.right.position
  }
  return E.right(positionAt(known))
}

const cutAfter = (position: LogPosition, knownAt: string): Cut => ({
  tag: 'before',
  known: { before: positionAt(position + 1) },
  position,
  knownAt,
})

/** Reads `--known-at`: an ISO moment with its zone, or `@POSITION`; `null` means now. */
export const cutOf =
  (log: Log, text: string | null): TaskEither<BadKnownAt | ReadError, Cut> =>
  async () => {
    if (text === null) return E.right({ tag: 'atHead' })
    const head = await log.head()()
    if (E.isLeft(head)) return head
    if (text.startsWith('@')) {
      const position = /^@\d{1,15}$/.test(text) ? Number(text.slice(1)) : Number.NaN
      if (!LogPosition.is(position)) return E.left(bad('a position is written @NUMBER, as in @1200'))
      if (position > head.right) return E.left(bad(`the log ends at @${head.right}`))
      return E.right(cutAfter(position, text))
    }
    const moment = instant(text)
    if (E.isLeft(moment)) return E.left(bad('a moment is written with its zone, as in 2026-01-31T17:00:00+07:00, or as @POSITION'))
    const last = await lastKnown(log, moment.right, head.right)
    if (E.isLeft(last)) return last
    return E.right(last.right >= head.right ? { tag: 'atHead' } : cutAfter(last.right, moment.right))
  }
