/**
 * Read models belong to one log. They know it by its first event, and each generation
 * by the last event it was told of: a log in which both stand is the one they were
 * made from; one in which the last does not stand is shorter, or went another way.
 */
import { LOG_START, LogPosition } from '@jejak/core'
import type { EventStore } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { EngineError, Outcome } from '../generation/EngineError.js'
import { sleep } from '../generation/pause.js'
import type { GenerationStore, Reached } from '../store/GenerationStore.js'

/** What it takes to know whose log it is. */
export interface LogOptions {
  readonly events: EventStore
  readonly views: Pick<GenerationStore, 'generations' | 'claimLog' | 'renewLog' | 'emptying'>
}

type Read = Pick<LogOptions, 'events'>

/** The first event after a position, none above the other. */
const eventAfter = async ({ events }: Read, after: LogPosition, upTo?: LogPosition): Outcome<Reached | null> => {
  for await (const page of events.readAll(after, { pageSize: 1, ...(upTo === undefined ? {} : { upTo }) })) {
    if (E.isLeft(page)) return page
    const [first] = page.right
    return E.right(first === undefined ? null : { position: first.position, hash: first.meta.hash })
  }
  return E.right(null)
}

/** The place before a position: what follows it begins there. */
export const before = (position: LogPosition): LogPosition => {
  const place = position - 1
  return LogPosition.is(place) ? place : LOG_START
}

/** The event at a position; `null` where none is. */
export const eventAt = (options: Read, position: LogPosition): Outcome<Reached | null> => eventAfter(options, before(position), position)

/** What a log is known by: its first event, and where it stands, since each kind of store counts in its own way. `null` while it is empty. */
const nameOf = async (options: Read): Outcome<string | null> => {
  const first = await eventAfter(options, LOG_START)
  if (E.isLeft(first)) return first
  return E.right(first.right === null ? null : `${first.right.position} ${first.right.hash}`)
}

const adviceOf = ({ emptying }: LogOptions['views']): string =>
  `If this log is the one to go on with, run jejak rebuild --new-log, or ${emptying}, and they are made again.`

const otherLog = (reason: string, views: LogOptions['views']): E.Either<EngineError, never> =>
  E.left({ tag: 'OtherLog', reason: `${reason} ${adviceOf(views)}` })

const ANOTHER = 'The read models were made from another log than the one given'

/** Notes which log the read models are of, or refuses those of another. */
const verifyFirst = async (options: LogOptions): Outcome<void> => {
  const { views } = options
  const found = await nameOf(options)
  if (E.isLeft(found)) return found
  const claimed = await views.claimLog(found.right)()
  if (E.isLeft(claimed)) return claimed
  // The first event may have come in between.
  const name = found.right === null && claimed.right !== null ? await nameOf(options) : found
  if (E.isLeft(name)) return name
  return claimed.right === name.right ? E.right(undefined) : otherLog(`${ANOTHER}: see that both are named rightly.`, views)
}

/** Looks for an event that is not in the log, and the pause between two, in milliseconds: a store may show it a moment late. */
const LOOKS = 5
const PAUSE_MS = 100

/** Refuses a log in which an event does not stand that read models were told of. */
const verifyReached = async (options: LogOptions, { position, hash }: Reached): Outcome<void> => {
  const { events, views } = options
  let end = LOG_START
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await sleep(PAUSE_MS)
    const found = await eventAt(options, position)
    if (E.isLeft(found)) return found
    if (found.right?.hash === hash) return E.right(undefined)
    const head = await events.head()()
    if (E.isLeft(head)) return head
    end = head.right
    if (found.right !== null || end > position)
      return otherLog(`${ANOTHER}: at @${position} stands another event than they were told of. See that both are named rightly.`, views)
  }
  return otherLog(
    `The read models are up to @${position}, more than the log holds, which ends at @${end}: see that the newest log is in place.`,
    views,
  )
}

/** Refuses read models of another log, of a longer one, and of one that went another way; and a log that is not the one under its name any more. */
export const verifyLog = async (options: LogOptions): Outcome<void> => {
  if (options.events.isInPlace?.() === false)
    return E.left({
      tag: 'OtherLog',
      reason: 'The file of the events was put away or replaced while this program used it: end it and start it again.',
    })
  const first = await verifyFirst(options)
  if (E.isLeft(first)) return first
  const all = await options.views.generations()()
  if (E.isLeft(all)) return all
  const places = new Map(all.right.map(({ reached }) => [`${reached.position} ${reached.hash}`, reached]))
  for (const reached of places.values()) {
    if (reached.position === LOG_START) continue
    const verified = await verifyReached(options, reached)
    if (E.isLeft(verified)) return verified
  }
  return E.right(undefined)
}

/** Takes the log at hand for the one of the read models, and throws away all that was made from another. Answers how many generations that were. */
export const renewLog = async (options: LogOptions): Outcome<number> => {
  const own = await verifyLog(options)
  if (E.isRight(own)) return E.right(0)
  if (own.left.tag !== 'OtherLog') return own
  const name = await nameOf(options)
  return E.isLeft(name) ? name : options.views.renewLog(name.right)()
}

/** How long a look at the log holds, in milliseconds. */
const HOLDS_MS = 500
/** Longest wait for such a look by whoever asks for what is kept, in milliseconds: a log that does not answer stops no figure. */
const PATIENCE_MS = 1_000

/** Waits for something, so long at most. */
const soon = async (something: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS)
  })
  await Promise.race([something, late])
  clearTimeout(timer)
}

export interface LogWatch {
  /** Right while the read models are of the log. */
  readonly owned: () => Outcome<void>
  /** Lets the next who asks look. */
  readonly lookAnew: () => void
}

/**
 * `verifyLog` for a process that goes on: looks again now and then, by one look for all
 * who ask meanwhile. That the log cannot be read says nothing of whose it is.
 */
export const watchLog = (options: LogOptions, isVerified: boolean): LogWatch => {
  let last: E.Either<EngineError, void> = E.right(undefined)
  let at = isVerified ? performance.now() : Number.NEGATIVE_INFINITY
  let looking: Promise<void> | null = null
  const look = async (): Promise<void> => {
    const found = await verifyLog(options)
    if (E.isRight(found)) last = found
    else if (found.left.tag === 'OtherLog') last = E.left(found.left)
    at = performance.now()
    looking = null
  }
  return {
    owned: async () => {
      if (performance.now() - at >= HOLDS_MS) {
        looking ??= look()
        await soon(looking)
      }
      return last
    },
    lookAnew: () => {
      at = Number.NEGATIVE_INFINITY
    },
  }
}
