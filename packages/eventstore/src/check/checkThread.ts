/** A thread of a check: does the tasks it is told, until it is told `null`. */
import { parentPort, workerData } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import type { FileToCheck } from '../sqlite/checkFile.js'
import { unsafeBrand } from '../unsafe.js'
import { type FileTask, openFileTasks } from './fileTasks.js'
import type { ThreadWord } from './fileThreads.js'

const say = (word: ThreadWord): void => {
  const moved =
    E.isRight(word) && word.right.tag === 'partition' ? [word.right.checked.positions.buffer, word.right.checked.millis.buffer] : []
  parentPort?.postMessage(word, moved)
}

const tasks = openFileTasks(unsafeBrand<FileToCheck>(workerData))
const perform = async (task: FileTask | null): Promise<void> => {
  if (task === null) {
    if (E.isRight(tasks)) tasks.right.close()
    parentPort?.close()
  } else say(E.isLeft(tasks) ? tasks : await tasks.right.perform(task))
}
parentPort?.on('message', (task: FileTask | null) => void perform(task))
