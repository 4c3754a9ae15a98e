/** Takes jobs from the queues and does them. */
import { type Job, WaitingError, Worker } from 'bullmq'
import * as E from 'fp-ts/lib/Either.js'
import type { QueueConnection } from './connectQueue.js'
import { dayJob, dispatchJob, drainJob, sweepJob } from './followJobs.js'
import { DAY, DISPATCH, DRAIN, DrainData, FINISH, FinishData, LOG, PARTITIONS, PARTS, PartsData, REBUILDS, SWEEP } from './jobs.js'
import { finishJob, partsJob } from './rebuildJobs.js'
import { done, type JobOutcome, type Work } from './Work.js'

/** After so many workers died of a job it is given up; the sweep wakes its partition anew. */
const DEATHS = 10

/** Jobs one process does at once: draining and building wait for stores most of the time, but hold careers in memory. */
const AT_ONCE = { [LOG]: 1, [PARTITIONS]: 4, [REBUILDS]: 1 }

const CLOSE_MS = 10_000

type QueueName = keyof typeof AT_ONCE

/** A job of another version of this program, or none of ours: nothing to do. */
const unknown: JobOutcome = Promise.resolve(E.right(done()))

const perform = (work: Work, job: Job): JobOutcome => {
  const tell = async (progress: object): Promise<void> => {
    // Progress is for onlookers: a job that the queue forgot meanwhile is done all the same.
    await job.updateProgress(progress).catch(() => undefined)
  }
  switch (job.name) {
    case DISPATCH:
      return dispatchJob(work)
    case SWEEP:
      return sweepJob(work)
    case DAY:
      return dayJob(work)
    case DRAIN:
      return DrainData.is(job.data) ? drainJob(work, job.data.partition) : unknown
    case PARTS:
      return PartsData.is(job.data) ? partsJob(work, job.data, tell) : unknown
    case FINISH:
      return FinishData.is(job.data) ? finishJob(work, job.data, tell) : unknown
    default:
      return unknown
  }
}

/** BullMQ learns that a job failed, or waits again, by what is thrown. */
const process =
  (work: Work) =>
  async (job: Job, token: string | undefined): Promise<unknown> => {
    const outcome = await perform(work, job)
    if (E.isLeft(outcome)) throw new Error(`${outcome.left.tag}: ${outcome.left.reason}`)
    if (outcome.right.tag === 'Done') return outcome.right.value
    await job.moveToWait(token)
    throw new WaitingError()
  }

export interface WorkOptions {
  readonly queues: ReadonlyArray<QueueName>
  readonly leaseMs: number
  readonly trouble: (reason: string) => void
}

/** One process's hands on the queues. Answers how to let go: what is begun is finished or handed back. */
export const workOn = (connection: QueueConnection, work: Work, { queues, leaseMs, trouble }: WorkOptions): (() => Promise<void>) => {
  const client = connection.waiting()
  const workers = queues.map((name) => {
    const worker = new Worker(name, process(work), {
      connection: client,
      prefix: connection.prefix,
      concurrency: AT_ONCE[name],
      lockDuration: leaseMs,
      // The same on every worker: each looks after all.
      stalledInterval: leaseMs / 2,
      maxStalledCount: DEATHS,
    })
    worker.on('error', (error) => trouble(`queue ${name}: ${error.message}`))
    worker.on('failed', (job, error) => trouble(`${job?.name ?? 'a job'} failed and is tried again: ${error.message}`))
    return worker
  })
  return async () => {
    // Where Redis is away nothing can be handed back: others find it when the lease has run out.
    const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref())
    await Promise.race([Promise.all(workers.map((worker) => worker.close())), late])
    client.disconnect()
  }
}
