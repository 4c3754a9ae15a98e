/** The clock of this machine against the newest event. */

import { LOG_START, LogPosition, toMillis } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { judgeClock } from '../answering/clockFault.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type Finding, ok, problem } from './Finding.js'

/** How far behind the newest event a clock may be, in milliseconds. */
const ALLOWED = 5_000

export const checkClock = async (home: DeploymentStores): Promise<ReadonlyArray<Finding>> => {
  const head = await home.events.head()()
  if (E.isLeft(head)) return [problem('the end of the log cannot be read', head.left.reason)]
  if (head.right === 0) return [ok('the log is empty')]
  const before = head.right - 1
  for await (const page of home.events.readAll(LogPosition.is(before) ? before : LOG_START, { pageSize: 1 })) {
    if (E.isLeft(page)) return [problem('the newest event cannot be read', page.left.reason)]
    const newest = page.right[0]
    if (newest === undefined) break
    const fault = judgeClock(home.clock(), newest.meta.recordedAt)
    if (fault !== null && home.clock() > toMillis(newest.meta.recordedAt))
      return [problem(fault, 'set the clock before anything is recorded; if it is right, record with --accept-clock')]
    const ahead = toMillis(newest.meta.recordedAt) - home.clock()
    return ahead > ALLOWED
      ? [
          problem(
            `the clock of this machine is ${Math.round(ahead / 1000)} s behind the newest event`,
            fault === null
              ? 'set the clock; until then new events are dated like the newest'
              : 'set the clock; until then nothing is recorded, or with --accept-clock dated like the newest',
          ),
        ]
      : [ok(`the log ends at @${head.right}, its newest event recorded ${newest.meta.recordedAt}`)]
  }
  return []
}
