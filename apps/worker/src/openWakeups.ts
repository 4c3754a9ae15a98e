/** Chooses what wakes the work: the queue that the environment names, or none. */

import { type Environment, queueAddressOf } from '@jejak/application'
import { faulty, type OpeningError } from '@jejak/application/operator'
import type { Reports } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { embeddedWakeups, type Wakeups } from './Wakeups.js'

/** Opens the queue named in `JEJAK_QUEUE`; embedded without it. BullMQ is loaded only where it is used. */
export const openWakeups =
  (env: Environment, standing: Reports['standing']): TaskEither<OpeningError, Wakeups> =>
  async () => {
    const address = queueAddressOf(env)
    if (E.isLeft(address)) return address
    if (address.right === null) return E.right(embeddedWakeups)
    const { openQueue } = await import('./queue/openQueue.js')
    const queue = await openQueue(address.right, undefined, standing)()
    return E.isLeft(queue) ? E.left(faulty(queue.left.reason)) : queue
  }
