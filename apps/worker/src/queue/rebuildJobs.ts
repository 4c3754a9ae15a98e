/** The jobs of a rebuild: children build parts, the parent finishes it when they are there. */
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { FinishData, Finished, PartsData, PartsProgress } from './jobs.js'
import { done, handBack, type JobOutcome, type Work } from './Work.js'

type Tell = (progress: t.TypeOf<typeof PartsProgress>) => Promise<void>

/** Builds parts one after the other. A part that is there is left as it is, so that another worker goes on where one was killed. */
export const partsJob = async ({ home, signal }: Work, { generation, partitions }: t.TypeOf<typeof PartsData>, tell: Tell): JobOutcome => {
  for (const [at, partition] of partitions.entries()) {
    if (signal.aborted) return E.right(handBack)
    const built = await home.readModels.buildPart(generation, partition)()
    if (E.isLeft(built)) return built
    if (built.right.tag === 'Gone') return E.right(done())
    await tell({ done: at + 1, total: partitions.length })
  }
  return E.right(done())
}

/** Sees that all parts are there, builds those that are not, and swaps the new read models in. */
export const finishJob = async (work: Work, { generation, withParked }: t.TypeOf<typeof FinishData>, tell: Tell): JobOutcome => {
  const told = (finished: Finished) => E.right(done(finished))
  for (;;) {
    const finished = await work.home.readModels.finishRebuild(generation, { withParked })()
    if (E.isLeft(finished)) {
      const { left } = finished
      // It was taken away again; another try would find nothing.
      if (left.tag === 'Unequal') return told(left)
      return left.tag === 'Unreadable' && 'parked' in left ? told({ ...left, parked: [...left.parked] }) : finished
    }
    if (finished.right.tag !== 'Incomplete') return told(finished.right)
    const built = await partsJob(work, { generation, partitions: [...finished.right.missing] }, tell)
    if (E.isLeft(built) || built.right.tag === 'HandBack') return built
  }
}
