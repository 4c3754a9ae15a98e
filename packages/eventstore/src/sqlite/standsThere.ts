/** Whether what was opened still stands under its name. */
import { statSync } from 'node:fs'

/** Which file stands under a name; `null` where none does. */
const identityOf = (path: string): string | null => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? null : `${found.dev} ${found.ino}`
}

/** How long an answer holds, in milliseconds. */
const HOLDS_MS = 50

/**
 * Whether the file that stands under a name now is the one that stood there when this
 * was called first. An open file that was put away or replaced is read and written on
 * as if nothing had happened, and all that is written to it is lost.
 */
export const standsThere = (path: string): (() => boolean) => {
  const opened = identityOf(path)
  let stands = true
  let at = performance.now()
  return () => {
    if (performance.now() - at >= HOLDS_MS) {
      stands = identityOf(path) === opened
      at = performance.now()
    }
    return stands
  }
}
