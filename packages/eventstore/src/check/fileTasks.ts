/** The pieces of a check of a file, each done here or in a thread that opens the file for itself. */
import * as E from 'fp-ts/lib/Either.js'
import type { ReadError } from '../port/EventStore.js'
import { type CheckedFile, checkFile, type FileToCheck } from '../sqlite/checkFile.js'
import { faultOf } from '../sqlite/fault.js'
import { openPages } from '../sqlite/Pages.js'
import { walkPartition } from '../sqlite/reading.js'
import { type CheckedPartition, checkPartition } from './checkPartition.js'

/** The file as a whole, or one partition of it. */
export type FileTask = 'whole' | number

/** A partition, with where its events stand and when they were recorded. */
interface PartitionTimes extends CheckedPartition {
  readonly positions: Float64Array<ArrayBuffer>
  readonly millis: Float64Array<ArrayBuffer>
}

export type TaskDone =
  | { readonly tag: 'whole'; readonly checked: CheckedFile }
  | { readonly tag: 'partition'; readonly checked: PartitionTimes }

export interface FileTasks {
  readonly perform: (task: FileTask) => Promise<E.Either<ReadError, TaskDone>>
  readonly close: () => void
}

export const openFileTasks = (file: FileToCheck): E.Either<ReadError, FileTasks> =>
  E.map((pages: ReturnType<typeof openPages>): FileTasks => {
    const partition = async (number: number): Promise<E.Either<ReadError, TaskDone>> => {
      const positions: number[] = []
      const millis: number[] = []
      const rows = walkPartition(pages.stored, () => false)(number, file.upTo)
      const checked = await checkPartition(rows, number, (position, when) => {
        positions.push(position)
        millis.push(when)
      })
      return E.map(
        (found: CheckedPartition): TaskDone => ({
          tag: 'partition',
          checked: { ...found, positions: Float64Array.from(positions), millis: Float64Array.from(millis) },
        }),
      )(checked)
    }
    return {
      perform: (task) =>
        task === 'whole'
          ? Promise.resolve(E.map((checked: CheckedFile): TaskDone => ({ tag: 'whole', checked }))(checkFile(file)))
          : partition(task),
      close: pages.close,
    }
  })(E.tryCatch(() => openPages(file.path), faultOf(file.path)))
