/** Runs another program in the place of this one: what stops this one stops that, and how that ends, this ends. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Those that ask a process to stop. A closed window is SIGHUP, Ctrl-Break is SIGBREAK, which only Windows knows. */
const STOPS = ['SIGTERM', 'SIGINT', 'SIGHUP', ...(process.platform === 'win32' ? ['SIGBREAK'] : [])]

/** How often a process looks whether npm is still there, in milliseconds. */
const LOOK_EVERY = 250

const lives = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * Calls back when npm, or the shell it put between, is gone. A shell that does not
 * make place for what it starts (cmd.exe, some `sh`) dies of a signal alone, and
 * what it started would go on, an orphan that holds its port.
 */
export const whenNpmIsGone = (gone) => {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent && lives(parent)) return
    clearInterval(timer)
    gone()
  }, LOOK_EVERY)
  timer.unref()
}

/** A terminal gives its Ctrl-C to every process on it: passed on as well, it would be two. */
const onTerminal = () => [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY === true)

/** Runs a program to its end; `stopped` says that somebody asked for it. */
export const passOn = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    let stopped = false
    const listeners = STOPS.map((signal) => {
      const listener = () => {
        stopped = true
        if (signal !== 'SIGINT' || !onTerminal()) child.kill(signal)
      }
      process.on(signal, listener)
      return () => process.off(signal, listener)
    })
    whenNpmIsGone(() => {
      stopped = true
      child.kill('SIGTERM')
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const stop of listeners) stop()
      resolve({ code, signal, stopped })
    })
  })

/** Ends this process as another did. */
export const endAs = ({ code, signal }) => {
  if (signal === null) process.exit(code ?? 1)
  const number = 128 + (constants.signals[signal] ?? 0)
  if (process.platform === 'win32') process.exit(number)
  process.kill(process.pid, signal)
  // A signal that does not end this process after all.
  setTimeout(() => process.exit(number), 1_000)
}
