/** Walking a log page by page, and following it: the same for every adapter. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { LOG_START, LogPosition, type RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadError } from '../port/EventStore.js'
import { unsafeBrand } from '../unsafe.js'
import { backOff, pause } from './pause.js'

/** Events in the order of the log, or why they could not be read. */
export type Page = E.Either<ReadError, ReadonlyArray<RecordedEvent>>

/** Reads at most so many events after a position, none above the other; at once, or when they have come. */
export type PageAfter = (after: LogPosition, upTo: LogPosition, limit: number) => Page | Promise<Page>

/** Events of a page where nobody asks for another size. */
export const PAGE_SIZE = 1000

/** Above every position. */
export const LOG_END: LogPosition = unsafeBrand(Number.MAX_SAFE_INTEGER)

/** The log after a position, in pages, to its end; lets others run between pages. */
export async function* walk(pageAfter: PageAfter, after: LogPosition, upTo: LogPosition, pageSize: number): AsyncGenerator<Page, void> {
  let from = LogPosition.is(after) ? after : LOG_START
  for (;;) {
    const page = await pageAfter(from, upTo, pageSize)
    const last = E.isRight(page) ? page.right[page.right.length - 1] : undefined
    if (E.isRight(page) && last === undefined) return
    yield page
    // An error, or a page that is not full: that was the end.
    if (last === undefined || (E.isRight(page) && page.right.length < pageSize)) return
    from = last.position
    await nextTurn()
  }
}

/** What following needs of an adapter. */
export interface Followed {
  readonly pageAfter: PageAfter
  /** Calls back soon after an append by any process, once too often rather than once too few; also when the store is closed. */
  readonly onAppend: (listener: () => void) => () => void
  readonly isClosed: () => boolean
}

/**
 * The log after a position and then whatever comes, until the signal aborts or the
 * store is closed. The bell is armed before each look, so nothing that is appended
 * while it looks is missed; and it goes on from the last event it gave, so nothing
 * comes twice.
 */
export async function* follow(
  { pageAfter, onAppend, isClosed }: Followed,
  after: LogPosition,
  signal: AbortSignal,
): AsyncGenerator<Page, void> {
  let rung = false
  let wake = (): void => {}
  const ended = new AbortController()
  const ring = (): void => {
    rung = true
    if (signal.aborted || isClosed()) ended.abort()
    wake()
  }
  const stop = onAppend(ring)
  signal.addEventListener('abort', ring)
  let from = after
  let failures = 0
  try {
    while (!signal.aborted && !isClosed()) {
      rung = false
      for await (const page of walk(pageAfter, from, LOG_END, PAGE_SIZE)) {
        const last = E.isRight(page) ? page.right[page.right.length - 1] : undefined
        if (last !== undefined) from = last.position
        yield page
        if (signal.aborted) return
        if (E.isRight(page)) failures = 0
        else {
          await pause(backOff(failures), ended.signal)
          failures += 1
          rung = true
        }
      }
      if (rung || signal.aborted || isClosed()) continue
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    stop()
    signal.removeEventListener('abort', ring)
  }
}
