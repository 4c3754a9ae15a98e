/**
 * A subscription as a loop over the log: it sends what is there, says that it has caught up, and
 * waits for more. It keeps no copy of live events: a reader that is slow is one that is behind.
 */
import { randomUUID } from 'node:crypto'
import type { Recorded } from '../log/Recorded.js'
import { type Failure, tooSlow } from './Failure.js'
import type { Node } from './Node.js'
import { caughtUpFrame, checkpointFrame, confirmationFrame, eventFrame, type Frame, type Outlet } from './Outlet.js'

/** One thing to tell the subscriber. */
export type Step =
  | { readonly tag: 'event'; readonly event: Recorded }
  | { readonly tag: 'checkpoint'; readonly position: bigint }
  | { readonly tag: 'failed'; readonly failure: Failure }
  /** There is nothing more; the subscriber is told so once. */
  | { readonly tag: 'end' }
  /** There is nothing more, and nothing to say about it. */
  | { readonly tag: 'wait' }

export interface Source {
  /** The next step from where the source stands; `live` is whether the subscriber has been told that it caught up. */
  readonly next: (live: boolean) => Step
  /** How many events are still to come. */
  readonly behind: () => number
}

/** A live reader that leaves a frame waiting for so long, with so many events behind it, is too slow. */
const SLOW = { milliseconds: 500, events: 32 }

export const feed = async ({ store: { log }, profile }: Node, outlet: Outlet, source: Source): Promise<void> => {
  let live = false
  let wake = (): void => undefined
  const stopListening = log.onCommit(() => wake())
  outlet.onClose(() => {
    stopListening()
    wake()
  })
  const send = async (frame: Frame): Promise<void> => {
    const waited = await outlet.send(frame)
    if (!live || waited < SLOW.milliseconds || source.behind() < SLOW.events) return
    if (profile.slowReader === 'end') outlet.fail(tooSlow)
    else live = false
  }
  const wait = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
    })

  await send(confirmationFrame(randomUUID()))
  while (outlet.isOpen()) {
    const step = source.next(live)
    switch (step.tag) {
      case 'event':
        await send(eventFrame(step.event))
        break
      case 'checkpoint':
        await send(checkpointFrame(step.position))
        break
      case 'failed':
        outlet.fail(step.failure)
        break
      case 'end':
        // What came while that was sent is read before waiting.
        if (live) await wait()
        else {
          live = true
          await send(caughtUpFrame())
        }
        break
      case 'wait':
        await wait()
    }
  }
}
