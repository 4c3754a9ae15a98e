import { fc, test } from '@fast-check/vitest'
import { instantOfMillis, LOG_START, LogPosition, type RecordedEvent, toMillis } from '@jejak/core'
import { arbitraryLog } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { cutOf } from './knownAt.js'

/** A log of these events that counts how often it is read. */
const logOf = (events: ReadonlyArray<RecordedEvent>) => {
  const reads = { count: 0 }
  return {
    reads,
    head: () => async () => E.right(events.at(-1)?.position ?? LOG_START),
    async *readAll(after: LogPosition, options: { readonly pageSize?: number; readonly upTo?: LogPosition } = {}) {
      reads.count++
      const page = events.filter(({ position }) => position > after && position <= (options.upTo ?? Number.MAX_SAFE_INTEGER))
      if (page.length > 0) yield E.right(page.slice(0, options.pageSize ?? page.length))
    },
  }
}

/** Positions with gaps, moments that never fall. */
const arbitraryEvents = fc
  .tuple(arbitraryLog({ maxSteps: 30 }), fc.infiniteStream(fc.nat({ max: 3 })))
  .map(([log, steps]): ReadonlyArray<RecordedEvent> => {
    let millis = 1_000_000
    let place = 0
    return log.flatMap((event) => {
      millis += 1000 * (steps.next().value ?? 0)
      place += 1 + (steps.next().value ?? 0)
      return LogPosition.is(place) ? [{ ...event, position: place, meta: { ...event.meta, recordedAt: instantOfMillis(millis) } }] : []
    })
  })

const cut = async (events: ReadonlyArray<RecordedEvent>, text: string | null) => {
  const found = await cutOf(logOf(events), text)()
  if (E.isLeft(found)) throw new Error(found.left.tag)
  return found.right
}

describe('cutOf', () => {
  test.prop([arbitraryEvents, fc.integer({ min: -2, max: 40 })])(
    'knows all that was recorded by a moment, and nothing later',
    async (events, second) => {
      const moment = instantOfMillis(1_000_000 + second * 1000)
      const found = await cut(events, moment)
      const isKnown = (event: RecordedEvent) => found.tag === 'atHead' || event.position < found.known.before
      for (const event of events) expect(isKnown(event)).toBe(event.meta.recordedAt <= moment)
      // Only a moment after which something was recorded is closed.
      expect(found.tag).toBe(events.some((event) => event.meta.recordedAt > moment) ? 'before' : 'atHead')
      if (found.tag === 'before') expect(found.knownAt).toBe(moment)
    },
  )

  test.prop([arbitraryEvents.filter((events) => events.length > 0), fc.nat()])('takes @POSITION at its word', async (events, pick) => {
    const event = events[pick % events.length]
    if (event === undefined) return
    const found = await cut(events, `@${event.position}`)
    expect(found).toEqual({ tag: 'before', position: event.position, knownAt: `@${event.position}`, known: { before: event.position + 1 } })
  })

  test.prop([arbitraryEvents])('halves instead of reading on', async (events) => {
    const log = logOf(events)
    const middle = events[Math.floor(events.length / 2)]
    if (middle === undefined) return
    await cutOf(log, instantOfMillis(toMillis(middle.meta.recordedAt)))()
    expect(log.reads.count).toBeLessThanOrEqual(Math.ceil(Math.log2((events.at(-1)?.position ?? 0) + 2)) + 1)
  })

  it('means now where nothing is said', async () => {
    expect(await cut([], null)).toEqual({ tag: 'atHead' })
  })

  it.each(['yesterday', '2026-01-01', '2026-01-01T10:00:00', '@', '@x', '@-1', '@7'])('refuses %s', async (text) => {
    expect(await cutOf(logOf([]), text)()).toMatchObject({ left: { tag: 'BadKnownAt' } })
  })
})
