/** One round of following the log: what there is of it is brought in, by the short way where that will do. */
import { type AgencyCode, LOG_START, type LogPosition, type RecordedEvent } from '@jejak/core'
import { chunksOf } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { nextTurn } from '../generation/pause.js'
import { dispatch } from '../marking/dispatch.js'
import { drain } from '../marking/drain.js'
import { before as placeBefore } from '../marking/ownLog.js'
import { positionOf } from '../store/ReadingStore.js'
import { applyPage } from './applyPage.js'
import type { Change } from './Following.js'

export type Notify = (change: Change) => void

/** Where the last notification stood. */
export interface LastNotified {
  readonly generation: number
  readonly position: LogPosition
  readonly checkpoint: LogPosition
  /** Hash of the event there; `null` where it is not known here. */
  readonly hash: string | null
}

/** From so many events on it is cheaper to mark first: a career comes often then. */
const MANY = 256
/** Events brought in together: the first ones need not wait for all. */
const TOGETHER = 16

/** Dispatches new events, drains every dirty partition and notifies of it. `before` are agencies whose figures changed already. */
const markAndDrain = async (
  options: Options,
  live: GenerationView,
  last: LastNotified | null,
  before: Iterable<AgencyCode>,
  notify: Notify,
): Outcome<LastNotified> => {
  const dispatched = await dispatch(options, live, null)
  if (E.isLeft(dispatched)) return dispatched
  const drained = await drain(options, live)
  if (E.isLeft(drained)) return drained
  const status = await options.views.status(live.generation.number)()
  if (E.isLeft(status)) return status
  const position = positionOf(status.right)
  const generation = live.generation.number
  const { checkpoint } = status.right
  const moved = last === null || last.position !== position || last.generation !== generation
  const agencies = new Set([...before, ...dispatched.right.agencies, ...drained.right.agencies])
  const next = { generation, position, checkpoint, hash: dispatched.right.checkpoint === checkpoint ? dispatched.right.hash : null }
  if (!moved && agencies.size === 0) return E.right(next)
  // Where the position moved before the first look, or by the work of other processes, whom it concerned is not known here: all.
  if (moved && (agencies.size === 0 || dispatched.right.from !== last?.checkpoint)) {
    const all = await options.views.agencies(generation)()
    if (E.isLeft(all)) return all
    for (const agency of all.right) agencies.add(agency)
  }
  notify({ position, agencies: [...agencies].sort() })
  return E.right(next)
}

/**
 * What follows a place of the log, read from the event there on; `null` where that
 * is not the event it was: the log is another then, or not known here.
 */
const pageAfter = async ({ events }: Options, { checkpoint, hash }: LastNotified): Outcome<ReadonlyArray<RecordedEvent> | null> => {
  if (hash === null) return E.right(null)
  for await (const page of events.readAll(placeBefore(checkpoint), { pageSize: MANY + 1 })) {
    if (E.isLeft(page) || checkpoint === LOG_START) return page
    const [there, ...since] = page.right
    return E.right(there?.position === checkpoint && there.meta.hash === hash ? since : null)
  }
  return E.right(checkpoint === LOG_START ? [] : null)
}

/**
 * One round of following, from where the last notification stood: notifies of each step, and answers where the last one stands.
 * A `thorough` one looks whether others have moved something, left marks or lost what
 * they had, as is needed now and then.
 */
export const catchUpOnce = async (
  options: Options,
  live: GenerationView,
  last: LastNotified | null,
  thorough: boolean,
  notify: Notify,
): Outcome<LastNotified> => {
  const generation = live.generation.number
  if (last === null || last.generation !== generation) return markAndDrain(options, live, last, [], notify)
  if (thorough) {
    const status = await options.views.status(generation)()
    if (E.isLeft(status)) return status
    if (status.right.checkpoint !== last.checkpoint || status.right.firstOpen !== null) return markAndDrain(options, live, last, [], notify)
  }
  const page = await pageAfter(options, last)
  if (E.isLeft(page)) return page
  if (page.right === null || page.right.length >= MANY) return markAndDrain(options, live, last, [], notify)
  let notified = last
  for (const some of chunksOf(TOGETHER)([...page.right])) {
    if (notified !== last) await nextTurn()
    const advanced = await applyPage(options, live, notified.checkpoint, some)
    if (E.isLeft(advanced)) return advanced
    if (advanced.right === null) return markAndDrain(options, live, notified, [], notify)
    const { isWhole, marked, upTo, hash, agencies } = advanced.right
    if (!isWhole) return markAndDrain(options, live, marked ? { ...notified, checkpoint: upTo, hash } : notified, agencies, notify)
    notified = { generation, position: upTo, checkpoint: upTo, hash }
    notify({ position: upTo, agencies: [...agencies].sort() })
  }
  return E.right(notified)
}
