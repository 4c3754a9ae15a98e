/** Follows a home by the jobs of a queue: the bell of the log adds wake-ups, whoever is free works. */

import type { DeploymentStores, EngineError } from '@jejak/application/operator'
import * as E from 'fp-ts/lib/Either.js'
import type { FollowListener } from '../Wakeups.js'
import type { QueueConnection } from './connectQueue.js'
import { LOG, PARTITIONS, REBUILDS } from './jobs.js'
import type { Pace } from './Pace.js'
import type { Producer } from './Producer.js'
import type { QueueUnavailable } from './QueueError.js'
import { workOn } from './workOn.js'

export interface Hands {
  readonly connection: QueueConnection
  readonly producer: Producer
  readonly pace: Pace
}

/** Runs one call at a time; rings that come meanwhile lead to one more. */
const oneAtATime = (call: () => Promise<void>): (() => void) => {
  let running = false
  let again = false
  const run = async (): Promise<void> => {
    if (running) {
      again = true
      return
    }
    running = true
    do {
      again = false
      await call()
    } while (again)
    running = false
  }
  return () => void run()
}

/** The same trouble is told once in a while, however often it comes, in milliseconds. */
const TELL_AGAIN_MS = 10_000

const sparing = (tell: (reason: string) => void): ((reason: string) => void) => {
  const told = new Map<string, number>()
  return (reason) => {
    const now = Date.now()
    for (const [each, at] of told) if (now - at > TELL_AGAIN_MS) told.delete(each)
    if (told.has(reason)) return
    told.set(reason, now)
    tell(reason)
  }
}

/** Works on the queue until the signal aborts. Faults of stores and of Redis are told and tried again: they end no worker. */
export const followQueue = async (
  { connection, producer, pace }: Hands,
  home: DeploymentStores,
  signal: AbortSignal,
  on: FollowListener,
): Promise<E.Either<EngineError, void>> => {
  const trouble = sparing((reason) => on.trouble?.(reason))
  const tell = (done: E.Either<QueueUnavailable, void>): void => {
    if (E.isLeft(done) && !signal.aborted) trouble(done.left.reason)
  }
  const ring = oneAtATime(async () => tell(await producer.wakeDispatch()))
  const keep = oneAtATime(async () => tell(await producer.keepSchedules()))
  const letGo = workOn(connection, { home, producer, signal }, { queues: [LOG, PARTITIONS, REBUILDS], leaseMs: pace.leaseMs, trouble })
  const stopListening = home.events.onAppend(ring)
  const timer = setInterval(keep, pace.sweepMs)
  keep()
  ring()
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  clearInterval(timer)
  stopListening()
  await letGo()
  return E.right(undefined)
}
