/**
 * The log of Jejak within the log of a server, which holds system events and
 * perhaps streams of others. Pages are read one call each, and the next only when it
 * is asked for, so a slow reader holds nothing open.
 */
import { LOG_START, type LogPosition, type RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadError } from '../port/EventStore.js'
import { corrupt, unavailable } from '../port/faults.js'
import type { Page } from '../read/pages.js'
import { unsafeBrand } from '../unsafe.js'
import type { Calls } from './Calls.js'
import type { FoundEvent } from './Driver.js'
import { fromWire, isOurs, positionOf } from './WireForm.js'

/** Events of the server's log asked for at least in one call. */
const LEAST = 200

export interface LogReader {
  /** At most so many events of Jejak after a position, none above the other; fewer only at the end of the log. */
  readonly after: (after: LogPosition, upTo: LogPosition, limit: number) => Promise<Page>
  readonly head: () => Promise<E.Either<ReadError, LogPosition>>
}

/** What stands at the end of the server's log: after our last event, nothing of ours up to another place. */
interface End {
  readonly ours: number
  readonly all: bigint
}

/** What is known of the end of the log; shared by all who read it. */
export interface Tail {
  readonly end: () => End | null
  readonly remember: (ours: number, all: bigint) => void
}

export const makeTail = (): Tail => {
  let end: End | null = null
  return {
    end: () => end,
    remember: (ours, all) => {
      if (end === null || all > end.all) end = { ours, all }
    },
  }
}

const placeOf = ({ position }: FoundEvent): bigint => position ?? 0n

/**
 * @param seen is told of every event that was read
 */
export const openLogReader = (calls: Calls, { end, remember }: Tail, seen: (event: RecordedEvent) => void): LogReader => {
  // What is not ours at the end of the log is read once, not at every look for news.
  const startOf = (after: LogPosition): bigint | 'start' => {
    const tail = end()
    if (tail !== null && after >= tail.ours && BigInt(after) <= tail.all) return tail.all
    return after === LOG_START ? 'start' : BigInt(after)
  }

  const asked = async (from: bigint | 'start' | 'end', direction: 'forwards' | 'backwards', limit: number) => {
    const found = await calls.readAll({ from, direction, limit })
    if (E.isRight(found) || found.left.tag !== 'noSuchPosition') return found
    return from === 'start' || from === 'end' ? E.left(unavailable(`${calls.shown} cannot read its log: check the server`)) : found
  }

  /** The last place of the server's log that is not after a position; read back from the end, as such positions mostly lie near it. */
  const seat = async (after: LogPosition): Promise<E.Either<ReadError, bigint | 'start'>> => {
    let from: bigint | 'end' = 'end'
    for (;;) {
      const found: Awaited<ReturnType<typeof asked>> = await asked(from, 'backwards', LEAST)
      if (E.isLeft(found)) return found.left.tag === 'noSuchPosition' ? E.right('start') : E.left(found.left)
      const place = found.right.map(placeOf).find((each) => each <= BigInt(after))
      if (place !== undefined) return E.right(place)
      const last = found.right.at(-1)
      if (last === undefined) return E.right('start')
      from = placeOf(last)
    }
  }

  const after: LogReader['after'] = async (afterPosition, upTo, limit) => {
    const events: RecordedEvent[] = []
    let from = startOf(afterPosition)
    let last: number = afterPosition
    // Only a place where one of ours is known to stand may be remembered as the end of ours.
    let isEvent = afterPosition === LOG_START || afterPosition === end()?.ours
    for (;;) {
      const count = Math.max(LEAST, limit - events.length + 1)
      const found = await asked(from, 'forwards', count)
      if (E.isLeft(found)) {
        if (found.left.tag !== 'noSuchPosition') return E.left(found.left)
        const seated = await seat(afterPosition)
        if (E.isLeft(seated)) return seated
        if (seated.right === from) return E.left(unavailable(`${calls.shown} does not find its own position ${from}: try again`))
        from = seated.right
        continue
      }
      for (const [i, each] of found.right.entries()) {
        const place = Number(placeOf(each))
        if (place > upTo) return E.right(events)
        if (place < last || !isOurs(each)) continue
        // Read forwards, the place it was read from comes again; any other one comes once.
        if (place === last && i === 0) {
          isEvent = true
          continue
        }
        const event = place === last ? E.left(corrupt('two events stand at one position', null, unsafeBrand(place))) : fromWire(each)
        if (E.isLeft(event)) return event
        seen(event.right)
        events.push(event.right)
        isEvent = true
        last = place
        if (events.length === limit) return E.right(events)
      }
      const lastFound = found.right.at(-1)
      if (lastFound === undefined) return E.right(events)
      if (found.right.length < count) {
        if (isEvent) remember(last, placeOf(lastFound))
        return E.right(events)
      }
      if (placeOf(lastFound) === from) return E.left(corrupt(`${calls.shown} gives the same place of its log again and again`))
      from = placeOf(lastFound)
    }
  }

  const head: LogReader['head'] = async () => {
    let from: bigint | 'end' = 'end'
    let newest: bigint | null = null
    for (let count = 16; ; count = 500) {
      const found: Awaited<ReturnType<typeof asked>> = await asked(from, 'backwards', count)
      if (E.isLeft(found))
        return found.left.tag === 'noSuchPosition' ? E.left(unavailable(`${calls.shown} moved: try again`)) : E.left(found.left)
      newest ??= found.right[0] === undefined ? 0n : placeOf(found.right[0])
      const known = end()
      for (const each of found.right) {
        if (known !== null && placeOf(each) <= known.all) break
        const position = isOurs(each) ? positionOf(each.position) : null
        if (position === null) continue
        remember(position, newest)
        return E.right(position)
      }
      const last = found.right.at(-1)
      if (known !== null && (last === undefined || placeOf(last) <= known.all)) {
        remember(known.ours, newest)
        return E.right(unsafeBrand(known.ours))
      }
      if (last === undefined) {
        remember(LOG_START, newest)
        return E.right(LOG_START)
      }
      from = placeOf(last)
    }
  }

  return { after, head }
}
