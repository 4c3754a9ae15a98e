/**
 * Ctrl-C and TERM. While nobody listens the system ends the process by itself, also in
 * the middle of a loop that never lets go; a listener takes that over, and with it the
 * duty to let go often.
 */

/** npm passes a Ctrl-C on that the terminal has already sent; only a later signal is a second one, in milliseconds. */
const SAME_SIGNAL = 1_000
/** How long an orderly end may take, in milliseconds: whoever told the process to end waits little longer. */
const GRACE = 4_000

/** Exit codes as a shell knows them. A window that was closed hangs up; Ctrl-Break only Windows knows. */
const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGBREAK: 149 } as const
type Signal = keyof typeof CODES
const SIGNALS: ReadonlyArray<Signal> = ['SIGINT', 'SIGTERM', 'SIGHUP', ...(process.platform === 'win32' ? (['SIGBREAK'] as const) : [])]

/** What a process does about signals. */
export interface Signals {
  /** Calls back on the first one; the process then ends in an orderly way, or is ended after a while. Returns how to stop listening. */
  readonly onStop: (listener: () => void) => () => void
  /** Calls back before the process is ended; returns how to take that back. */
  readonly onEnd: (restore: () => void) => () => void
}

export const listenToSignals = (): Signals => {
  const listeners = new Set<() => void>()
  const restorers = new Set<() => void>()
  let stopping: number | null = null

  const end = (code: number): void => {
    for (const restore of [...restorers]) restore()
    process.exit(code)
  }
  const onSignal = (signal: Signal): void => {
    const code = CODES[signal]
    const now = Date.now()
    if (stopping === null) {
      stopping = now
      if (listeners.size === 0) end(code)
      setTimeout(() => end(code), GRACE).unref()
      for (const listener of [...listeners]) listener()
    } else if (now - stopping > SAME_SIGNAL) end(code)
  }
  let isListening = false
  const settle = (): void => {
    // Who was told to end goes on listening: a second signal is not to be missed.
    const isNeeded = listeners.size + restorers.size > 0 || stopping !== null
    if (isNeeded === isListening) return
    isListening = isNeeded
    for (const signal of SIGNALS) {
      if (isNeeded) process.on(signal, onSignal)
      else process.off(signal, onSignal)
    }
  }
  const into =
    (set: Set<() => void>) =>
    (callback: () => void): (() => void) => {
      set.add(callback)
      settle()
      return () => {
        set.delete(callback)
        settle()
      }
    }
  return { onStop: into(listeners), onEnd: into(restorers) }
}
