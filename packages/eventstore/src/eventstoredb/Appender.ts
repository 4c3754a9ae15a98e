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
 * 4. What holds more than the server takes in one append becomes several, one after the
 *    other, each as above. What an earlier try wrote of them is looked for first.
 * 5. If the stream ends elsewhere, what stands at the revisions in question is read
 *    and judged: these ids are a repeat, anything else a conflict.
 */
import { instantOfMillis, type LogPosition, type RecordedEvent, toMillis } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { stamp } from '../chain/EventText.js'
import type { AppendError, Appended, Expected } from '../port/EventStore.js'
import { ambiguous, corrupt, tooLarge, unavailable } from '../port/faults.js'
import { judgeAppend } from '../port/judgeAppend.js'
import type { PreparedRequest } from '../port/prepareRequest.js'
import { unsafeBrand } from '../unsafe.js'
import { type AppendLimit, dataSizeOf, inParts } from './AppendLimit.js'
import type { Calls } from './Calls.js'
import type { WireEvent, Written } from './Driver.js'
import { failureOf } from './failure.js'
import type { StreamReader } from './StreamReader.js'
import { type Tip, type Tips, tipOf } from './Tips.js'
import { positionOf, toWire } from './WireForm.js'

type Result = E.Either<AppendError, Appended>

/** Judgements of one request before it is given up: a stream that was deleted can meet and miss an expectation at once. */
const JUDGEMENTS = 3

/** How often a limit is learnt anew in one request: each time it is lower. */
const REFUSALS = 24

/** The size of the stamps is known at most, not exactly. */
const STAMP_SLACK = 140

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

const moving = (shown: string): string => `the stream does not stand still on ${shown}: try again`

/** The end after an event. */
const endAt = (revision: number, hash: string): Expected => ({ tag: 'at', revision, hash })

/** Whether these events are the first of a request. */
const areFirstOf = ({ expected, drafts }: PreparedRequest, standing: ReadonlyArray<RecordedEvent>): boolean =>
  standing[0]?.meta.previousHash === (expected.tag === 'noStream' ? null : expected.hash) &&
  standing.every(({ id }, i) => id === drafts[i]?.id)

export const openAppender = (calls: Calls, streams: StreamReader, tips: Tips, limit: AppendLimit): Appender => {
  const { shown, driver, patience } = calls

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
  const send = async (request: PreparedRequest, stamped: Stamped, bulk: boolean): Promise<Result | null | 'tooLarge'> => {
    const { stream, expected } = request
    const revision = expected.tag === 'noStream' ? ('no_stream' as const) : BigInt(expected.revision)
    let mayStand = false
    let inBulk = bulk
    for (let failures = 0; ; failures += 1) {
      try {
        const written = await patience.attempt((_, deadline) => driver.append(stream, revision, stamped.events, { bulk: inBulk, deadline }))
        return written === null ? null : await done(request, stamped, written)
      } catch (error) {
        const failure = failureOf(error)
        switch (failure.tag) {
          case 'wrongVersion':
            return null
          case 'tooLarge':
            limit.refused(sizeOf(stamped.events), failure.limit)
            return 'tooLarge'
          case 'deleted':
            return E.left(corrupt('the stream was deleted on the server, which Jejak never does: put back a backup', stream))
          case 'refused':
            return E.left(mayStand ? ambiguous(`${shown} ${failure.why}`) : unavailable(`${shown} ${failure.why}`))
          case 'passing':
            mayStand ||= failure.applied === 'unknown'
            if (patience.isOver()) return E.left((mayStand ? ambiguous : unavailable)(`${shown} ${failure.why}`))
            break
          default:
            return E.left(unavailable(`${shown} answered an append as if it were a read: try again`))
        }
        // Again it goes alone: then it has a deadline of its own at the server, too.
        inBulk = false
      }
      await patience.rest(failures)
    }
  }

  /** One append, as it is. */
  const appendWhole = async (request: PreparedRequest, bulk: boolean): Promise<Result | 'tooLarge'> => {
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
    return E.left(unavailable(moving(shown)))
  }

  /** The part of a request that begins where the stream ends by then; stamps of another store are those of its last event. */
  const partOf = (request: PreparedRequest, expected: Expected, drafts: PreparedRequest['drafts']): PreparedRequest => {
    const part = { ...request, expected, drafts }
    if (request.stamped === null) return part
    const { recordedAt } = request.stamped
    const tip = expected.tag === 'noStream' ? null : { ...expected, recordedAt: toMillis(recordedAt) }
    return { ...part, stamped: { recordedAt, hash: stampAll(part, tip, 0).last.hash } }
  }

  /** Appends what the server does not take at once, one part after the other; goes on where an earlier try ended. */
  const appendInParts = async (request: PreparedRequest, bulk: boolean): Promise<Result | 'tooLarge'> => {
    const { stream, expected, drafts } = request
    const found = await streams.from(stream, expected.tag === 'noStream' ? 0 : expected.revision + 1, drafts.length)
    if (E.isLeft(found)) return found
    const standing = found.right
    const last = standing.at(-1)
    // All of them, or others: that is judged as of any append.
    if (last !== undefined && (standing.length === drafts.length || !areFirstOf(request, standing)))
      return (await settle(request)) ?? E.left(unavailable(moving(shown)))
    let end = last === undefined ? expected : endAt(last.revision, last.meta.hash)
    let repeated = last !== undefined
    let result: Result | 'tooLarge' = E.left(corrupt('no event to append; nothing was written', stream))
    for (const part of inParts(drafts.slice(standing.length), limit.bytes())) {
      result = await appendWhole(partOf(request, end, part), bulk)
      if (result === 'tooLarge' || E.isLeft(result)) return result
      repeated ||= result.right.repeated
      end = endAt(result.right.revision, result.right.hash)
    }
    return E.map((appended: Appended) => ({ ...appended, repeated }))(result)
  }

  /** The event that the server does not take even alone. */
  const overLimit = ({ stream, drafts }: PreparedRequest): Result | null => {
    const [alone] = drafts.filter((draft) => dataSizeOf([draft]) > limit.bytes() + STAMP_SLACK)
    return alone === undefined ? null : E.left(tooLarge(stream, alone.id, dataSizeOf([alone]), limit.bytes()))
  }

  return {
    append: async (request, bulk) => {
      for (let refusals = 0; refusals < REFUSALS; refusals += 1) {
        const tooMuch = overLimit(request)
        if (tooMuch !== null) return tooMuch
        const result = await (inParts(request.drafts, limit.bytes()).length > 1 ? appendInParts : appendWhole)(request, bulk)
        if (result !== 'tooLarge') return result
      }
      const { stream, drafts } = request
      return E.left(tooLarge(stream, drafts[0]?.id ?? unsafeBrand(''), dataSizeOf(drafts), limit.bytes()))
    },
  }
}
