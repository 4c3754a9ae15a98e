/** Threads that build partitions beside this one. Each opens the stores for itself; only numbers pass between them. */
import { Worker } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import type { BuildThreads, ThreadPart } from '../generation/BuildThreads.js'
import type { Fault, Outcome } from '../generation/EngineError.js'
import type { Generation } from '../store/GenerationStore.js'

/** What a thread is given when it starts. */
export interface ThreadTask {
  readonly threads: BuildThreads
  readonly generation: Generation
}

/** What a thread says: a partition is done, or it cannot go on. */
export type ThreadWord = { readonly tag: 'done'; readonly part: ThreadPart } | { readonly tag: 'fault'; readonly fault: Fault }

/** Partitions given to a thread before it is done with the first, so that it never waits for this one. */
const AHEAD = 2

/** Room for what a thread has just made: nearly all of it is thrown away at once. More room wins a tenth of the time at most. */
const YOUNG_MB = 12

const one = (task: ThreadTask, take: () => number | null, finished: (part: ThreadPart) => void): Outcome<void> =>
  new Promise((resolve) => {
    const thread = new Worker(new URL('./buildThread.js', import.meta.url), {
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    let fault: Fault | null = null
    const give = (): void => thread.postMessage(fault === null ? take() : null)
    for (let i = 0; i < AHEAD; i++) give()
    thread.on('message', (word: ThreadWord) => {
      if (word.tag === 'done') finished(word.part)
      else fault ??= word.fault
      give()
    })
    thread.on('error', (error: Error) => {
      fault ??= { tag: 'ViewsUnavailable', reason: `A thread of the rebuild ended: ${error.message}. Run the command again.` }
    })
    thread.on('exit', () => resolve(fault === null ? E.right(undefined) : E.left(fault)))
  })

/** Starts the threads; each takes partitions until there are none. */
export const buildInWorkerThreads = (
  threads: BuildThreads,
  generation: Generation,
  take: () => number | null,
  finished: (part: ThreadPart) => void,
): ReadonlyArray<ReturnType<typeof one>> => Array.from({ length: threads.count }, () => one({ threads, generation }, take, finished))
