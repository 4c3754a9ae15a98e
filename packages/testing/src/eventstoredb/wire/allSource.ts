/** Subscriptions to `$all`, with and without a filter. */
import { type EventLog, isShown } from '../log/EventLog.js'
import type { Filter } from '../log/filter.js'
import type { Profile } from '../profile.js'
import type { Source, Step } from './Feed.js'

/** Where a subscription begins: an index in the log, and the position that was given for it. */
export interface Start {
  readonly index: number
  readonly position: bigint
  /** Whether the event there was given before: considered again, but not sent. */
  readonly given: boolean
}

export const allSource = (log: EventLog, { index, given }: Start): Source => {
  let next = given ? index + 1 : index
  return {
    next: () => {
      for (let event = log.all[next]; event !== undefined; event = log.all[next]) {
        next += 1
        if (isShown(event)) return { tag: 'event', event }
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
  const first = start.index
  let next = start.index
  let considered = 0
  let page = { from: start.position, size: 0 }
  let wasLive = false
  let due: bigint | null = null

  const turnPage = (): void => {
    page = { from: log.all[next]?.position ?? log.end(), size: 0 }
  }

  const takeDue = (): Step | null => {
    if (due === null) return null
    const position = due
    due = null
    return { tag: 'checkpoint', position }
  }

  return {
    next: (live) => {
      if (live && !wasLive && !profile.carriesCheckpointCount) considered = 0
      if (!live && wasLive) turnPage()
      wasLive = live
      const checkpoint = takeDue()
      if (checkpoint !== null) return checkpoint
      for (let event = log.all[next]; event !== undefined; event = log.all[next]) {
        const sends = isShown(event) && filter(event) && !(start.given && next === first)
        next += 1
        considered += 1
        page = { from: sends ? event.position : page.from, size: page.size + 1 }
        const turns = live || page.size === window
        if (turns && considered >= interval) {
          considered %= interval
          due = live ? event.position : page.from
        }
        if (turns) turnPage()
        if (sends) return { tag: 'event', event }
        const after = takeDue()
        if (after !== null) return after
      }
      return { tag: 'end' }
    },
    behind: () => log.all.length - next,
  }
}
