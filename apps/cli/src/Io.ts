/** What a command may touch of the process it runs in. */
import type { Environment } from '@jejak/application'

export interface Io {
  /** Results only: tables, JSON, CSV, workbooks, the address of a server. */
  readonly out: (text: string | Uint8Array) => void
  /** Everything said about the work: progress, warnings, errors. */
  readonly err: (text: string) => void
  readonly env: Environment
  readonly cwd: string
  /** Width of the terminal results go to; `null` where they go to a file or another program. */
  readonly columns: number | null
  /** Whether progress can be drawn where messages go. */
  readonly interactive: boolean
  /** Calls back on the first Ctrl-C or TERM; returns how to stop listening. A second one ends the process at once, and so does an orderly end that takes longer than 4 s. */
  readonly onStop: (listener: () => void) => () => void
  /** Calls back when a signal ends the process, for what a terminal must be given back; returns how to take that back. */
  readonly onEnd: (restore: () => void) => () => void
}
