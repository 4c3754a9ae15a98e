/** One round of following the log: what there is of it is brought in, by the short way where that will do. */
import { type AgencyCode, LOG_START, type LogPosition, type RecordedEvent } from '@jejak/core'
import { chunksOf } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import { positionOf } from '../store/ViewStore.js'
import { advance } from './advance.js'
import { dispatch } from './dispatch.js'
import { drain } from './drain.js'
import { type Live, nextTurn, type Options, type Outcome } from './Live.js'
import { before as placeBefore } from './ownLog.js'

export interface Change {
  readonly position: LogPosition
  readonly agencies: ReadonlyArray<AgencyCode>
}

export type Tell = (change: Change) => void

/** What was last told to the listener. */
export interface Told {
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

/** Marks and drains all there is; answers where that leads and whom it concerned. `before` are agencies that were concerned already. */
const longRound = async (options: Options, live: Live, told: Told | null, before: Iterable<AgencyCode>, tell: Tell): Outcome<Told> => {
  const dispatched = await dispatch(options, live, null)
  if (E.isLeft(dispatched)) return dispatched
  const drained = await drain(options, live)
  if (E.isLeft(drained)) return drained
  const status = await options.views.status(live.generation.number)()
  if (E.isLeft(status)) return status
  const position = positionOf(status.right)
  const generation = live.generation.number
  const { checkpoint } = status.right
  const moved = told === null || told.position !== position || told.generation !== generation
  const agencies = new Set([...before, ...dispatched.right.agencies, ...drained.right.agencies])
  const next = { generation, position, checkpoint, hash: dispatched.right.checkpoint === checkpoint ? dispatched.right.hash : null }
  if (!moved && agencies.size === 0) return E.right(next)
  // Where the position moved before the first look, or by the work of other processes, whom it concerned is not known here: all.
  if (moved && (agencies.size === 0 || dispatched.right.from !== told?.checkpoint)) {
    const all = await options.views.agencies(generation)()
    if (E.isLeft(all)) return all
    for (const agency of all.right) agencies.add(agency)
  }
  tell({ position, agencies: [...agencies].sort() })
  return E.right(next)
}

/**
 * What follows a place of the log, read from the event there on; `null` where that
 * is not the event it was: the log is another then, or not known here.
 */
const pageAfter = async ({ events }: Options, { checkpoint, hash }: Told): Outcome<ReadonlyArray<RecordedEvent> | null> => {
  if (hash === null) return E.right(null)
  for await (const page of events.readAll(placeBefore(checkpoint), { pageSize: MANY + 1 })) {
    if (E.isLeft(page) || checkpoint === LOG_START) return page
    const [there, ...since] = page.right
    return E.right(there?.position === checkpoint && there.meta.hash === hash ? since : null)
  }
  return E.right(checkpoint === LOG_START ? [] : null)
}

/**
 * One round, from what was told last: tells of each step, and answers what was told.
 * A `thorough` one looks whether others have moved something, left marks or lost what
 * they had, as is needed now and then.
 */
export const round = async (options: Options, live: Live, last: Told | null, thorough: boolean, tell: Tell): Outcome<Told> => {
  const generation = live.generation.number
  if (last === null || last.generation !== generation) return longRound(options, live, last, [], tell)
  if (thorough) {
    const status = await options.views.status(generation)()
    if (E.isLeft(status)) return status
    if (status.right.checkpoint !== last.checkpoint || status.right.firstOpen !== null) return longRound(options, live, last, [], tell)
  }
  const page = await pageAfter(options, last)
  if (E.isLeft(page)) return page
  if (page.right === null || page.right.length >= MANY) return longRound(options, live, last, [], tell)
  let told = last
  for (const some of chunksOf(TOGETHER)([...page.right])) {
    if (told !== last) await nextTurn()
    const advanced = await advance(options, live, told.checkpoint, some)
    if (E.isLeft(advanced)) return advanced
    if (advanced.right === null) return longRound(options, live, told, [], tell)
    const { isWhole, marked, upTo, hash, agencies } = advanced.right
    if (!isWhole) return longRound(options, live, marked ? { ...told, checkpoint: upTo, hash } : told, agencies, tell)
    told = { generation, position: upTo, checkpoint: upTo, hash }
    tell({ position: upTo, agencies: [...agencies].sort() })
  }
  return E.right(told)
}
