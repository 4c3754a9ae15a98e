/**
 * The thread that owns the write connection in mode `thread`. It commits what it is
 * sent, in order, and answers once a commit. It may wait without harm: nothing else
 * runs here.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import { unsafeBrand } from '../unsafe.js'
import { openBell } from './Bell.js'
import { openDatabase, PATIENCE } from './database.js'
import { openLog } from './Log.js'
import { EVENTS_LAYOUT } from './layout.js'
import { flattenResults, worksOf } from './messages.js'
import type { FromThread, ToThread } from './threadWriter.js'
import { type AppendResult, busy } from './Writer.js'

const cell = new Int32Array(new SharedArrayBuffer(4))
/** Sleeps a moment, never the same, so that writers do not meet again. */
const pause = (): void => {
  Atomics.wait(cell, 0, 0, 0.05 + Math.random() * 0.3)
}

const serve = async (port: MessagePort, path: string, tail: number): Promise<void> => {
  const say = (message: FromThread): void => port.postMessage(message)
  const answer = (results: ReadonlyArray<AppendResult>, wrote: boolean): void =>
    say({ tag: 'done', results: flattenResults(results), wrote })
  const opened = await openDatabase(path, EVENTS_LAYOUT)
  if (E.isLeft(opened)) {
    say({ tag: 'failed', error: opened.left })
    port.close()
    return
  }
  const db = opened.right
  const bell = openBell(path)
  let now = 0
  const log = openLog(db, path, () => now, tail)

  const commit = (message: Extract<ToThread, { tag: 'append' }>): void => {
    now = message.now
    let works = worksOf(message.works)
    const deadline = performance.now() + PATIENCE
    while (works.length > 0) {
      const outcome = log.commit(works)
      if (outcome.tag === 'busy') {
        if (performance.now() < deadline) {
          pause()
          continue
        }
        answer(
          works.map(() => busy(path)),
          false,
        )
        return
      }
      if (outcome.tag === 'failed') {
        answer(
          works.map(() => E.left(outcome.error)),
          false,
        )
        return
      }
      if (outcome.wrote) bell.ring()
      answer(outcome.results, outcome.wrote)
      works = works.slice(outcome.results.length)
    }
  }

  port.on('message', (message: unknown) => {
    const told = unsafeBrand<ToThread>(message)
    if (told.tag === 'append') return commit(told)
    log.settle()
    db.close()
    bell.close()
    port.close()
  })
  say({ tag: 'ready' })
}

const data = unsafeBrand<{ readonly path: string; readonly tail: number }>(workerData)
if (parentPort !== null) await serve(parentPort, data.path, data.tail)
