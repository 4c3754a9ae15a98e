#!/usr/bin/env node
/** The process around the command line: its streams, its signals, its exit code. */
import type { Io } from './Io.js'
import { run } from './index.js'
import { listenToSignals } from './signals.js'

const { onStop, onEnd } = listenToSignals()
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has seen enough (`| head`).
  process.exit(error.code === 'EPIPE' ? 0 : 3)
})

const io: Io = {
  out: (text) => {
    process.stdout.write(text)
  },
  err: (text) => {
    process.stderr.write(text)
  },
  env: process.env,
  cwd: process.cwd(),
  columns: process.stdout.isTTY ? process.stdout.columns : null,
  interactive: process.stderr.isTTY === true,
  onStop,
  onEnd,
}

const code = await run(process.argv.slice(2), io)
process.stdout.write('', () => process.exit(code))
