/** Subscriptions to `$all`, with and without a filter. */
import { type EventLog, isShown } from '../log/EventLog.js'
import type { Filter } from '../log/filter.js'
import type { Recorded } from '../log/Recorded.js'
import type { Profile } from '../profile.js'
import type { Source, Step } from './Feed.js'

/** Where a subscription begins: an index in the log, and the position that was given for it. */
export interface Start {
  readonly index: number
  readonly position: bigint
  /** Whether the event there was given before: considered again, but not sent. */
  readonly given: boolean
}

const sendsFrom = ({ position, given }: Start, { givesBeforeStart }: Profile): Filter => {
  const first = given ? position + 1n : givesBeforeStart ? 0n : position
  return (event) => isShown(event) && event.position >= first
}

export const allSource = (log: EventLog, start: Start, profile: Profile): Source => {
  const sends = sendsFrom(start, profile)
  let next = start.index
  return {
    next: () => {
      for (let event = log.all[next]; event !== undefined; event = log.all[next]) {
        next += 1
        if (sends(event)) return { tag: 'event', event }
      }
      return { tag: 'end' }
    },
    behind: () => log.all.length - next,
  }
}

export interface Checkpoints {
  /** How many events are considered at a time while catching up. */
  readonly window: number
  /** How many events are considered between two checkpoints. */
  readonly interval: number
}

/**
 * A filtered subscription. While catching up the server reads pages of `window` events and looks
 * after each page whether a checkpoint is due; it names the last event sent from the page, else
 * where the page began. Once live it names the event at which it became due.
 */
export const filteredSource = (
  log: EventLog,
  start: Start,
  filter: Filter,
  { window, interval }: Checkpoints,
  profile: Profile,
): Source => {
  const sends = sendsFrom(start, profile)
  let next = start.index
  let considered = 0
  let page = { from: start.position, size: 0 }
  let wasLive = false
  /** Position of a checkpoint that is to be sent next. */
  let due: bigint | null = null
  /** Position of the last event sent, if no checkpoint came after it. */
  let unmarked: bigint | null = null

  const turnPage = (): void => {
    page = { from: log.all[next]?.position ?? log.end(), size: 0 }
  }

  const checkpoint = (position: bigint): Step => {
    due = null
    unmarked = null
    return { tag: 'checkpoint', position }
  }

  /** Considers one event, and whether a checkpoint is due after it. */
  const consider = (event: Recorded, sent: boolean, live: boolean): void => {
    next += 1
    considered += 1
    page = { from: sent ? event.position : page.from, size: page.size + 1 }
    if (sent) unmarked = event.position
    if (!live && page.size < window) return
    if (considered >= interval) {
      considered %= interval
      due = live ? event.position : page.from
    }
    turnPage()
  }

  return {
    next: (live) => {
      if (live && !wasLive && profile.liveCheckpoints === 'anew') considered = 0
      if (!live && wasLive) turnPage()
      wasLive = live
      if (due !== null) return checkpoint(due)
      for (let event = log.all[next]; event !== undefined; event = log.all[next]) {
        const sent = sends(event) && filter(event)
        consider(event, sent, live)
        if (sent) return { tag: 'event', event }
        if (due !== null) return checkpoint(due)
      }
      return !live && unmarked !== null && profile.liveCheckpoints === 'anew' ? checkpoint(unmarked) : { tag: 'end' }
    },
    behind: () => log.all.length - next,
  }
}
