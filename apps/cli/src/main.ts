#!/usr/bin/env node
/** The process around the command line: its streams, its signals, its exit code. */
import type { Io } from './Io.js'
import { run } from './index.js'

/** npm passes a Ctrl-C on that the terminal has already sent; only a later signal is a second one. */
const SAME_SIGNAL = 1_000

let stopping: number | null = null
const listeners = new Set<() => void>()

const onSignal = (code: number) => (): void => {
  const now = Date.now()
  if (stopping === null) {
    stopping = now
    if (listeners.size === 0) process.exit(code)
    for (const listener of [...listeners]) listener()
  } else if (now - stopping > SAME_SIGNAL) process.exit(code)
}
process.on('SIGINT', onSignal(130))
process.on('SIGTERM', onSignal(143))
// The window was closed; and Ctrl-Break, which only Windows knows.
process.on('SIGHUP', onSignal(129))
if (process.platform === 'win32') process.on('SIGBREAK', onSignal(149))
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
  onStop: (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

const code = await run(process.argv.slice(2), io)
process.stdout.write('', () => process.exit(code))
