/** Adds wake-ups to the queues. */

import { FlowProducer, Queue } from 'bullmq'
import type * as E from 'fp-ts/lib/Either.js'
import type { QueueConnection } from './connectQueue.js'
import { DAY, DISPATCH, DRAIN, FINISH, KEPT, LOG, once, PARTITIONS, PARTS, QUEUES, REBUILDS, SWEEP } from './jobs.js'
import type { Pace } from './Pace.js'
import type { QueueUnavailable } from './QueueError.js'

type Done<A = void> = Promise<E.Either<QueueUnavailable, A>>

/** A moment after midnight at the agencies. */
const MIDNIGHT = { pattern: '1 0 0 * * *', tz: 'Asia/Jakarta' }
const LONGEST_DAY_MS = 25 * 3600_000

/** Partitions of a rebuild that one job builds, one after the other. */
const GROUP = 8

/** A rebuild, and the job that finishes it. */
export interface Flow {
  readonly id: string
  readonly generation: number
  readonly parts: ReadonlyArray<number>
  readonly withParked: boolean
}

export class Producer {
  readonly #connection: QueueConnection
  readonly #pace: Pace
  readonly #log: Queue
  readonly #partitions: Queue
  readonly #flows: FlowProducer
  /** Rebuilds, to look at. */
  readonly rebuilds: Queue

  /** @param onError hears what befalls the connection */
  constructor(connection: QueueConnection, pace: Pace, onError: (error: Error) => void) {
    const options = { connection: connection.calls, prefix: connection.prefix, skipWaitingForReady: true }
    this.#connection = connection
    this.#pace = pace
    this.#log = new Queue(LOG, options)
    this.#partitions = new Queue(PARTITIONS, options)
    this.rebuilds = new Queue(REBUILDS, options)
    this.#flows = new FlowProducer(options)
    for (const queue of [this.#log, this.#partitions, this.rebuilds]) queue.on('error', onError)
    this.#flows.on('error', onError)
  }

  /** The log may have grown. */
  readonly wakeDispatch = (): Done =>
    this.#connection.attempt(async () => {
      await this.#log.add(DISPATCH, {}, once(DISPATCH))
    })

  /** These partitions have something to drain. */
  readonly wakePartitions = (partitions: ReadonlyArray<number>): Done =>
    this.#connection.attempt(async () => {
      if (partitions.length > 0)
        await this.#partitions.addBulk(partitions.map((partition) => ({ name: DRAIN, data: { partition }, opts: once(`${partition}`) })))
    })

  /** Sees that sweep and day come: a Redis that was emptied forgot them, and a clock that jumped has put them off. */
  readonly keepSchedules = (): Done =>
    this.#connection.attempt(async () => {
      const { sweepMs } = this.#pace
      await this.#keep(SWEEP, { every: sweepMs }, sweepMs)
      await this.#keep(DAY, MIDNIGHT, LONGEST_DAY_MS)
    })

  readonly #keep = async (name: string, repeat: { every: number } | typeof MIDNIGHT, longest: number): Promise<void> => {
    const next = (await this.#log.getJobScheduler(name))?.next
    if (next !== undefined && Math.abs(next - Date.now()) <= 2 * longest) return
    if (next !== undefined) await this.#log.removeJobScheduler(name)
    await this.#log.upsertJobScheduler(name, repeat, { name, opts: KEPT })
  }

  /** Hands a rebuild to whoever works on the queue. Once more is the same once. */
  readonly addFlow = ({ id, generation, parts, withParked }: Flow): Done =>
    this.#connection.attempt(async () => {
      const groups = Array.from({ length: Math.ceil(parts.length / GROUP) }, (_, group) => parts.slice(group * GROUP, (group + 1) * GROUP))
      await this.#flows.add({
        name: FINISH,
        queueName: REBUILDS,
        data: { generation, withParked },
        opts: { ...KEPT, jobId: id },
        children: groups.map((partitions, group) => ({
          name: PARTS,
          queueName: REBUILDS,
          data: { generation, partitions },
          // The parent builds what a child that was given up has left.
          opts: { ...KEPT, jobId: `${id}-${group}`, ignoreDependencyOnFailure: true },
        })),
      })
    })

  readonly close = async (): Promise<void> => {
    await Promise.all([this.#log, this.#partitions, this.rebuilds, this.#flows].map((each) => each.close()))
  }
}

/** The queues, to be looked at. */
export const queuesOn = ({ calls, prefix }: QueueConnection): ReadonlyArray<Queue> =>
  QUEUES.map((name) => new Queue(name, { connection: calls, prefix, skipMetasUpdate: true }))
