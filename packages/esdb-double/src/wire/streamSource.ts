/** A subscription to one stream. */
import type { EventLog } from '../log/EventLog.js'
import { TOMBSTONE_TYPE } from '../log/Recorded.js'
import type { From } from '../log/read.js'
import type { Profile } from '../profile.js'
import { streamDeleted } from './Failure.js'
import type { Source } from './Feed.js'

/** From a revision on, which itself is not given again. */
export const streamSource = (log: EventLog, name: string, from: From<bigint>, profile: Profile): Source => {
  let last = from === 'start' ? -1n : from === 'end' ? log.stream(name).last : from.at
  let tombstoneGiven = false
  return {
    next: (live) => {
      const { events, first, last: end, tombstoned, softDeleted } = log.stream(name)
      if (tombstoned) {
        const tombstone = log.all.findLast((event) => event.stream === name && event.type === TOMBSTONE_TYPE)
        if (tombstone === undefined || tombstoneGiven) return { tag: 'failed', failure: streamDeleted(name) }
        tombstoneGiven = true
        return { tag: 'event', event: tombstone }
      }
      const revision = last + 1n > first ? last + 1n : first
      const event = events[Number(revision)]
      if (event !== undefined) {
        last = revision
        return { tag: 'event', event }
      }
      const missing = end < 0n || softDeleted
      return missing && !live && !profile.caughtUpOnMissingStream ? { tag: 'wait' } : { tag: 'end' }
    },
    behind: () => Number(log.stream(name).last - last),
  }
}
