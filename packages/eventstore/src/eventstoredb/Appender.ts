/**
 * Appending to EventStoreDB.
 *
 * 1. The event the writer believes to be the last is looked at: its hash must be the
 *    one expected. What this process wrote or read itself it need not ask for.
 * 2. The events are stamped and chained, once. Every try sends these bytes, with the
 *    exact revision or "no stream".
 * 3. A failure after which the write may stand is tried again as it was; the server
 *    knows events by ids made from their hashes, so a second try of bytes that stand is
 *    a success with the first result.
 * 4. If the stream ends elsewhere, what stands at the revisions in question is read
 *    and judged: these ids are a repeat, anything else a conflict.
 */
import { instantOfMillis, type LogPosition, type RecordedEvent, toMillis } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { stamp } from '../chain/EventText.js'
import type { AppendError, Appended } from '../port/EventStore.js'
import { ambiguous, corrupt, tooLarge, unavailable } from '../port/faults.js'
import { judgeAppend } from '../port/judgeAppend.js'
import type { PreparedRequest } from '../port/prepareRequest.js'
import { backOff, pause } from '../read/pause.js'
import type { Calls } from './Calls.js'
import type { WireEvent, Written } from './Driver.js'
import { withDeadline } from './deadline.js'
import { failureOf } from './failure.js'
import type { StreamReader } from './StreamReader.js'
import { type Tip, type Tips, tipOf } from './Tips.js'
import { positionOf, toWire } from './WireForm.js'

type Result = E.Either<AppendError, Appended>

/** Judgements of one request before it is given up: a stream that was deleted can meet and miss an expectation at once. */
const JUDGEMENTS = 3

export interface Appender {
  /** `bulk`: whether it may go in one call with others. */
  readonly append: (request: PreparedRequest, bulk: boolean) => Promise<Result>
}

/** What goes over the wire, and what is known of its last event. */
interface Stamped {
  readonly events: ReadonlyArray<WireEvent>
  readonly last: Tip
}

const stampAll = ({ stream, drafts, stamped: kept }: PreparedRequest, tip: Tip | null, now: number): Stamped => {
  const recordedAt = kept === null ? now : toMillis(kept.recordedAt)
  let last: Tip = tip ?? { revision: -1, hash: '', recordedAt }
  const events = drafts.map((draft) => {
    const previousHash = last.revision === -1 ? null : last.hash
    const revision = last.revision + 1
    const stamped = stamp(draft, { stream, revision, recordedAt: instantOfMillis(recordedAt), previousHash })
    last = { revision, hash: stamped.hash, recordedAt }
    return toWire(draft, stamped)
  })
  return { events, last }
}

/** Bytes that the server counts. */
const sizeOf = (events: ReadonlyArray<WireEvent>): number => events.reduce((sum, { data }) => sum + data.byteLength, 0)

export const openAppender = (calls: Calls, streams: StreamReader, tips: Tips): Appender => {
  const { shown, driver, limits } = calls

  /** The event a request builds on; `unmet` where the stream does not end with it, as far as is known. */
  const tipFor = async ({ stream, expected, drafts }: PreparedRequest): Promise<E.Either<AppendError, Tip | null | 'unmet'>> => {
    if (expected.tag === 'noStream') return E.right(null)
    let tip = tips.at(stream, expected.revision)
    if (tip === undefined) {
      const found = await streams.from(stream, expected.revision, drafts.length + 1)
      if (E.isLeft(found)) return found
      const [first, ...more] = found.right
      if (first === undefined || more.length > 0) return E.right('unmet')
      tip = tipOf(first)
    }
    return E.right(tip.hash === expected.hash ? tip : 'unmet')
  }

  /** What stands in the place of a request; null where the stream now ends as expected. */
  const settle = async (request: PreparedRequest): Promise<Result | null> => {
    const { stream, expected, drafts } = request
    const end = await streams.end(stream)
    if (E.isLeft(end)) return end
    let standing: ReadonlyArray<RecordedEvent> = []
    const from = expected.tag === 'noStream' ? 0 : expected.revision + 1
    if (end.right.tag === 'at' && end.right.revision >= from) {
      const found = await streams.from(stream, from, drafts.length)
      if (E.isLeft(found)) return found
      standing = found.right
    }
    const judged = judgeAppend(request, end.right, () => standing)
    if (judged.tag === 'Write') return null
    return judged.tag === 'Repeat' ? E.right(judged.appended) : E.left(judged)
  }

  const done = async ({ stream }: PreparedRequest, { last }: Stamped, written: Written): Promise<Result> => {
    if (written.revision !== BigInt(last.revision))
      return E.left(
        corrupt(`the stream went on at revision ${written.revision}: it was deleted on the server before; put back a backup`, stream),
      )
    tips.note(stream, last)
    const appended = (position: LogPosition): Result =>
      E.right({
        stream,
        revision: last.revision,
        hash: last.hash,
        position,
        recordedAt: instantOfMillis(last.recordedAt),
        repeated: false,
      })
    const position = positionOf(written.position)
    if (position !== null) return appended(position)
    const found = await streams.from(stream, last.revision, 1)
    if (E.isLeft(found)) return E.left(ambiguous(`it was written, but ${shown} did not tell where: ask again`))
    return found.right[0] === undefined ? E.left(corrupt('what was just written is not there', stream)) : appended(found.right[0].position)
  }

  /** Sends the same bytes until the server says what became of them; null where the stream does not end as expected. */
  const send = async (request: PreparedRequest, stamped: Stamped, bulk: boolean): Promise<Result | null> => {
    const { stream, expected } = request
    const revision = expected.tag === 'noStream' ? ('no_stream' as const) : BigInt(expected.revision)
    const end = performance.now() + limits.patience
    let mayStand = false
    let inBulk = bulk
    for (let failures = 0; ; failures += 1) {
      try {
        const written = await withDeadline(limits.deadline, () =>
          driver.append(stream, revision, stamped.events, { bulk: inBulk, deadline: limits.deadline }),
        )
        return written === null ? null : await done(request, stamped, written)
      } catch (error) {
        const failure = failureOf(error)
        switch (failure.tag) {
          case 'wrongVersion':
            return null
          case 'tooLarge':
            return E.left(tooLarge(stream, sizeOf(stamped.events)))
          case 'deleted':
            return E.left(corrupt('the stream was deleted on the server, which Jejak never does: put back a backup', stream))
          case 'refused':
            return E.left(mayStand ? ambiguous(`${shown} ${failure.why}`) : unavailable(`${shown} ${failure.why}`))
          case 'passing':
            mayStand ||= failure.applied === 'unknown'
            if (performance.now() >= end) return E.left((mayStand ? ambiguous : unavailable)(`${shown} ${failure.why}`))
            break
          default:
            return E.left(unavailable(`${shown} answered an append as if it were a read: try again`))
        }
        // Again it goes alone: then it has a deadline of its own at the server, too.
        inBulk = false
      }
      await pause(backOff(failures))
    }
  }

  return {
    append: async (request, bulk) => {
      for (let judgements = 0; judgements < JUDGEMENTS; judgements += 1) {
        const tip = await tipFor(request)
        if (E.isLeft(tip)) return tip
        if (tip.right !== 'unmet') {
          const stamped = stampAll(request, tip.right, tips.now(tip.right))
          const sent = await send(request, stamped, bulk)
          if (sent !== null) return sent
        }
        const settled = await settle(request)
        if (settled !== null) return settled
      }
      return E.left(unavailable(`the stream does not stand still on ${shown}: try again`))
    },
  }
}
