/**
 * The log of Jejak within the log of a server, which holds system events and
 * perhaps streams of others. Pages are read one call each, and the next only when it
 * is asked for, so a slow reader holds nothing open.
 */
import { LOG_START, type LogPosition, type RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Corrupt, ReadError } from '../port/EventStore.js'
import { corrupt, unavailable } from '../port/faults.js'
import type { Page } from '../read/pages.js'
import { unsafeBrand } from '../unsafe.js'
import type { Calls } from './Calls.js'
import { type Damage, markIn } from './Damage.js'
import type { FoundEvent } from './Driver.js'
import { fromWire, isOurs, positionOf } from './WireForm.js'

/** Events of the server's log asked for at least in one call, and at most where they may be those of others. */
const LEAST = 200

/** Events read backwards in one call, of which those of others are not kept. */
const BACKWARDS = 5000

export interface LogReader {
  /** At most so many events of Jejak after a position, none above the other; fewer only at the end of the log. */
  readonly after: (after: LogPosition, upTo: LogPosition, limit: number) => Promise<Page>
  readonly head: () => Promise<E.Either<ReadError, LogPosition>>
  /** Whether the server can be asked at all: the smallest question that needs every right a reader needs. */
  readonly probe: () => Promise<E.Either<ReadError, void>>
  /**
   * Takes what an earlier process knew of the end of the log for known, where it still is: the place of
   * our last event, and a place up to which the server then held nothing else of ours.
   */
  readonly resume: (end: ServerEnd) => Promise<E.Either<ReadError, void>>
}

/** Is told of damage; whether it takes care of it: then the log is read on past it. */
export type DamageListener = (damage: Damage) => boolean

/** What stands at the end of the server's log: after our last event, nothing of ours up to another place. */
export interface ServerEnd {
  readonly ours: number
  readonly all: bigint
}

/** What is known of the end of the log; shared by all who read it. */
export interface Tail {
  readonly end: () => ServerEnd | null
  readonly remember: (ours: number, all: bigint) => void
  /** Whether most events of the last page were ours: then the next is read as it is, else the server is asked to filter. */
  readonly isOurs: () => boolean
  readonly found: (ours: number, all: number) => void
}

export const makeTail = (): Tail => {
  let end: ServerEnd | null = null
  let mostlyOurs = false
  return {
    isOurs: () => mostlyOurs,
    found: (ours, all) => {
      mostlyOurs = ours * 2 > all
    },
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
export const openLogReader = (
  calls: Calls,
  { end, remember, isOurs: mostlyOurs, found: noteShare }: Tail,
  seen: (event: RecordedEvent) => void,
  damaged: DamageListener = () => false,
): LogReader => {
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

  const noteMark = (each: FoundEvent): void => {
    const mark = markIn(each)
    if (mark !== null) damaged(mark)
  }
  /** Whether an event in one of our streams that is none of ours is somebody's care. */
  const passOver = ({ stream, position, reason }: Corrupt): boolean =>
    stream !== null && damaged({ stream, position, kind: 'foreign', reason })

  const after: LogReader['after'] = async (afterPosition, upTo, limit) => {
    const events: RecordedEvent[] = []
    let from = startOf(afterPosition)
    let last: number = afterPosition
    // Only a place where one of ours is known to stand may be remembered as the end of ours.
    let isEvent = afterPosition === LOG_START || afterPosition === end()?.ours
    let filters = true
    /** The rest, as the server filters it: what others wrote does not come over the wire. */
    const filtered = async (start: bigint): Promise<Page | null> => {
      // Whatever comes after it is found by the next look.
      const newest = await asked('end', 'backwards', 1)
      if (E.isLeft(newest)) return newest.left.tag === 'noSuchPosition' ? null : E.left(newest.left)
      const all = newest.right[0] === undefined ? 0n : placeOf(newest.right[0])
      let place: bigint = start
      for (;;) {
        const found = await calls.readOurs(place, limit - events.length)
        if (E.isLeft(found)) return found.left.tag === 'noSuchPosition' ? null : E.left(found.left)
        for (const each of found.right.events) {
          const at = Number(placeOf(each))
          if (at > upTo) return E.right(events)
          noteMark(each)
          if (at <= last || !isOurs(each)) continue
          const event = fromWire(each)
          if (E.isLeft(event) && passOver(event.left)) continue
          if (E.isLeft(event)) return event
          seen(event.right)
          events.push(event.right)
          isEvent = true
          last = at
          if (events.length === limit) return E.right(events)
        }
        const { ended, reached } = found.right
        if (ended) {
          if (isEvent) remember(last, BigInt(Math.max(last, Number(all))))
          return E.right(events)
        }
        // It says nothing, as servers before 23.10 do of an end: then it is read as it is.
        if (reached === null || reached <= place) return null
        if (Number(reached) > upTo) return E.right(events)
        place = reached
      }
    }

    for (;;) {
      const count = mostlyOurs() || !filters ? Math.max(LEAST, limit - events.length + 1) : LEAST
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
        noteMark(each)
        if (place < last || !isOurs(each)) continue
        // Read forwards, the place it was read from comes again; any other one comes once.
        if (place === last && i === 0) {
          isEvent = true
          continue
        }
        const event = place === last ? E.left(corrupt('two events stand at one position', null, unsafeBrand(place))) : fromWire(each)
        if (E.isLeft(event) && passOver(event.left)) continue
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
      noteShare(found.right.filter(isOurs).length, found.right.length)
      if (placeOf(lastFound) === from) return E.left(corrupt(`${calls.shown} gives the same place of its log again and again`))
      from = placeOf(lastFound)
      if (mostlyOurs() || !filters) continue
      const rest = await filtered(from)
      if (rest !== null) return rest
      filters = false
    }
  }

  const head: LogReader['head'] = async () => {
    let from: bigint | 'end' = 'end'
    let newest: bigint | null = null
    for (let count = 16; ; count = BACKWARDS) {
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

  const probe: LogReader['probe'] = async () => {
    const found = await asked('end', 'backwards', 1)
    return E.isRight(found) || found.left.tag === 'noSuchPosition' ? E.right(undefined) : E.left(found.left)
  }

  const resume: LogReader['resume'] = async ({ ours, all }) => {
    // A log that was put back to a backup need not reach so far, or have an event there.
    const found = await asked(all, 'forwards', 1)
    if (E.isLeft(found)) return found.left.tag === 'noSuchPosition' ? E.right(undefined) : E.left(found.left)
    if (found.right[0] !== undefined && placeOf(found.right[0]) === all) remember(ours, all)
    return E.right(undefined)
  }

  return { after, head, probe, resume }
}
