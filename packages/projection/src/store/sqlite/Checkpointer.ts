/**
 * Checkpoints of `views.db` beside the thread that commits. Inside a commit they
 * hold up what is brought in and whoever waits for it: each for some milliseconds,
 * often enough to be the slowest hundredth. Where this thread fails, they happen
 * inside commits as before.
 */
import type { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'

/** Commits from one checkpoint to the next. */
const EVERY = 100
/** Pages of the write-ahead log from which on a commit checks what the thread has left. */
const BOUND = 8_000

/** A thread runs what was built, also where tests run the sources. */
const besides = new URL('./checkpointThread.js', import.meta.url)
const THREAD = import.meta.url.endsWith('.ts') ? new URL('../../../dist/store/sqlite/checkpointThread.js', import.meta.url) : besides

export class Checkpointer {
  readonly #db: DatabaseSync
  readonly #path: string
  #thread: Worker | null = null
  #isBusy = false
  #commits = 0

  constructor(db: DatabaseSync, path: string) {
    this.#db = db
    this.#path = path
  }

  /** Something small was committed. The thread is started once that came often. */
  committed(): void {
    this.#commits++
    if (this.#commits < EVERY || this.#isBusy) return
    this.#commits = 0
    this.#thread ??= this.#start()
    this.#isBusy = true
    this.#thread.postMessage('checkpoint')
  }

  readonly #start = (): Worker => {
    const thread = new Worker(THREAD, { workerData: this.#path })
    thread.unref()
    this.#db.exec(`PRAGMA wal_autocheckpoint = ${BOUND}`)
    thread.on('message', () => {
      this.#isBusy = false
    })
    // Who waits for its word waits for ever: no other is started.
    thread.on('error', () => {
      if (this.#db.isOpen) this.#db.exec('PRAGMA wal_autocheckpoint = 1000')
    })
    return thread
  }

  /** Ends the thread; what it has begun is done first. */
  close(): Promise<void> {
    const thread = this.#thread
    if (thread === null || thread.threadId < 0) return Promise.resolve()
    return new Promise((resolve) => {
      thread.ref()
      thread.once('exit', () => resolve())
      thread.postMessage('close')
    })
  }
}
