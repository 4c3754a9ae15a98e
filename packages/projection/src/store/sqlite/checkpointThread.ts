/** The thread that checkpoints `views.db` when it is told to, without holding up who reads or writes. */
import { parentPort, workerData } from 'node:worker_threads'
import { connect } from './layout.js'

/** Tries in a row: what is committed meanwhile is the next one's, and only with nothing left the log begins anew. */
const TRIES = 3

const port = parentPort
if (port !== null && typeof workerData === 'string') {
  const { db } = connect(workerData)
  const checkpoint = db.prepare('PRAGMA wal_checkpoint(PASSIVE)')
  port.on('message', (word) => {
    if (word === 'close') {
      db.close()
      port.close()
      return
    }
    for (let tries = 0; tries < TRIES; tries++) {
      const done = checkpoint.get()
      if (done?.['log'] === done?.['checkpointed']) break
    }
    port.postMessage('done')
  })
}
