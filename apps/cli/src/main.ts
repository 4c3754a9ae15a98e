#!/usr/bin/env node
/** The process around the command line: its streams, its signals, its exit code. */
import type { Io } from './Io.js'
import { run } from './index.js'
import { listenToSignals } from './signals.js'

const { onStop, onEnd } = listenToSignals()
/** Ends where results can go nowhere: the reader of a pipe has seen enough (`| head`), or they are lost, as on a full disk. */
const endUnheard = (error: NodeJS.ErrnoException): never => {
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`jejak: standard output cannot be written (${error.code ?? 'failed'}): results are lost; check where it goes\n`)
  process.exit(3)
}
process.stdout.on('error', endUnheard)

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
process.stdout.write('', (error) => (error ? endUnheard(error) : process.exit(code)))
