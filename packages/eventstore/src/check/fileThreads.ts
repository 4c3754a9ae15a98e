/** Tasks of a check in threads: this thread stays free for signals and for keys. */
import { Worker } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadError } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'
import type { FileToCheck } from '../sqlite/checkFile.js'
import type { FileTask, FileTasks, TaskDone } from './fileTasks.js'

/** What a thread says of each task, in the order it was told them. */
export type ThreadWord = E.Either<ReadError, TaskDone>

/** A thread runs what was built, also where tests run the sources. */
const besides = new URL('./checkThread.js', import.meta.url)
const THREAD = import.meta.url.endsWith('.ts') ? new URL('../../dist/check/checkThread.js', import.meta.url) : besides

/** One thread, one task at a time. */
export const openFileThread = (file: FileToCheck): FileTasks => {
  const thread = new Worker(THREAD, { workerData: file })
  let waiting: ((word: ThreadWord) => void) | null = null
  let gone: ThreadWord | null = null
  const answer = (word: ThreadWord): void => {
    const tell = waiting
    waiting = null
    tell?.(word)
  }
  const end = (reason: string): void => {
    gone = E.left(unavailable(`a thread of the check ended: ${reason}; run the command again`))
    answer(gone)
  }
  thread.on('message', answer)
  thread.on('error', (error: Error) => end(error.message))
  thread.on('exit', () => end('it was stopped'))
  return {
    perform: (task: FileTask) =>
      new Promise((resolve) => {
        if (gone !== null) return resolve(gone)
        waiting = resolve
        thread.postMessage(task)
      }),
    close: () => thread.postMessage(null),
  }
}
