/**
 * The one place where what SQLite throws becomes a value. A database that is busy
 * is tried again after a short random sleep, until a deadline.
 */
import { isDiskFull } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { GenerationGone, ViewsUnavailable } from '../faults.js'

/** Longest wait for other processes, in milliseconds: longer than any transaction of ours. */
export const PATIENCE_MS = 20_000

/** Thrown inside a transaction to leave it without a trace; caught by the gateway alone. */
export class Gone extends Error {
  readonly generation: number
  constructor(generation: number) {
    super('generation gone')
    this.generation = generation
  }
}

const codeOf = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null

const BUSY = 5
const LOCKED = 6
const FULL = 13
const NO_DATABASE = 26

const again = 'It holds nothing that cannot be made again from the event log: '
const adviceOf = (code: number | null, error: unknown, patienceMs: number): string => {
  switch (code) {
    case BUSY:
    case LOCKED:
      return `The read models (views.db) were locked by another process for ${patienceMs / 1000} s. End the process that holds them, or try again.`
    case 8:
    case 3:
      return 'The read models (views.db) cannot be written: check the permissions of the data folder.'
    case FULL:
      return 'The disk is full: make room, then run the command again. Nothing was half-written.'
    case 14:
      return 'The read models (views.db) cannot be opened: check that the data folder exists and may be written.'
    case NO_DATABASE:
      return `The file of the read models (views.db, or what JEJAK_VIEWS names) is no database: name another file. Only if it is Jejak's own, delete views.db, views.db-wal and views.db-shm and run the command again.`
    case 11:
      return `The read models (views.db) are damaged. ${again}delete views.db, views.db-wal and views.db-shm and run the command again.`
    case 10:
      return 'The disk reported an error on views.db: check the disk, then run the command again.'
    default:
      // SQLite's own messages name tables and codes, never values.
      return `The read models (views.db) failed: ${error instanceof Error ? error.message : 'unknown error'}. ${again}deleting views.db is safe.`
  }
}

const unavailable = (code: number | null, error: unknown, patienceMs: number): ViewsUnavailable => ({
  tag: 'ViewsUnavailable',
  reason: adviceOf(code, error, patienceMs),
  ...(code === NO_DATABASE ? { code: 'foreignFile' } : {}),
})

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Runs synchronous work on SQLite; `work` is safe to run again when it threw. */
export const attempt =
  <A>(work: () => A, path: string, patienceMs = PATIENCE_MS): TaskEither<ViewsUnavailable | GenerationGone, A> =>
  async () => {
    const started = performance.now()
    for (let tries = 0; ; tries++) {
      try {
        return E.right(work())
      } catch (error) {
        if (error instanceof Gone) return E.left({ tag: 'GenerationGone', generation: error.generation })
        const code = codeOf(error)
        if ((code !== BUSY && code !== LOCKED) || performance.now() - started > patienceMs)
          return E.left(unavailable(isDiskFull(path) ? FULL : code, error, patienceMs))
      }
      await sleep(0.5 + Math.random() * Math.min(10, 1 + tries))
    }
  }
