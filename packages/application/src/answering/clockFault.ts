/**
 * Whether the clock of this machine can be right. What is recorded is dated by it for
 * ever, and nothing is dated before the newest event: one import under a clock that is
 * years ahead would date everything after it.
 */
import { type Instant, instantOfMillis, LOG_START, LogPosition, toMillis } from '@jejak/core'
import type { EventStore, ReadError } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { faulty, type OpeningError, type Records, refused } from '../stores/DeploymentStores.js'

const DAY_MS = 86_400_000

/** How far a clock may be behind the newest event, in milliseconds: machines that keep time differ by less. */
export const CLOCK_BEHIND_MS = 5 * 60_000
/** How far a clock may be ahead of the newest event, in days: more than a year, since some offices import once a year. */
export const CLOCK_AHEAD_DAYS = 400
/** No clock is right that says an earlier day: this program was not written yet. */
export const PROGRAM_SINCE: Instant = instantOfMillis(Date.UTC(2026, 0, 1))

/** What is wrong with a clock; `null` where nothing can be told. `newest` is when the newest event was recorded, if there is one. */
export const judgeClock = (now: number, newest: Instant | null): string | null => {
  const says = `the clock of this machine says ${instantOfMillis(now)}`
  if (newest !== null && toMillis(newest) - now > CLOCK_BEHIND_MS) return `${says}, before the newest event of the log (${newest})`
  if (now < toMillis(PROGRAM_SINCE)) return `${says}, before this program was written`
  if (newest === null || now - toMillis(newest) <= CLOCK_AHEAD_DAYS * DAY_MS) return null
  return `${says}, ${Math.floor((now - toMillis(newest)) / DAY_MS)} days after the newest event of the log (${newest})`
}

/** When the newest event was recorded; `null` for an empty log. Costs one event. */
const newestRecordedAt =
  (events: Pick<EventStore, 'head' | 'readAll'>): TaskEither<ReadError, Instant | null> =>
  async () => {
    const head = await events.head()()
    if (E.isLeft(head)) return head
    const before = head.right - 1
    for await (const page of events.readAll(LogPosition.is(before) ? before : LOG_START, { pageSize: 1 }))
      return E.isLeft(page) ? page : E.right(page.right[0]?.meta.recordedAt ?? null)
    return E.right(null)
  }

/** Refuses a clock that cannot be right, in one line that says how to go on. */
export const clockFault =
  ({ events, clock }: Pick<Records, 'events' | 'clock'>): TaskEither<OpeningError, void> =>
  async () => {
    const newest = await newestRecordedAt(events)()
    if (E.isLeft(newest)) return E.left(faulty(newest.left.reason))
    const fault = judgeClock(clock(), newest.right)
    return fault === null
      ? E.right(undefined)
      : E.left(
          refused(`${fault}; nothing was recorded: set the clock, or give --accept-clock if what is recorded shall be dated so`, 'clock'),
        )
  }
