/**
 * Wakes other processes after a commit: one byte is written into a file beside the
 * database, which they watch. A slow poll is the safety, should a ring be lost.
 */
import { closeSync, constants, type FSWatcher, openSync, watch, writeSync } from 'node:fs'

/** Time between two looks without a ring, in milliseconds. */
const POLL = 250

export interface Bell {
  /** Tells other processes that something was committed. */
  readonly ring: () => void
  /** Calls back after a ring and at each poll, until stopped. Keeps no process alive. */
  readonly listen: (look: () => void) => () => void
  readonly close: () => void
}

const BYTE = Buffer.from([0])

export const openBell = (database: string): Bell => {
  const path = `${database}.bell`
  const open = (): number | null => {
    try {
      return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
    } catch {
      // Without a bell the poll still finds every commit.
      return null
    }
  }
  const file = open()
  const startWatching = (look: () => void): FSWatcher | null => {
    try {
      return watch(path, { persistent: false }, look).on('error', () => {})
    } catch {
      return null
    }
  }
  return {
    ring: () => {
      if (file === null) return
      try {
        writeSync(file, BYTE, 0, 1, 0)
      } catch {
        // A ring that fails delays others by a poll, no more.
      }
    },
    listen: (look) => {
      const watcher = startWatching(look)
      const timer = setInterval(look, POLL).unref()
      return () => {
        watcher?.close()
        clearInterval(timer)
      }
    },
    close: () => {
      if (file !== null) closeSync(file)
    },
  }
}
